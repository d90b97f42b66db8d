/** Small architectures that can be taught from scratch, by the names under which users ask for them. */
@NullMarked
package dev.glimpse.classifier.architecture;

import org.jspecify.annotations.NullMarked;
