package dev.glimpse.image;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * A decoded picture: 8-bit numbers, row by row from the top, the channels of a pixel side by side.
 *
 * <p>One channel is gray, three are red, green, blue. A number is an unsigned byte: {@code value & 0xFF}. Pictures do
 * not change.
 */
public final class Picture {

    /** The version of decoding and resizing: another number when they give other numbers than before. */
    public static final int DECODING = 1;

    private final int height;
    private final int width;
    private final int channels;
    private final byte[] pixels;

    private Picture(int height, int width, int channels, byte[] pixels) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.pixels = pixels;
    }

    /** A picture of these numbers, which are copied. */
    public static Picture of(int height, int width, int channels, byte[] pixels) {
        return adopt(height, width, channels, pixels.clone());
    }

    /** A picture that takes the array over; the caller forgets it. */
    static Picture adopt(int height, int width, int channels, byte[] pixels) {
        if (height < 1 || width < 1 || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException("a picture is at least 1 x 1 with 1 or 3 channels, got " + height + " x "
                    + width + " x " + channels);
        }
        if ((long) height * width * channels != pixels.length) {
            throw new IllegalArgumentException("a picture of " + height + " x " + width + " x " + channels + " has "
                    + (long) height * width * channels + " numbers, got " + pixels.length);
        }
        return new Picture(height, width, channels, pixels);
    }

    /**
     * The picture in a file, upright.
     *
     * @throws ImageException if it is not a picture, is damaged, or is larger than 100 megapixels or 50 MB
     */
    public static Picture read(Path file) {
        return read(file, decode -> decode);
    }

    /**
     * The picture in a file, upright, decoded as asked.
     *
     * @throws ImageException if it is not a picture, is damaged, or is larger than it may be
     */
    public static Picture read(Path file, UnaryOperator<Decoding> options) {
        return Decoder.read(file, options.apply(Decoding.standard()));
    }

    /**
     * The picture in a file, upright and in the size a model wants.
     *
     * <p>The same pixels as {@code resize.apply(Picture.read(file, options))}, sooner, with one exception: a JPEG of a
     * megapixel or more is decoded at a half, a quarter or an eighth of its size, as long as that is still at least six
     * times the size wanted. On photographs of 12 megapixels this changed a number by a tenth of a grey level on average
     * and by four at most, and took half the time. Training and prediction both come here, so they see the same.
     *
     * @throws ImageException if it is not a picture, is damaged, or is larger than it may be
     */
    public static Picture readFor(Path file, Resize resize, UnaryOperator<Decoding> options) {
        return Decoder.readFor(file, resize, options.apply(Decoding.standard()));
    }

    /** The picture in a file, upright and in the size a model wants, as the file has its channels. */
    public static Picture readFor(Path file, Resize resize) {
        return readFor(file, resize, decode -> decode);
    }

    /**
     * The picture that these bytes of a file are, upright.
     *
     * @param name what errors call it
     * @throws ImageException if it is not a picture, is damaged, or is larger than it may be
     */
    public static Picture decode(byte[] file, String name) {
        return decode(file, name, decode -> decode);
    }

    /** The picture that these bytes of a file are, upright, decoded as asked. */
    public static Picture decode(byte[] file, String name, UnaryOperator<Decoding> options) {
        return Decoder.decode(file, name, options.apply(Decoding.standard()));
    }

    /** The picture that these bytes of a file are, as {@link #readFor(Path, Resize, UnaryOperator)} gives it. */
    public static Picture decodeFor(byte[] file, String name, Resize resize, UnaryOperator<Decoding> options) {
        return Decoder.decodeFor(file, name, resize, options.apply(Decoding.standard()));
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** 1 for gray, 3 for red, green, blue. */
    public int channels() {
        return channels;
    }

    /** One number, 0 to 255. */
    public int at(int row, int column, int channel) {
        if (row < 0 || row >= height || column < 0 || column >= width || channel < 0 || channel >= channels) {
            throw new IndexOutOfBoundsException("[" + row + ", " + column + ", " + channel + "] of " + this);
        }
        return pixels[(row * width + column) * channels + channel] & 0xFF;
    }

    /** The numbers, row by row; a copy. */
    public byte[] pixels() {
        return pixels.clone();
    }

    /** Writes the numbers into {@code target} from {@code offset} on. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(pixels, 0, target, offset, pixels.length);
    }

    /** The numbers themselves, for reading only. */
    byte[] shared() {
        return pixels;
    }

    /** The numbers as floats from 0 to 255, not scaled. */
    public float[] toFloats() {
        float[] floats = new float[pixels.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = pixels[i] & 0xFF;
        }
        return floats;
    }

    /**
     * This picture in gray, as Pillow's mode L: {@code (19595 R + 38470 G + 7471 B + 32768) >> 16}, the luma of ITU-R
     * 601-2.
     */
    public Picture gray() {
        if (channels == 1) {
            return this;
        }
        byte[] gray = new byte[height * width];
        for (int i = 0, from = 0; i < gray.length; i++, from += 3) {
            gray[i] = (byte) luma(pixels[from] & 0xFF, pixels[from + 1] & 0xFF, pixels[from + 2] & 0xFF);
        }
        return new Picture(height, width, 1, gray);
    }

    static int luma(int red, int green, int blue) {
        return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
    }

    /** This picture with three channels; gray is repeated. */
    public Picture rgb() {
        if (channels == 3) {
            return this;
        }
        byte[] rgb = new byte[Math.multiplyExact(pixels.length, 3)];
        for (int i = 0, to = 0; i < pixels.length; i++, to += 3) {
            rgb[to] = pixels[i];
            rgb[to + 1] = pixels[i];
            rgb[to + 2] = pixels[i];
        }
        return new Picture(height, width, 3, rgb);
    }

    /** Writes a PNG file; it is complete or not there. */
    public void writePng(Path file) {
        Encoder.write(file, toPng());
    }

    /** Writes a JPEG file; it is complete or not there. Quality is 1 to 100, and 90 is a good one. */
    public void writeJpeg(Path file, int quality) {
        Encoder.write(file, toJpeg(quality));
    }

    /** The bytes of a PNG file of this picture. */
    public byte[] toPng() {
        return Encoder.png(this);
    }

    /** The bytes of a JPEG file of this picture. Quality is 1 to 100. */
    public byte[] toJpeg(int quality) {
        return Encoder.jpeg(this, quality);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture picture
                && height == picture.height
                && width == picture.width
                && channels == picture.channels
                && Arrays.equals(pixels, picture.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * height + width) + Arrays.hashCode(pixels);
    }

    /** Its size: {@code picture of 375 x 500 x 3 (height x width x channels)}. */
    @Override
    public String toString() {
        return "picture of " + height + " x " + width + " x " + channels + " (height x width x channels)";
    }
}
