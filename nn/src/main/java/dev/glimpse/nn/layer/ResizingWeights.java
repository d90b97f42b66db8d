package dev.glimpse.nn.layer;

import dev.glimpse.nn.layer.Resizing.Sampling;
import java.util.function.DoubleUnaryOperator;

/**
 * How much of each pixel of a line goes into each pixel of the resized line.
 *
 * <p>As in TensorFlow's {@code image.resize}: pixels are squares, so the centre of pixel i is i + 0.5; weights beyond the
 * border are left out, and the rest sums to 1. Antialiasing widens the kernel when a line gets shorter.
 */
public final class ResizingWeights {

    private ResizingWeights() {}

    /** A matrix [to, from], row by row. */
    public static double[] of(int from, int to, Interpolation interpolation, Sampling sampling) {
        double scale = (double) from / to;
        double[] weights = new double[to * from];
        if (interpolation == Interpolation.NEAREST) {
            for (int i = 0; i < to; i++) {
                weights[i * from + Math.min(from - 1, (int) Math.floor((i + 0.5) * scale))] = 1;
            }
            return weights;
        }
        double widening =
                switch (sampling) {
                    case POINT -> 1;
                    case ANTIALIASED -> Math.max(1, scale);
                };
        DoubleUnaryOperator kernel = kernel(interpolation);
        double radius = radius(interpolation) * widening;
        for (int i = 0; i < to; i++) {
            double center = (i + 0.5) * scale;
            int first = Math.max(0, (int) Math.floor(center - radius - 0.5));
            int last = Math.min(from - 1, (int) Math.ceil(center + radius - 0.5));
            double sum = 0;
            for (int k = first; k <= last; k++) {
                double weight = kernel.applyAsDouble(Math.abs(k + 0.5 - center) / widening);
                weights[i * from + k] = weight;
                sum += weight;
            }
            for (int k = first; k <= last; k++) {
                weights[i * from + k] /= sum;
            }
        }
        return weights;
    }

    private static double radius(Interpolation interpolation) {
        return switch (interpolation) {
            case NEAREST -> 0.5;
            case BILINEAR -> 1;
            case BICUBIC -> 2;
            case LANCZOS3 -> 3;
            case LANCZOS5 -> 5;
        };
    }

    private static DoubleUnaryOperator kernel(Interpolation interpolation) {
        return switch (interpolation) {
            case NEAREST -> distance -> distance <= 0.5 ? 1 : 0;
            case BILINEAR -> distance -> Math.max(0, 1 - distance);
            case BICUBIC -> ResizingWeights::cubic;
            case LANCZOS3 -> distance -> lanczos(distance, 3);
            case LANCZOS5 -> distance -> lanczos(distance, 5);
        };
    }

    /** Keys's cubic convolution with a = -0.5. */
    private static double cubic(double distance) {
        if (distance >= 2) {
            return 0;
        }
        return distance >= 1
                ? ((-0.5 * distance + 2.5) * distance - 4) * distance + 2
                : (1.5 * distance - 2.5) * distance * distance + 1;
    }

    private static double lanczos(double distance, int radius) {
        if (distance >= radius) {
            return 0;
        }
        if (distance < 1e-3) {
            return 1;
        }
        double angle = Math.PI * distance;
        return radius * Math.sin(angle) * Math.sin(angle / radius) / (angle * angle);
    }
}
