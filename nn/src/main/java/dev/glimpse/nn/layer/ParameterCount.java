package dev.glimpse.nn.layer;

import java.util.List;

/**
 * How many numbers the weights of an architecture have.
 *
 * @param trainable those that training changes
 * @param nonTrainable those that it leaves, or that layers keep by themselves
 */
public record ParameterCount(long trainable, long nonTrainable) {

    /** More than any machine holds is not counted. */
    private static final long MOST = 1L << 60;

    static ParameterCount of(List<PlacedWeight> weights) {
        long trainable = 0;
        long all = 0;
        for (PlacedWeight weight : weights) {
            long count = weight.spec().shape().count();
            all = Math.min(MOST, all + count);
            trainable = Math.min(MOST, trainable + (weight.learns() ? count : 0));
        }
        return new ParameterCount(trainable, all - trainable);
    }

    /** All of them. */
    public long total() {
        return trainable + nonTrainable;
    }
}
