package dev.glimpse.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * PNG, decoded here: the JDK has the inflater, the rest is small, and libpng writes to standard error what it dislikes.
 *
 * <p>Only header, palette, transparency and data are looked at; of an animation that is its still picture. 16-bit values
 * keep their upper half, as Pillow and libpng do.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">PNG, third edition</a>
 */
final class PngCodec {

    private static final int GRAY = 0;
    private static final int PALETTE = 3;

    /** Row and column where each pass of an interlaced picture begins, and its steps. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {0, 4, 8, 8}, {4, 0, 8, 4}, {0, 2, 4, 4}, {2, 0, 4, 2}, {0, 1, 2, 2}, {1, 0, 2, 1}
    };

    private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

    private final PngChunks chunks;
    private final PictureInfo info;
    private final int background;
    private final Raster raster;
    private final MemorySegment pixels;
    private final int samples;
    private final int depth;
    private final int type;

    private PngCodec(PngChunks chunks, PictureInfo info, int background, Raster raster) {
        this.chunks = chunks;
        this.info = info;
        this.background = background;
        this.raster = raster;
        this.pixels = raster.block().segment();
        this.samples = info.color().channels();
        this.depth = info.bitDepth();
        this.type = chunks.type();
    }

    static Raster decode(HeaderBytes bytes, PictureInfo info, int background, Scratch scratch) {
        Raster raster = scratch.decoded.raster(info.height(), info.width(), info.channels());
        PngChunks chunks = PngChunks.read(bytes);
        Inflater inflater = new Inflater();
        try {
            new PngCodec(chunks, info, background, raster).decode(inflater);
        } catch (DataFormatException e) {
            ImageException damaged = bytes.damaged("its data cannot be unpacked");
            damaged.initCause(e);
            throw damaged;
        } finally {
            inflater.end();
        }
        return raster;
    }

    private void decode(Inflater inflater) throws DataFormatException {
        for (int[] pass : chunks.interlaced() ? PASSES : ONE_PASS) {
            int rows = Math.ceilDiv(info.height() - pass[0], pass[2]);
            int columns = Math.ceilDiv(info.width() - pass[1], pass[3]);
            if (rows > 0 && columns > 0) {
                pass(inflater, pass, columns);
            }
        }
    }

    private void pass(Inflater inflater, int[] pass, int columns) throws DataFormatException {
        int rowBytes = Math.toIntExact(((long) columns * samples * depth + 7) / 8);
        int pixelBytes = Math.max(samples * depth / 8, 1);
        byte[] filter = new byte[1];
        byte[] above = new byte[rowBytes];
        byte[] row = new byte[rowBytes];
        for (int y = pass[0]; y < info.height(); y += pass[2]) {
            chunks.inflate(inflater, filter);
            chunks.inflate(inflater, row);
            unfilter(filter[0], row, above, pixelBytes);
            store(row, y, pass[1], pass[3], columns);
            byte[] done = row;
            row = above;
            above = done;
        }
    }

    private void unfilter(int filter, byte[] row, byte[] above, int pixelBytes) {
        switch (filter) {
            case 0 -> {}
            case 1 -> {
                for (int i = pixelBytes; i < row.length; i++) {
                    row[i] += row[i - pixelBytes];
                }
            }
            case 2 -> {
                for (int i = 0; i < row.length; i++) {
                    row[i] += above[i];
                }
            }
            case 3 -> {
                for (int i = 0; i < row.length; i++) {
                    int left = i < pixelBytes ? 0 : row[i - pixelBytes] & 0xFF;
                    row[i] += (byte) ((left + (above[i] & 0xFF)) >> 1);
                }
            }
            case 4 -> {
                for (int i = 0; i < row.length; i++) {
                    int left = i < pixelBytes ? 0 : row[i - pixelBytes] & 0xFF;
                    int corner = i < pixelBytes ? 0 : above[i - pixelBytes] & 0xFF;
                    row[i] += (byte) nearest(left, above[i] & 0xFF, corner);
                }
            }
            default -> throw chunks.damaged("a row has filter " + filter);
        }
    }

    /** Paeth's predictor. */
    private static int nearest(int left, int above, int corner) {
        int toLeft = Math.abs(above - corner);
        int toAbove = Math.abs(left - corner);
        int toCorner = Math.abs(left + above - 2 * corner);
        if (toLeft <= toAbove && toLeft <= toCorner) {
            return left;
        }
        return toAbove <= toCorner ? above : corner;
    }

    private void store(byte[] row, int y, int firstColumn, int step, int columns) {
        int channels = raster.channels();
        long line = (long) y * info.width() * channels;
        if (step == 1 && depth == 8 && samples == channels && type != PALETTE && !chunks.hasKey()) {
            MemorySegment.copy(row, 0, pixels, ValueLayout.JAVA_BYTE, line, row.length);
            return;
        }
        for (int i = 0; i < columns; i++) {
            long at = line + (long) (firstColumn + i * step) * channels;
            if (type == PALETTE) {
                int color = chunks.color(sample(row, i));
                store(at, 3, color >> 16, color >> 8, color, color >>> 24);
            } else if (channels == 1) {
                int value = value(row, i * samples);
                store(at, 1, value, value, value, opacity(row, i));
            } else {
                int first = i * samples;
                store(at, 3, value(row, first), value(row, first + 1), value(row, first + 2), opacity(row, i));
            }
        }
    }

    private void store(long at, int channels, int red, int green, int blue, int alpha) {
        int behind = channels == 1
                ? Picture.luma(background >> 16 & 0xFF, background >> 8 & 0xFF, background & 0xFF)
                : background >> 16;
        pixels.set(ValueLayout.JAVA_BYTE, at, (byte) Alpha.over(red & 0xFF, behind & 0xFF, alpha));
        if (channels == 3) {
            pixels.set(ValueLayout.JAVA_BYTE, at + 1, (byte) Alpha.over(green & 0xFF, background >> 8 & 0xFF, alpha));
            pixels.set(ValueLayout.JAVA_BYTE, at + 2, (byte) Alpha.over(blue & 0xFF, background & 0xFF, alpha));
        }
    }

    private int opacity(byte[] row, int pixel) {
        if (info.color() == ColorModel.GRAY_ALPHA || info.color() == ColorModel.RGB_ALPHA) {
            return value(row, pixel * samples + samples - 1);
        }
        if (!chunks.hasKey()) {
            return 255;
        }
        for (int i = 0; i < samples; i++) {
            if (sample(row, pixel * samples + i) != chunks.key(i)) {
                return 255;
            }
        }
        return 0;
    }

    /** A number in 8 bits. */
    private int value(byte[] row, int index) {
        int sample = sample(row, index);
        return depth == 16 ? sample >> 8 : type == GRAY ? sample * 255 / ((1 << depth) - 1) : sample;
    }

    /** A number as it is stored. */
    private int sample(byte[] row, int index) {
        return switch (depth) {
            case 16 -> (row[2 * index] & 0xFF) << 8 | (row[2 * index + 1] & 0xFF);
            case 8 -> row[index] & 0xFF;
            default -> {
                int bit = index * depth;
                yield row[bit >> 3] >> (8 - depth - (bit & 7)) & ((1 << depth) - 1);
            }
        };
    }
}
