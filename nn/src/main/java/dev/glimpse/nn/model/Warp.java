package dev.glimpse.nn.model;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Fill;
import dev.glimpse.nn.layer.Interpolation;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import java.util.Locale;

/**
 * Pictures seen through affine maps, one per sample, which say for each point of the result where in the picture it comes from.
 *
 * <p>What lies outside is found as TensorFlow's projective transform finds it, which Keras uses.
 */
final class Warp {

    /**
     * Where a point of the result comes from: {@code x' = xx·x + xy·y + x0}, {@code y' = yx·x + yy·y + y0}, in pixels
     * between the centres of pixels.
     */
    record Affine(double xx, double xy, double x0, double yx, double yy, double y0) {

        static Affine rotation(double radians, int height, int width) {
            double cos = Math.cos(radians);
            double sin = Math.sin(radians);
            double centerX = (width - 1) / 2.0;
            double centerY = (height - 1) / 2.0;
            return new Affine(
                    cos,
                    -sin,
                    centerX - centerX * cos + centerY * sin,
                    sin,
                    cos,
                    centerY - centerX * sin - centerY * cos);
        }

        static Affine zoom(double vertical, double horizontal, int height, int width) {
            return new Affine(
                    horizontal,
                    0,
                    (width - 1) / 2.0 * (1 - horizontal),
                    0,
                    vertical,
                    (height - 1) / 2.0 * (1 - vertical));
        }

        static Affine translation(double down, double right) {
            return new Affine(1, 0, -right, 0, 1, -down);
        }
    }

    private final int height;
    private final int width;
    private final Fill fill;

    private Warp(Tensor pictures, Fill fill) {
        this.height = pictures.size(1);
        this.width = pictures.size(2);
        this.fill = fill;
    }

    /** The pictures [batch, height, width, channels], each through its map. */
    static Tensor apply(Tensor pictures, Affine[] maps, Fill fill, Interpolation interpolation) {
        Warp warp = new Warp(pictures, fill);
        return switch (interpolation) {
            case NEAREST -> warp.gather(pictures, maps, 1);
            case BILINEAR -> warp.gather(pictures, maps, 4);
            case BICUBIC, LANCZOS3, LANCZOS5 ->
                throw new NnException("random layers interpolate by nearest or bilinear, got "
                        + interpolation.name().toLowerCase(Locale.ROOT));
        };
    }

    private Tensor gather(Tensor pictures, Affine[] maps, int corners) {
        int points = height * width;
        long[][] indices = new long[corners][maps.length * points];
        float[][] weights = new float[corners][maps.length * points];
        float[] outside = new float[maps.length * points];
        for (int sample = 0; sample < maps.length; sample++) {
            locate(maps[sample], sample * points, indices, weights, outside);
        }
        Tensor flat = pictures.reshape(maps.length * points, pictures.size(3));
        Tensor sum = Tensor.of(outside, Shape.of(outside.length, 1)).cast(pictures.dtype());
        for (int corner = 0; corner < corners; corner++) {
            Tensor from = flat.indexSelect(0, Tensor.of(indices[corner], Shape.of(outside.length)));
            Tensor weight =
                    Tensor.of(weights[corner], Shape.of(outside.length, 1)).cast(pictures.dtype());
            sum = sum.add(from.mul(weight));
        }
        return sum.reshape(pictures.shape());
    }

    /** Fills in, for each point of one sample, which pixels it is mixed from, how much of each, and what is added. */
    private void locate(Affine map, int start, long[][] indices, float[][] weights, float[] outside) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double fromX = place(map.xx * x + map.xy * y + map.x0, width);
                double fromY = place(map.yx * x + map.yy * y + map.y0, height);
                int point = start + y * width + x;
                if (indices.length == 1) {
                    corner(0, nearest(fromX), nearest(fromY), 1, start, point, indices, weights, outside);
                    continue;
                }
                long left = (long) Math.floor(fromX);
                long top = (long) Math.floor(fromY);
                double right = fromX - left;
                double below = fromY - top;
                corner(0, left, top, (1 - right) * (1 - below), start, point, indices, weights, outside);
                corner(1, left + 1, top, right * (1 - below), start, point, indices, weights, outside);
                corner(2, left, top + 1, (1 - right) * below, start, point, indices, weights, outside);
                corner(3, left + 1, top + 1, right * below, start, point, indices, weights, outside);
            }
        }
    }

    private void corner(
            int corner,
            long x,
            long y,
            double weight,
            int start,
            int point,
            long[][] indices,
            float[][] weights,
            float[] outside) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            indices[corner][point] = start + y * width + x;
            weights[corner][point] = (float) weight;
        } else {
            outside[point] += (float) (weight * fill.value());
        }
    }

    /** A half is rounded away from 0, as in C. */
    private static long nearest(double coordinate) {
        return (long) (Math.signum(coordinate) * Math.floor(Math.abs(coordinate) + 0.5));
    }

    private double place(double coordinate, int length) {
        return switch (fill.mode()) {
            case CONSTANT -> coordinate;
            case NEAREST -> limit(coordinate, length);
            case REFLECT -> limit(reflect(coordinate, length), length);
            case WRAP -> limit(wrap(coordinate, length), length);
        };
    }

    private static double limit(double coordinate, int length) {
        return Math.clamp(coordinate, 0, length - 1);
    }

    private static double reflect(double coordinate, int length) {
        double period = 2.0 * length;
        if (length == 1) {
            return 0;
        }
        if (coordinate < 0) {
            double shifted = coordinate < period ? period * Math.floor(-coordinate / period) + coordinate : coordinate;
            return shifted < -length ? shifted + period : -shifted - 1;
        }
        if (coordinate > length - 1) {
            double shifted = coordinate - period * Math.floor(coordinate / period);
            return shifted >= length ? period - shifted - 1 : shifted;
        }
        return coordinate;
    }

    private static double wrap(double coordinate, int length) {
        if (length == 1) {
            return 0;
        }
        double span = length - 1;
        if (coordinate < 0) {
            return coordinate + length * (Math.floor(-coordinate / span) + 1);
        }
        if (coordinate > span) {
            return coordinate - length * Math.floor(coordinate / span);
        }
        return coordinate;
    }
}
