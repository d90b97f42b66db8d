/** How sure a classifier can be: probabilities that are as often right as they say, and what a picture is unlike. */
@NullMarked
package dev.glimpse.classifier.confidence;

import org.jspecify.annotations.NullMarked;
