package dev.glimpse.image;

import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * What an {@link Augmentation} has drawn for one picture.
 *
 * @param mirror done without sampling, before the rest
 * @param affine where each pixel of the result is looked up, if pixels move otherwise too
 * @param gain what values are multiplied with
 * @param offset what is then added to them
 * @param fill what stands where nothing is
 */
record Warp(Mirror mirror, Optional<Affine> affine, double gain, double offset, Augmentation.Fill fill) {

    /** Mirror images, which need no sampling. */
    enum Mirror {
        NONE,
        SIDEWAYS,
        UPSIDE_DOWN,
        BOTH;

        static Mirror of(Augmentation.Flip allowed, int drawn) {
            int taken = drawn
                    & 3
                    & switch (allowed) {
                        case NONE -> 0;
                        case HORIZONTAL -> 1;
                        case VERTICAL -> 2;
                        case BOTH -> 3;
                    };
            return values()[taken];
        }
    }

    /** From a place (x, y) of the result to the one in the picture: (a x + b y + c, d x + e y + f). */
    record Affine(double a, double b, double c, double d, double e, double f) {

        /** Shears, turns and scales about the center, then moves. */
        static Affine about(int height, int width, double turn, double slant, double scale, double down, double right) {
            double a = Math.cos(turn) / scale;
            double d = -Math.sin(turn) / scale;
            double b = -d + a * slant;
            double e = a + d * slant;
            double x = (width - 1) / 2.0;
            double y = (height - 1) / 2.0;
            return new Affine(a, b, x - a * (x + right) - b * (y + down), d, e, y - d * (x + right) - e * (y + down));
        }
    }

    Picture apply(Picture picture) {
        try (Scratch scratch = Scratch.take()) {
            return apply(Raster.of(picture, scratch.decoded), scratch).toPicture();
        }
    }

    private Raster apply(Raster picture, Scratch scratch) {
        Raster moved = affine.isEmpty() ? picture : warped(picture, affine.get(), scratch.first);
        if (mirror == Mirror.NONE && gain == 1 && offset == 0) {
            return moved;
        }
        try (Mat mat = moved.mat()) {
            switch (mirror) {
                case NONE -> {}
                case SIDEWAYS -> opencv_core.flip(mat, mat, 1);
                case UPSIDE_DOWN -> opencv_core.flip(mat, mat, 0);
                case BOTH -> opencv_core.flip(mat, mat, -1);
            }
            if (gain != 1 || offset != 0) {
                mat.convertTo(mat, -1, gain, offset);
            }
        }
        return moved;
    }

    private Raster warped(Raster picture, Affine at, Block to) {
        Raster warped = to.raster(picture.height(), picture.width(), picture.channels());
        int border =
                switch (fill) {
                    case REFLECT -> opencv_core.BORDER_REFLECT;
                    case NEAREST -> opencv_core.BORDER_REPLICATE;
                    case BLACK -> opencv_core.BORDER_CONSTANT;
                };
        try (DoublePointer numbers = new DoublePointer(at.a, at.b, at.c, at.d, at.e, at.f);
                Mat map = new Mat(2, 3, opencv_core.CV_64F, numbers);
                Mat source = picture.mat();
                Mat target = warped.mat();
                Size size = new Size(picture.width(), picture.height());
                Scalar black = new Scalar(0)) {
            opencv_imgproc.warpAffine(
                    source,
                    target,
                    map,
                    size,
                    opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
                    border,
                    black);
        }
        return warped;
    }
}
