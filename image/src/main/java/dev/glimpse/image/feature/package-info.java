/**
 * Pictures described by numbers that people thought of: gradients, textures, colours, corners, lines, and visual words.
 *
 * <p>{@link dev.glimpse.image.feature.Features} says what is measured and how long the vector gets, before any picture is
 * read: {@code Features.parse("hog,lbp,color-histogram").describer().describe(picture)}. Visual words have to be learnt
 * first, from a sample of pictures. The vectors are what the classical learners learn from.
 */
@NullMarked
package dev.glimpse.image.feature;

import org.jspecify.annotations.NullMarked;
