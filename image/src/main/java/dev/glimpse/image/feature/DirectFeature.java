package dev.glimpse.image.feature;

import dev.glimpse.image.Picture;

/** A feature that needs no other pictures than the one it describes. */
public sealed interface DirectFeature extends Feature
        permits Hog, LocalBinaryPatterns, ColorHistogram, HarrisCorners, HoughLines {

    /**
     * The vector of a picture: {@link #length} finite numbers. The same picture gives the same numbers.
     *
     * @throws dev.glimpse.image.ImageException if OpenCV cannot be loaded on this machine
     */
    float[] describe(Picture picture);
}
