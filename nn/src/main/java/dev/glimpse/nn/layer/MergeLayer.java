package dev.glimpse.nn.layer;

/**
 * A layer that makes one output of several inputs.
 *
 * <p>The inputs have the same number of axes; except in {@link Concatenate}, a size of 1 is repeated to fit.
 *
 * @param <L> the record itself
 */
public sealed interface MergeLayer<L extends MergeLayer<L>> extends KerasLayer<L>
        permits Add, Subtract, Multiply, Average, Maximum, Minimum, Concatenate {}
