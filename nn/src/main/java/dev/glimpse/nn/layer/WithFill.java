package dev.glimpse.nn.layer;

/**
 * A layer that turns or moves pictures, and has to fill what comes in from beyond the border.
 *
 * @param <L> the layer itself
 */
public sealed interface WithFill<L> permits RandomRotation, RandomZoom, RandomTranslation {

    /** What comes in. */
    Fill fill();

    /** This layer with another filling. */
    L fill(Fill fill);

    /** This layer with pixels made in another way; Keras's {@code interpolation}. */
    L interpolation(Interpolation interpolation);

    /** How what comes in is made; Keras's {@code fill_mode}. */
    default L fill(FillMode mode) {
        return fill(new Fill(mode, fill().value()));
    }

    /** One value comes in; Keras's {@code fill_mode="constant"} and {@code fill_value}. */
    default L fill(double value) {
        return fill(Fill.of(value));
    }
}
