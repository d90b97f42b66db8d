package dev.glimpse.learn;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Numbers and words out of a file that may be anybody's.
 *
 * <p>Nothing is allocated before it is known that the file has as many bytes, and a number is finite or the file damaged.
 */
final class Input {

    private final ByteBuffer bytes;
    private final String place;

    Input(byte[] all, String place) {
        this.place = place;
        if (all.length < Integer.BYTES) {
            throw damaged("it has " + all.length + " bytes");
        }
        int end = all.length - Integer.BYTES;
        var sum = new CRC32();
        sum.update(all, 0, end);
        bytes = ByteBuffer.wrap(all, 0, end).slice();
        if (ByteBuffer.wrap(all, end, Integer.BYTES).getInt() != (int) sum.getValue()) {
            throw damaged("its checksum is another");
        }
    }

    LearnException damaged(String how) {
        return new LearnException(place + " is no learnt model, or is damaged: " + how
                + ". Take the file as it was written, or teach the model again");
    }

    /** A number of things, at least 0. */
    int count() {
        demand(1, Integer.BYTES);
        int count = bytes.getInt();
        if (count < 0) {
            throw damaged("there are " + count + " of something");
        }
        return count;
    }

    String word() {
        demand(1, 1);
        int length = bytes.get() & 0xFF;
        demand(length, 1);
        var letters = new byte[length];
        bytes.get(letters);
        return new String(letters, StandardCharsets.US_ASCII);
    }

    float[] floats(long count) {
        demand(count, Float.BYTES);
        var numbers = new float[(int) count];
        bytes.asFloatBuffer().get(numbers);
        bytes.position(bytes.position() + numbers.length * Float.BYTES);
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                throw damaged("a number is " + number);
            }
        }
        return numbers;
    }

    int[] ints(long count) {
        demand(count, Integer.BYTES);
        var numbers = new int[(int) count];
        bytes.asIntBuffer().get(numbers);
        bytes.position(bytes.position() + numbers.length * Integer.BYTES);
        return numbers;
    }

    /** Refuses what follows the model. */
    void end() {
        if (bytes.hasRemaining()) {
            throw damaged(bytes.remaining() + " bytes are too many");
        }
    }

    private void demand(long count, int size) {
        if (count > bytes.remaining() / size) {
            throw damaged(
                    "%d numbers of %d bytes should follow, and %d bytes do".formatted(count, size, bytes.remaining()));
        }
    }
}
