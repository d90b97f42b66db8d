package dev.glimpse.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** JPEG by OpenCV, straight into our own memory and at full size or a fraction. */
final class JpegCodec {

    private static final int UNDECODED = 128;

    private JpegCodec() {}

    static Raster decode(HeaderBytes bytes, PictureInfo info, int reduction, Scratch scratch) {
        JpegHeader.requireFewScans(bytes);
        int channels = info.color() == ColorModel.GRAY ? 1 : 3;
        int flags = opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION
                | reduced(reduction)
                | (channels == 1 ? opencv_imgcodecs.IMREAD_GRAYSCALE : opencv_imgcodecs.IMREAD_COLOR_RGB);
        Raster raster = scratch.decoded.raster(
                Math.ceilDiv(info.height(), reduction), Math.ceilDiv(info.width(), reduction), channels);
        try (Mat file = new Mat(1, (int) bytes.length(), opencv_core.CV_8UC1, scratch.file.pointer());
                Mat target = raster.mat();
                Mat decoded = opencv_imgcodecs.imdecode(file, flags, target)) {
            if (decoded.empty()
                    || decoded.data().address() != scratch.decoded.pointer().address()) {
                throw bytes.error("truncated or damaged JPEG: its data ends early or makes no sense");
            }
        } catch (RuntimeException e) {
            throw e instanceof ImageException ours ? ours : NativeCodec.refused(bytes, info, e);
        }
        if (endsUndecoded(raster) && !JpegScan.isComplete(bytes)) {
            throw bytes.error("truncated or damaged JPEG: its data ends before the picture is full");
        }
        return raster;
    }

    /** What libjpeg could not decode it leaves at mid-grey without an error; a picture may also be grey there. */
    private static boolean endsUndecoded(Raster raster) {
        MemorySegment pixels = raster.block().segment();
        for (int i = raster.size() - raster.channels(); i < raster.size(); i++) {
            if ((pixels.get(ValueLayout.JAVA_BYTE, i) & 0xFF) != UNDECODED) {
                return false;
            }
        }
        return true;
    }

    /** These are bits on their own; those that OpenCV names for colour also ask for the other channel order. */
    private static int reduced(int reduction) {
        return switch (reduction) {
            case 2 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
            case 4 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
            case 8 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
            default -> 0;
        };
    }
}
