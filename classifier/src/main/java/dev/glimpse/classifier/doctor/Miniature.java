package dev.glimpse.classifier.doctor;

import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;

/**
 * What is left of a picture when it is shrunk to 8 x 8 pixels: how bright each is, and the mean colour of all.
 *
 * <p>A picture encoded again or resized keeps it to within a grey level: with quality 50 a JPEG keeps the mean of a flat square in
 * steps of two. The same motif in another light does not.
 */
final class Miniature {

    /** How many bytes one takes. */
    static final int BYTES = 67;

    private static final int SIDE = 8;
    private static final int PLACES = SIDE * SIDE;

    private Miniature() {}

    /** Puts the miniature of a picture into an array that holds many. */
    static void put(Picture picture, byte[] target, int number) {
        byte[] small = Resize.to(SIDE, SIDE).bilinear().apply(picture.rgb()).pixels();
        int[] sums = new int[3];
        for (int i = 0; i < PLACES; i++) {
            int red = small[3 * i] & 0xFF;
            int green = small[3 * i + 1] & 0xFF;
            int blue = small[3 * i + 2] & 0xFF;
            target[number * BYTES + i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
            sums[0] += red;
            sums[1] += green;
            sums[2] += blue;
        }
        for (int channel = 0; channel < 3; channel++) {
            target[number * BYTES + PLACES + channel] = (byte) ((sums[channel] + PLACES / 2) / PLACES);
        }
    }

    /** How far apart the brightnesses of two miniatures are on average, in grey levels. */
    static double difference(byte[] all, int first, int second) {
        return (double) sum(all, first, second, 0, PLACES) / PLACES;
    }

    /** How far apart their mean colours are, on average over the three channels. */
    static double colourDifference(byte[] all, int first, int second) {
        return sum(all, first, second, PLACES, BYTES) / 3.0;
    }

    private static int sum(byte[] all, int first, int second, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs((all[first * BYTES + i] & 0xFF) - (all[second * BYTES + i] & 0xFF));
        }
        return sum;
    }
}
