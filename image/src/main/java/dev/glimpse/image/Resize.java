package dev.glimpse.image;

/**
 * How pictures of any size become pictures of one size.
 *
 * <p>{@code Resize.to(224, 224).centerCrop().bicubic()}. The numbers are those of Python's Pillow, to the last grey
 * level: {@code squash} is its {@code Image.resize}, {@code centerCrop} its {@code ImageOps.fit} and {@code letterbox} its
 * {@code ImageOps.pad}.
 *
 * @param height rows of the result, 1 or more
 * @param width columns of the result, 1 or more
 * @param filter how a new pixel is made of old ones
 * @param fit what happens when the proportions differ
 * @param border the colour of a letterbox's bars, 0xRRGGBB
 */
public record Resize(int height, int width, Filter filter, Fit fit, int border) {

    /** The weights with which the pixels around a place make up a new pixel there; all but the first antialias. */
    public enum Filter {
        /** The pixel there, and nothing else. */
        NEAREST,
        /** The mean of the pixels that the new one covers. */
        BOX,
        /** A triangle as wide as two new pixels. */
        BILINEAR,
        /** A cubic with a = -0.5 over four new pixels. */
        BICUBIC,
        /** A sinc under a sinc window, over six new pixels. */
        LANCZOS
    }

    /** What happens when the picture has other proportions than the result. */
    public enum Fit {
        /** Stretched, so that all of it is seen. */
        SQUASH,
        /** Cut on two sides, so that nothing is stretched. */
        CENTER_CROP,
        /** Bars on two sides, so that nothing is stretched or cut. */
        LETTERBOX
    }

    public Resize {
        if (height < 1 || width < 1 || (long) height * width > 100_000_000) {
            throw new IllegalArgumentException(
                    "a size is 1 x 1 to 100 megapixels, got " + height + " x " + width + " (height x width)");
        }
    }

    /** To this size, squashed, with the bilinear filter. */
    public static Resize to(int height, int width) {
        return new Resize(height, width, Filter.BILINEAR, Fit.SQUASH, 0);
    }

    /** With this filter. */
    public Resize filter(Filter filter) {
        return new Resize(height, width, filter, fit, border);
    }

    /** With this way to treat other proportions. */
    public Resize fit(Fit fit) {
        return new Resize(height, width, filter, fit, border);
    }

    /** With {@link Filter#NEAREST}. */
    public Resize nearest() {
        return filter(Filter.NEAREST);
    }

    /** With {@link Filter#BOX}. */
    public Resize box() {
        return filter(Filter.BOX);
    }

    /** With {@link Filter#BILINEAR}. */
    public Resize bilinear() {
        return filter(Filter.BILINEAR);
    }

    /** With {@link Filter#BICUBIC}. */
    public Resize bicubic() {
        return filter(Filter.BICUBIC);
    }

    /** With {@link Filter#LANCZOS}. */
    public Resize lanczos() {
        return filter(Filter.LANCZOS);
    }

    /** With {@link Fit#SQUASH}. */
    public Resize squash() {
        return fit(Fit.SQUASH);
    }

    /** With {@link Fit#CENTER_CROP}. */
    public Resize centerCrop() {
        return fit(Fit.CENTER_CROP);
    }

    /** With {@link Fit#LETTERBOX}. */
    public Resize letterbox() {
        return fit(Fit.LETTERBOX);
    }

    /** With bars of this colour, 0xRRGGBB; on gray pictures its gray. */
    public Resize border(int border) {
        return new Resize(height, width, filter, fit, border);
    }

    /** The picture in this size. */
    public Picture apply(Picture picture) {
        return Resizing.resize(picture, this);
    }
}
