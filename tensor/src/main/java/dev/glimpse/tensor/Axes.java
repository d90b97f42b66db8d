package dev.glimpse.tensor;

import java.util.Arrays;

/**
 * The axes that a reduction goes over, and whether they stay behind with size 1.
 *
 * <p>Negative axes count from the end. No axes at all means every axis.
 */
public final class Axes {

    private static final Axes ALL = new Axes(new long[0], false);

    private final long[] numbers;
    private final boolean kept;

    private Axes(long[] numbers, boolean kept) {
        this.numbers = numbers;
        this.kept = kept;
    }

    /** Every axis; the result is a single number. */
    public static Axes all() {
        return ALL;
    }

    /** These axes, which vanish from the result's shape. */
    public static Axes of(int... axes) {
        return new Axes(Arrays.stream(axes).asLongStream().toArray(), false);
    }

    /** These axes, which stay in the result's shape with size 1, so that it broadcasts against what was reduced. */
    public static Axes kept(int... axes) {
        return new Axes(Arrays.stream(axes).asLongStream().toArray(), true);
    }

    boolean isKept() {
        return kept;
    }

    /** The axes as libtorch wants them, spelled out even where they are all. */
    long[] numbers(int rank) {
        if (numbers.length > 0) {
            return numbers;
        }
        long[] every = new long[rank];
        Arrays.setAll(every, i -> i);
        return every;
    }

    @Override
    public String toString() {
        return (numbers.length == 0 ? "all axes" : "axes " + Arrays.toString(numbers)) + (kept ? ", kept" : "");
    }
}
