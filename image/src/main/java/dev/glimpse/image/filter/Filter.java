package dev.glimpse.image.filter;

import dev.glimpse.image.Picture;
import dev.glimpse.image.opencv.Matrices;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;

/**
 * A kernel, and how it goes over a picture: {@code Filter.of(Kernel.named("sobel-x")).correlate().output(Output.ABSOLUTE)}.
 *
 * <p>Each channel is filtered by itself. The result has the size and the channels of the picture.
 *
 * @param kernel the weights
 * @param operation whether the kernel is turned first
 * @param border what lies around the picture
 * @param output how sums become numbers from 0 to 255
 */
public record Filter(Kernel kernel, Operation operation, Border border, Output output) {

    /** What is done with a kernel. */
    public enum Operation {
        /**
         * The kernel is turned by 180 degrees, laid over each pixel, and what lies over one another is multiplied and
         * summed: the convolution of mathematics, as in SciPy's {@code convolve}.
         */
        CONVOLVE,
        /**
         * The same without turning: cross-correlation, which is what OpenCV's {@code filter2D} and the convolution layers of
         * neural networks do.
         */
        CORRELATE
    }

    /** What lies around a picture, where a kernel reaches over its edge. */
    public enum Border {
        /** The picture mirrored at its edge, the edge not repeated: {@code cb|abcd|cb}. OpenCV's usual one. */
        REFLECT,
        /** The pixel at the edge: {@code aa|abcd|dd}. */
        NEAREST,
        /** Black: {@code 00|abcd|00}, "same" padding of neural networks. */
        BLACK
    }

    /** How the sums, which may lie anywhere, become numbers from 0 to 255. */
    public enum Output {
        /** What is below 0 is 0, what is above 255 is 255. */
        CLIP,
        /** Without their sign, then clipped: edges of both directions show. */
        ABSOLUTE,
        /** The smallest sum of the picture becomes 0, the largest 255; a picture of one value becomes black. */
        STRETCH
    }

    /** Convolution with this kernel, the border reflected, the result clipped. */
    public static Filter of(Kernel kernel) {
        return new Filter(kernel, Operation.CONVOLVE, Border.REFLECT, Output.CLIP);
    }

    /** Cross-correlation: the kernel is not turned. */
    public Filter correlate() {
        return new Filter(kernel, Operation.CORRELATE, border, output);
    }

    /** With this around the picture. */
    public Filter border(Border border) {
        return new Filter(kernel, operation, border, output);
    }

    /** With the sums shown in this way. */
    public Filter output(Output output) {
        return new Filter(kernel, operation, border, output);
    }

    /** The sums at each pixel, row by row, channels side by side, as they are. */
    public float[] sums(Picture picture) {
        return Matrices.scoped(() -> {
            Kernel laid =
                    switch (operation) {
                        case CONVOLVE -> kernel.flipped();
                        case CORRELATE -> kernel;
                    };
            int around =
                    switch (border) {
                        case REFLECT -> opencv_core.BORDER_REFLECT_101;
                        case NEAREST -> opencv_core.BORDER_REPLICATE;
                        case BLACK -> opencv_core.BORDER_CONSTANT;
                    };
            Mat sums = new Mat();
            opencv_imgproc.filter2D(
                    Matrices.of(picture),
                    sums,
                    opencv_core.CV_32F,
                    Matrices.of(laid.height(), laid.width(), laid.weights()),
                    new Point(-1, -1),
                    0,
                    around);
            return Matrices.floats(sums);
        });
    }

    /** The picture that the sums make, rounded to the nearest, halves to the even number. */
    public Picture apply(Picture picture) {
        float[] sums = sums(picture);
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float sum : sums) {
            least = Math.min(least, sum);
            most = Math.max(most, sum);
        }
        byte[] pixels = new byte[sums.length];
        for (int i = 0; i < pixels.length; i++) {
            double shown =
                    switch (output) {
                        case CLIP -> sums[i];
                        case ABSOLUTE -> Math.abs(sums[i]);
                        case STRETCH -> most > least ? 255.0 * (sums[i] - least) / (most - least) : 0;
                    };
            pixels[i] = (byte) (int) Math.rint(Math.clamp(shown, 0.0, 255.0));
        }
        return Picture.of(picture.height(), picture.width(), picture.channels(), pixels);
    }
}
