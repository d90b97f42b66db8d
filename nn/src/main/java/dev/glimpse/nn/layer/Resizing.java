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

    /** What a picture of this size loses at its sides before it is resized: nothing, unless the fit is {@link Fit#CROP}. */
    public Margins cropOf(Size2 picture) {
        if (fit != Fit.CROP) {
            return Margins.NONE;
        }
        int height = Math.clamp((long) ((float) (picture.width() * size.height()) / size.width()), 1, picture.height());
        int width = Math.clamp((long) ((float) (picture.height() * size.width()) / size.height()), 1, picture.width());
        int top = (picture.height() - height) / 2;
        int left = (picture.width() - width) / 2;
        return new Margins(top, picture.height() - height - top, left, picture.width() - width - left);
    }

    /**
     * What a picture of this size gets at its sides before it is resized, as in Keras equally wide on both: nothing, unless
     * the fit is {@link Fit#PAD}.
     */
    public Margins borderOf(Size2 picture) {
        if (fit != Fit.PAD) {
            return Margins.NONE;
        }
        int height = Math.max(picture.height(), (int) ((float) (picture.width() * size.height()) / size.width()));
        int width = Math.max(picture.width(), (int) ((float) (picture.height() * size.width()) / size.height()));
        int vertical = (height - picture.height()) / 2;
        int horizontal = (width - picture.width()) / 2;
        return new Margins(vertical, vertical, horizontal, horizontal);
    }
}
