package dev.glimpse.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** A picture in native memory, row by row without gaps. */
record Raster(Block block, int height, int width, int channels) {

    /** OpenCV's view of it; the caller closes it, which does not free the memory. */
    Mat mat() {
        return new Mat(height, width, opencv_core.CV_MAKETYPE(opencv_core.CV_8U, channels), block.pointer());
    }

    int size() {
        return height * width * channels;
    }

    Picture toPicture() {
        byte[] pixels = new byte[size()];
        MemorySegment.copy(block.segment(), ValueLayout.JAVA_BYTE, 0, pixels, 0, pixels.length);
        return Picture.adopt(height, width, channels, pixels);
    }

    static Raster of(Picture picture, Block block) {
        Raster raster = block.raster(picture.height(), picture.width(), picture.channels());
        byte[] pixels = picture.shared();
        MemorySegment.copy(pixels, 0, block.segment(), ValueLayout.JAVA_BYTE, 0, pixels.length);
        return raster;
    }
}
