package dev.glimpse.nn.layer;

/**
 * A picture made larger by whole factors.
 *
 * @param size how many times higher and wider
 * @param interpolation Keras's default repeats the pixels
 * @see <a href="https://keras.io/api/layers/reshaping_layers/up_sampling2d/">Keras: UpSampling2D</a>
 */
public record UpSampling2D(LayerInfo info, Size2 size, Interpolation interpolation)
        implements KerasLayer<UpSampling2D> {

    @Override
    public UpSampling2D with(LayerInfo newInfo) {
        return new UpSampling2D(newInfo, size, interpolation);
    }

    /** How the new pixels are made; Keras's {@code interpolation}. */
    public UpSampling2D interpolation(Interpolation newInterpolation) {
        return new UpSampling2D(info, size, newInterpolation);
    }
}
