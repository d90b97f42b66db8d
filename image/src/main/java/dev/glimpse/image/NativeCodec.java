package dev.glimpse.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** BMP, TIFF and WebP by OpenCV, brought to 8 bits and one or three channels. */
final class NativeCodec {

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.nativeOrder());

    private NativeCodec() {}

    static Raster decode(HeaderBytes bytes, PictureInfo info, Decoding decoding, Scratch scratch) {
        try (Mat file = new Mat(1, (int) bytes.length(), opencv_core.CV_8UC1, scratch.file.pointer());
                Mat decoded = opencv_imgcodecs.imdecode(file, flags(info))) {
            if (decoded.empty()) {
                throw bytes.error("truncated or damaged " + info.format() + ": its data ends early or makes no sense");
            }
            if (decoded.rows() != info.height() || decoded.cols() != info.width()) {
                throw bytes.damaged("its header says " + info.width() + " x " + info.height() + " pixels, its data "
                        + decoded.cols() + " x " + decoded.rows());
            }
            return convert(decoded, bytes, info, decoding.background(), scratch);
        } catch (RuntimeException e) {
            throw e instanceof ImageException ours ? ours : refused(bytes, info, e);
        }
    }

    /** OpenCV reports what it dislikes as an exception with a source line; its last line says most. */
    static ImageException refused(HeaderBytes bytes, PictureInfo info, RuntimeException e) {
        ImageException refused = bytes.error("damaged " + info.format() + ": OpenCV cannot decode it");
        refused.initCause(e);
        return refused;
    }

    /** Colours straight in our order; alpha and 16 bits as they are, to be converted here. */
    private static int flags(PictureInfo info) {
        boolean plain = info.bitDepth() <= 8;
        return switch (info.color()) {
            case GRAY ->
                plain
                        ? opencv_imgcodecs.IMREAD_GRAYSCALE | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION
                        : opencv_imgcodecs.IMREAD_UNCHANGED;
            case RGB ->
                plain
                        ? opencv_imgcodecs.IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION
                        : opencv_imgcodecs.IMREAD_UNCHANGED;
            case CMYK, PALETTE -> opencv_imgcodecs.IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
            case GRAY_ALPHA, RGB_ALPHA -> opencv_imgcodecs.IMREAD_UNCHANGED;
        };
    }

    private static Raster convert(Mat decoded, HeaderBytes bytes, PictureInfo info, int background, Scratch scratch) {
        int depth = decoded.depth();
        int given = decoded.channels();
        if ((depth != opencv_core.CV_8U && depth != opencv_core.CV_16U) || given < 1 || given > 4 || given == 2) {
            throw bytes.error("is a " + info.format() + " of a rare kind; save it as an ordinary PNG or JPEG");
        }
        int channels = given == 1 ? 1 : 3;
        Raster raster = scratch.decoded.raster(info.height(), info.width(), channels);
        MemorySegment from = MemorySegment.ofBuffer(decoded.createBuffer());
        MemorySegment to = raster.block().segment();
        boolean swapped = flags(info) == opencv_imgcodecs.IMREAD_UNCHANGED;
        if (depth == opencv_core.CV_8U && given == channels && !swapped) {
            MemorySegment.copy(from, 0, to, 0, raster.size());
            return raster;
        }
        // libtiff's reader of 8-bit pictures has multiplied colours by their opacity already
        boolean multiplied = info.format() == PictureFormat.TIFF && depth == opencv_core.CV_8U;
        long pixels = (long) info.height() * info.width();
        long read = 0;
        for (long write = 0; write < pixels * channels; write += channels, read += given) {
            int alpha = given == 4 ? value(from, depth, read + 3) : 255;
            for (int channel = 0; channel < channels; channel++) {
                int value = value(from, depth, read + (channels == 3 ? 2 - channel : 0));
                int behind = background >> (16 - 8 * channel) & 0xFF;
                int seen = multiplied ? Alpha.over(0, behind, alpha) + value : Alpha.over(value, behind, alpha);
                to.set(ValueLayout.JAVA_BYTE, write + channel, (byte) Math.min(seen, 255));
            }
        }
        return raster;
    }

    /** An 8-bit value; of 16 bits the upper half, as Pillow and libpng do. */
    private static int value(MemorySegment from, int depth, long index) {
        return depth == opencv_core.CV_8U
                ? from.get(ValueLayout.JAVA_BYTE, index) & 0xFF
                : (from.get(SHORT, 2 * index) & 0xFFFF) >> 8;
    }
}
