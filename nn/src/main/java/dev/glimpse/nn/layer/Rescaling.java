package dev.glimpse.nn.layer;

import java.util.List;

/**
 * Values times {@code scale}, plus {@code offset}: 1/255 brings pixels to 0 to 1.
 *
 * @param scale one number, or one for each channel
 * @param offset one number, or one for each channel
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/">Keras: Rescaling</a>
 */
public record Rescaling(LayerInfo info, List<Double> scale, List<Double> offset) implements KerasLayer<Rescaling> {

    public Rescaling {
        scale = List.copyOf(scale);
        offset = List.copyOf(offset);
        scale.forEach(value -> Require.finite("rescaling", "scale", value));
        offset.forEach(value -> Require.finite("rescaling", "offset", value));
        Require.positive("rescaling", "a number of scales", scale.size());
        Require.positive("rescaling", "a number of offsets", offset.size());
    }

    @Override
    public Rescaling with(LayerInfo newInfo) {
        return new Rescaling(newInfo, scale, offset);
    }

    /** What is added, one number or one for each channel; Keras's {@code offset}. */
    public Rescaling offset(double... newOffset) {
        return new Rescaling(
                info, scale, java.util.Arrays.stream(newOffset).boxed().toList());
    }
}
