package dev.glimpse.image.filter;

import dev.glimpse.image.ImageException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kernels that have names. */
public final class KernelNames {

    /** The names, in the order in which help shows them. */
    public static final List<String> LIST = List.of(
            "identity",
            "box-blur",
            "gaussian-blur",
            "sharpen",
            "edge",
            "laplacian",
            "emboss",
            "sobel-x",
            "sobel-y",
            "prewitt-x",
            "prewitt-y",
            "scharr-x",
            "scharr-y");

    private KernelNames() {}

    static Kernel kernel(String name) {
        String[] parts = name.toLowerCase(Locale.ROOT).strip().split(":", 2);
        boolean blur = parts[0].equals("box-blur") || parts[0].equals("gaussian-blur");
        if (parts.length == 2 && !blur) {
            throw new ImageException(
                    "only box-blur and gaussian-blur come in sizes, as in box-blur:5; got \"" + name + "\"");
        }
        int side = parts.length == 2 ? side(name, parts[1]) : 3;
        return switch (parts[0]) {
            case "identity" -> square(0, 0, 0, 0, 1, 0, 0, 0, 0);
            case "box-blur" -> box(side);
            case "gaussian-blur" -> gaussian(side);
            case "sharpen" -> square(0, -1, 0, -1, 5, -1, 0, -1, 0);
            case "edge" -> square(-1, -1, -1, -1, 8, -1, -1, -1, -1);
            case "laplacian" -> square(0, 1, 0, 1, -4, 1, 0, 1, 0);
            case "emboss" -> square(-2, -1, 0, -1, 1, 1, 0, 1, 2);
            case "sobel-x" -> square(-1, 0, 1, -2, 0, 2, -1, 0, 1);
            case "sobel-y" -> square(-1, -2, -1, 0, 0, 0, 1, 2, 1);
            case "prewitt-x" -> square(-1, 0, 1, -1, 0, 1, -1, 0, 1);
            case "prewitt-y" -> square(-1, -1, -1, 0, 0, 0, 1, 1, 1);
            case "scharr-x" -> square(-3, 0, 3, -10, 0, 10, -3, 0, 3);
            case "scharr-y" -> square(-3, -10, -3, 0, 0, 0, 3, 10, 3);
            default ->
                throw new ImageException("there is no kernel \"" + name + "\"; there are " + String.join(", ", LIST)
                        + ", or give its numbers, as in \"0 -1 0 -1 5 -1 0 -1 0\"");
        };
    }

    private static int side(String name, String digits) {
        try {
            int side = Integer.parseInt(digits.strip());
            if (side >= 1 && side <= Kernel.MAX_SIDE && side % 2 == 1) {
                return side;
            }
        } catch (NumberFormatException _) {
            // told below, like other wrong sizes
        }
        throw new ImageException(
                "the size of " + name + " is an odd number from 1 to " + Kernel.MAX_SIDE + ", as in box-blur:5");
    }

    private static Kernel square(double... weights) {
        return Kernel.of(3, 3, weights);
    }

    private static Kernel box(int side) {
        double[] weights = new double[side * side];
        Arrays.fill(weights, 1.0 / weights.length);
        return Kernel.of(side, side, weights);
    }

    /** A row of Pascal's triangle along each side, which comes close to a bell of variance (side - 1) / 4. */
    private static Kernel gaussian(int side) {
        double[] row = new double[side];
        row[0] = Math.pow(0.5, side - 1);
        for (int i = 1; i < side; i++) {
            row[i] = row[i - 1] * (side - i) / i;
        }
        double[] weights = new double[side * side];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = row[i / side] * row[i % side];
        }
        return Kernel.of(side, side, weights);
    }
}
