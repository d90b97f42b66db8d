package dev.glimpse.image.opencv;

import dev.glimpse.image.Codecs;
import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** The way from pictures to OpenCV's matrices and back. */
public final class Matrices {

    private Matrices() {}

    /**
     * What some work with OpenCV gives, after all native memory that it took has been freed.
     *
     * @param work makes matrices and gives Java values; no matrix may leave it
     * @throws ImageException if OpenCV cannot be loaded on this machine
     */
    public static <T> T scoped(Supplier<T> work) {
        Codecs.version();
        try (PointerScope _ = new PointerScope()) {
            return work.get();
        } catch (LinkageError e) {
            throw new ImageException("a part of OpenCV cannot be loaded on this machine: " + e.getMessage(), e);
        }
    }

    /** A matrix of a picture's bytes, with as many channels, in the same order; a copy. */
    public static Mat of(Picture picture) {
        Mat mat = new Mat(
                picture.height(), picture.width(), opencv_core.CV_MAKETYPE(opencv_core.CV_8U, picture.channels()));
        byte[] pixels = picture.pixels();
        mat.data().put(pixels, 0, pixels.length);
        return mat;
    }

    /** A matrix of floats with one channel; a copy. */
    public static Mat of(int rows, int columns, float[] values) {
        Mat mat = new Mat(rows, columns, opencv_core.CV_32F);
        new FloatPointer(mat.data()).put(values, 0, values.length);
        return mat;
    }

    /** The picture in a matrix of bytes with one or three channels; a copy. */
    public static Picture picture(Mat mat) {
        byte[] pixels = new byte[Math.toIntExact(mat.total() * mat.channels())];
        mat.data().get(pixels, 0, pixels.length);
        return Picture.of(mat.rows(), mat.cols(), mat.channels(), pixels);
    }

    /** The numbers in a matrix of floats, row by row, channels side by side; a copy. */
    public static float[] floats(Mat mat) {
        float[] values = new float[Math.toIntExact(mat.total() * mat.channels())];
        if (values.length > 0) {
            new FloatPointer(mat.data()).get(values, 0, values.length);
        }
        return values;
    }

    /** The numbers in a matrix of bytes, row by row, channels side by side; a copy. */
    public static byte[] bytes(Mat mat) {
        byte[] values = new byte[Math.toIntExact(mat.total() * mat.channels())];
        mat.data().get(values, 0, values.length);
        return values;
    }
}
