package dev.glimpse.image;

import org.bytedeco.opencv.global.opencv_core;

/** The library that decodes pictures, as it was found on this machine. */
public final class Codecs {

    private Codecs() {}

    /**
     * The version of OpenCV; loads it if it has not been.
     *
     * @throws ImageException if it cannot be loaded on this machine
     */
    public static String version() {
        Native.load();
        return opencv_core.CV_VERSION;
    }
}
