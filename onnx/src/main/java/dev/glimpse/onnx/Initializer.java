package dev.glimpse.onnx;

import dev.glimpse.tensor.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A constant of a graph: a name, a shape, and 32-bit floats that are worked out only when they are asked for.
 *
 * <p>Most are weights, with their axes as ONNX wants them and with normalisation folded in.
 */
public final class Initializer {

    /** Fewer numbers than this are kept in the graph itself: biases and the like, which are not worth a buffer each. */
    static final int LEAST_APART = 2048;

    private static final int CHUNK_BYTES = 1 << 18;

    private final String name;
    private final Shape shape;
    private final Numbers numbers;

    Initializer(String name, Shape shape, Numbers numbers) {
        this.name = name;
        this.shape = shape;
        this.numbers = numbers;
    }

    /** How the graph calls it. */
    public String name() {
        return name;
    }

    /** Its shape in ONNX's order. */
    public Shape shape() {
        return shape;
    }

    /** How many bytes its numbers have. */
    public long bytes() {
        return shape.count() * Float.BYTES;
    }

    /**
     * The numbers in native memory, in row-major order.
     *
     * @param memory what they live in, and as long as
     *
     * @throws OnnxException if there are more than a buffer can hold
     */
    public FloatBuffer floats(SegmentAllocator memory) {
        if (bytes() > Integer.MAX_VALUE) {
            throw new OnnxException("the weight \"" + name + "\" has " + bytes() + " bytes, and ONNX takes at most "
                    + Integer.MAX_VALUE + " in one: make the layer smaller");
        }
        FloatBuffer buffer = memory.allocate(bytes(), Float.BYTES)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        numbers.writeTo(buffer::put);
        if (buffer.hasRemaining()) {
            throw new AssertionError(name + " " + shape + " lacks " + buffer.remaining() + " numbers");
        }
        return buffer.flip();
    }

    boolean isApart() {
        return shape.count() >= LEAST_APART;
    }

    /** Writes the numbers as ONNX files hold them: little-endian, row by row. */
    void writeTo(OutputStream out) throws IOException {
        Chunks chunks = new Chunks(out);
        numbers.writeTo(chunks);
        chunks.finish(bytes());
    }

    /** Numbers on their way into a stream. */
    private static final class Chunks implements Numbers.Target {

        private final OutputStream out;
        private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        private long written;

        private Chunks(OutputStream out) {
            this.out = out;
        }

        @Override
        public void put(float[] numbers, int from, int count) {
            int done = 0;
            while (done < count) {
                int some = Math.min(count - done, chunk.remaining() / Float.BYTES);
                chunk.asFloatBuffer().put(numbers, from + done, some);
                chunk.position(chunk.position() + some * Float.BYTES);
                done += some;
                if (!chunk.hasRemaining()) {
                    flush();
                }
            }
        }

        private void flush() {
            written += chunk.position();
            try {
                out.write(chunk.array(), 0, chunk.position());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            chunk.clear();
        }

        private void finish(long bytes) {
            flush();
            if (written != bytes) {
                throw new AssertionError("wrote " + written + " bytes instead of " + bytes);
            }
        }
    }
}
