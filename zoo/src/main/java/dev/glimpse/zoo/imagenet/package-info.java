/** The thousand classes of ImageNet, which the published weights tell apart. */
@NullMarked
package dev.glimpse.zoo.imagenet;

import org.jspecify.annotations.NullMarked;
