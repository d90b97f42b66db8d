package dev.glimpse.learn;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Numbers and words on their way into a file, big-endian, with a checksum behind all of it. */
final class Output {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void count(int number) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    void word(String word) {
        byte[] letters = word.getBytes(StandardCharsets.US_ASCII);
        bytes.write(letters.length);
        bytes.writeBytes(letters);
    }

    void floats(float[] numbers) {
        var buffer = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES));
        buffer.asFloatBuffer().put(numbers);
        bytes.writeBytes(buffer.array());
    }

    void ints(int[] numbers) {
        var buffer = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Integer.BYTES));
        buffer.asIntBuffer().put(numbers);
        bytes.writeBytes(buffer.array());
    }

    /** All that was written, and its checksum. */
    byte[] close() {
        var sum = new CRC32();
        sum.update(bytes.toByteArray());
        count((int) sum.getValue());
        return bytes.toByteArray();
    }
}
