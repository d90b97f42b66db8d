package dev.glimpse.image.filter;

import dev.glimpse.image.ImageException;
import java.util.Arrays;
import java.util.List;

/**
 * The weights that a filter gives to a pixel and to those around it.
 *
 * <p>Both sides are odd, so that there is a pixel in the middle. Kernels do not change.
 */
public final class Kernel {

    /** The longest side of a kernel. */
    public static final int MAX_SIDE = 63;

    private final int height;
    private final int width;
    private final float[] weights;

    private Kernel(int height, int width, float[] weights) {
        this.height = height;
        this.width = width;
        this.weights = weights;
    }

    /**
     * A kernel of these weights, row by row from the top.
     *
     * @throws ImageException if a side is even or longer than 63, or a weight is not finite
     */
    public static Kernel of(int height, int width, double... weights) {
        if (height % 2 == 0 || width % 2 == 0 || height < 1 || width < 1 || height > MAX_SIDE || width > MAX_SIDE) {
            throw new ImageException("a kernel's sides are odd, so that it has a middle, and at most " + MAX_SIDE
                    + ", got " + height + " x " + width);
        }
        if (weights.length != height * width) {
            throw new ImageException("a kernel of " + height + " x " + width + " has " + height * width
                    + " weights, got " + weights.length);
        }
        float[] floats = new float[weights.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) weights[i];
            if (!Float.isFinite(floats[i])) {
                throw new ImageException("a kernel's weights are finite numbers, got " + weights[i]);
            }
        }
        return new Kernel(height, width, floats);
    }

    /**
     * The kernel of a name: see {@link KernelNames#LIST}.
     *
     * @throws ImageException if there is none
     */
    public static Kernel named(String name) {
        return KernelNames.kernel(name);
    }

    /**
     * The kernel that a text names or spells out.
     *
     * <p>A name such as {@code edge} or {@code box-blur:5}; or the weights row by row, separated by spaces or commas, for a
     * XX
     * A weight may be a fraction ({@code 1/9}).
     *
     * @throws ImageException if the text is no such thing; it says what is missing
     */
    public static Kernel parse(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || Character.isLetter(stripped.charAt(0))) {
            return named(stripped);
        }
        String[] rows = stripped.replaceAll(";\\s*$", "").split(";", -1);
        List<double[]> numbers = Arrays.stream(rows).map(Kernel::row).toList();
        int columns = numbers.getFirst().length;
        double[] all = numbers.stream().flatMapToDouble(Arrays::stream).toArray();
        if (stripped.contains(";")) {
            if (numbers.stream().anyMatch(row -> row.length != columns)) {
                throw new ImageException("the rows of a kernel have equally many weights, got "
                        + String.join(
                                " and ",
                                numbers.stream()
                                        .map(row -> Integer.toString(row.length))
                                        .toList()));
            }
            return of(rows.length, columns, all);
        }
        int side = (int) Math.round(Math.sqrt(columns));
        if (side * side != columns || side % 2 == 0) {
            throw new ImageException("a square kernel has 1, 9, 25, 49 … weights, got " + columns
                    + "; separate the rows of another one by semicolons");
        }
        return of(side, side, all);
    }

    private static double[] row(String text) {
        String[] words = text.strip().split("[\\s,]+");
        double[] row = new double[words.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = weight(words[i]);
        }
        return row;
    }

    private static double weight(String word) {
        String[] fraction = word.split("/", 2);
        try {
            double weight = Double.parseDouble(fraction[0]);
            return fraction.length == 1 ? weight : weight / Double.parseDouble(fraction[1]);
        } catch (NumberFormatException e) {
            throw new ImageException(
                    "a kernel is a name (" + String.join(", ", KernelNames.LIST)
                            + ") or numbers such as \"0 -1 0 -1 5 -1 0 -1 0\"; \"" + word + "\" is no number",
                    e);
        }
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** The weight at a place. */
    public float at(int row, int column) {
        if (row < 0 || row >= height || column < 0 || column >= width) {
            throw new IndexOutOfBoundsException("[" + row + ", " + column + "] of " + height + " x " + width);
        }
        return weights[row * width + column];
    }

    /** The weights, row by row; a copy. */
    public float[] weights() {
        return weights.clone();
    }

    /** The sum of the weights: 1 keeps the brightness of a picture, 0 makes what is even black. */
    public float sum() {
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        return (float) sum;
    }

    /** This kernel turned by 180 degrees, which is what convolution lays over a picture. */
    public Kernel flipped() {
        float[] flipped = new float[weights.length];
        for (int i = 0; i < flipped.length; i++) {
            flipped[i] = weights[weights.length - 1 - i];
        }
        return new Kernel(height, width, flipped);
    }

    /**
     * This kernel divided by the sum of its weights, so that the brightness of a picture stays.
     *
     * @throws ImageException if the sum is 0
     */
    public Kernel normalised() {
        float sum = sum();
        if (Math.abs(sum) < 1e-6) {
            throw new ImageException(
                    "a kernel whose weights sum to 0 cannot be normalised: it shows differences, not" + " brightness");
        }
        float[] normalised = new float[weights.length];
        for (int i = 0; i < normalised.length; i++) {
            normalised[i] = weights[i] / sum;
        }
        return new Kernel(height, width, normalised);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Kernel that
                && height == that.height
                && width == that.width
                && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return 31 * height + Arrays.hashCode(weights);
    }

    /** The text that {@link #parse} reads back: {@code 0 -1 0; -1 5 -1; 0 -1 0}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < weights.length; i++) {
            text.append(i == 0 ? "" : i % width == 0 ? "; " : " ");
            float weight = weights[i];
            text.append(
                    weight == Math.rint(weight) && Math.abs(weight) < 1e6
                            ? Integer.toString((int) weight)
                            : Float.toString(weight));
        }
        return text.append(height == 1 && width > 1 ? ";" : "").toString();
    }
}
