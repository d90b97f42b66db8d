package dev.glimpse.nn.layer;

/**
 * A picture brought to a size.
 *
 * @param size height and width of the output
 * @param interpolation Keras's default is bilinear
 * @param fit what happens when the proportions differ
 * @param fill what stands around a picture that is fitted by {@link Fit#PAD}
 * @param sampling whether a smaller picture is smoothed first
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/resizing/">Keras: Resizing</a>
 */
public record Resizing(LayerInfo info, Size2 size, Interpolation interpolation, Fit fit, Fill fill, Sampling sampling)
        implements KerasLayer<Resizing> {

    /** What happens when the proportions differ. */
    public enum Fit {
        /** The picture is stretched. */
        STRETCH,
        /** Its middle is cut out; Keras's {@code crop_to_aspect_ratio=True}. */
        CROP,
        /** It is put into a larger one; Keras's {@code pad_to_aspect_ratio=True}. */
        PAD
    }

    /** Whether a picture that becomes smaller is smoothed first. */
    public enum Sampling {
        /** Not smoothed: the pixels around a position count, however far apart positions are. */
        POINT,
        /** Smoothed; Keras's {@code antialias=True}. */
        ANTIALIASED
    }

    static Resizing to(Size2 size) {
        return new Resizing(LayerInfo.DEFAULT, size, Interpolation.BILINEAR, Fit.STRETCH, Fill.of(0), Sampling.POINT);
    }

    @Override
    public Resizing with(LayerInfo newInfo) {
        return new Resizing(newInfo, size, interpolation, fit, fill, sampling);
    }

    /** How the new pixels are made; Keras's {@code interpolation}. */
    public Resizing interpolation(Interpolation newInterpolation) {
        return new Resizing(info, size, newInterpolation, fit, fill, sampling);
    }

    /** The middle is cut out; Keras's {@code crop_to_aspect_ratio}. */
    public Resizing cropped() {
        return new Resizing(info, size, interpolation, Fit.CROP, fill, sampling);
    }

    /** The picture is put into a larger one, filled with a value; Keras's {@code pad_to_aspect_ratio}. */
    public Resizing padded(double value) {
        return new Resizing(info, size, interpolation, Fit.PAD, Fill.of(value), sampling);
    }

    /** A smaller picture is smoothed first; Keras's {@code antialias}. */
    public Resizing antialiased() {
        return new Resizing(info, size, interpolation, fit, fill, Sampling.ANTIALIASED);
    }
}
