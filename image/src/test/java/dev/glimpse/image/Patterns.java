package dev.glimpse.image;

/** Pictures made by arithmetic, the same here and in {@code src/test/pillow/record.py}. */
public final class Patterns {

    private Patterns() {}

    /** A picture with a disc, stripes of noise and slopes. */
    public static Picture picture(int height, int width, int channels) {
        byte[] pixels = new byte[height * width * channels];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    pixels[at++] = (byte) value(height, width, y, x, c);
                }
            }
        }
        return Picture.of(height, width, channels, pixels);
    }

    private static int value(int height, int width, int y, int x, int c) {
        int radius = Math.min(height, width) / 4;
        int fromCenter = (x - width / 2) * (x - width / 2) + (y - height / 3) * (y - height / 3);
        if (fromCenter < radius * radius) {
            return 250 - 60 * c;
        }
        if ((x / 9 + y / 7) % 3 == 0) {
            long mixed = ((long) x * x * 31 + (long) y * y * 17 + (long) x * y * 7 + c * 101L) * 2654435761L;
            return (int) ((mixed & 0xFFFFFFFFL) >> 24);
        }
        return (x * 5 + y * 3 + c * 40) % 256;
    }

    /** The largest difference between two pictures of the same size. */
    public static int farthest(Picture one, Picture other) {
        int farthest = 0;
        for (int i = 0; i < one.shared().length; i++) {
            farthest = Math.max(farthest, Math.abs((one.shared()[i] & 0xFF) - (other.shared()[i] & 0xFF)));
        }
        return farthest;
    }

    /** The mean difference between two pictures of the same size. */
    public static double apart(Picture one, Picture other) {
        long sum = 0;
        for (int i = 0; i < one.shared().length; i++) {
            sum += Math.abs((one.shared()[i] & 0xFF) - (other.shared()[i] & 0xFF));
        }
        return (double) sum / one.shared().length;
    }
}
