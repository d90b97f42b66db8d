package dev.glimpse.nn.layer;

/**
 * The inputs one after another along an axis; their other axes are equal.
 *
 * @param axis as Keras counts: 0 is the batch axis, which is refused, and -1 the last one
 * @see <a href="https://keras.io/api/layers/merging_layers/concatenate/">Keras: Concatenate</a>
 */
public record Concatenate(LayerInfo info, int axis) implements MergeLayer<Concatenate> {

    @Override
    public Concatenate with(LayerInfo newInfo) {
        return new Concatenate(newInfo, axis);
    }

    /** Along another axis than the last; Keras's {@code axis}, where 1 is the first one after the batch axis. */
    public Concatenate axis(int newAxis) {
        return new Concatenate(info, newAxis);
    }
}
