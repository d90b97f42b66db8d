/** What networks want to be given for pixels, and the layers that give it to them. */
@NullMarked
package dev.glimpse.zoo.pixel;

import org.jspecify.annotations.NullMarked;
