package dev.glimpse.image;

/**
 * How picture files are turned into pictures, and how large they may be.
 *
 * <p>Given as a lambda: {@code Picture.read(path, decode -> decode.gray().maxPixels(1_000_000))}.
 *
 * @param color which channels the picture gets
 * @param background the colour that shows through transparent pixels, as 0xRRGGBB
 * @param maxPixels more pixels than this are refused before they are decoded
 * @param maxBytes longer files than this are refused before they are read
 */
public record Decoding(Color color, int background, long maxPixels, long maxBytes) {

    private static final Decoding STANDARD = new Decoding(Color.AS_IS, 0xFFFFFF, 100_000_000, 50_000_000);

    /** Which channels a decoded picture gets. */
    public enum Color {
        /** One channel if the file stores gray, otherwise three. */
        AS_IS,
        /** One channel, weighted as in {@link Picture#gray()}. */
        GRAY,
        /** Three channels; gray is repeated. */
        RGB
    }

    public Decoding {
        if (background < 0 || background > 0xFFFFFF) {
            throw new IllegalArgumentException("a background is 0x000000 to 0xFFFFFF, got " + background);
        }
        if (maxPixels < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("limits are 1 or more, got " + maxPixels + " and " + maxBytes);
        }
    }

    /** As the file has it, over white, at most 100 megapixels and 50 MB. */
    public static Decoding standard() {
        return STANDARD;
    }

    /** One channel. */
    public Decoding gray() {
        return new Decoding(Color.GRAY, background, maxPixels, maxBytes);
    }

    /** Three channels. */
    public Decoding rgb() {
        return new Decoding(Color.RGB, background, maxPixels, maxBytes);
    }

    /** One channel or three: {@code channels} says which. */
    public Decoding channels(int channels) {
        return switch (channels) {
            case 1 -> gray();
            case 3 -> rgb();
            default -> throw new IllegalArgumentException("a picture has 1 or 3 channels, got " + channels);
        };
    }

    /** Transparent pixels show this colour, 0xRRGGBB. */
    public Decoding over(int background) {
        return new Decoding(color, background, maxPixels, maxBytes);
    }

    /** Pictures of more pixels are refused. */
    public Decoding maxPixels(long maxPixels) {
        return new Decoding(color, background, maxPixels, maxBytes);
    }

    /** Longer files are refused. */
    public Decoding maxBytes(long maxBytes) {
        return new Decoding(color, background, maxPixels, maxBytes);
    }

    int channelsOf(PictureInfo info) {
        return switch (color) {
            case AS_IS -> info.channels();
            case GRAY -> 1;
            case RGB -> 3;
        };
    }
}
