package dev.glimpse.tensor.batch;

import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;

/**
 * Numbers in row-major order with a shape.
 *
 * <p>The arrays are shared, not copied: whoever makes an {@code NdArray} gives its array away.
 */
public sealed interface NdArray {

    /** The shape, with the batch axis first where this is part of a batch. */
    Shape shape();

    /** The numbers as 32-bit floats: for {@link Floats} the array itself, for {@link Bytes} a copy. */
    float[] toFloats();

    /** A copy in native memory, of type FLOAT32 or UINT8, owned by the innermost scope of this thread. */
    Tensor toTensor();

    /** 32-bit floats. */
    record Floats(Shape shape, float[] values) implements NdArray {

        public Floats {
            requireCount(shape, values.length);
        }

        @Override
        public float[] toFloats() {
            return values;
        }

        @Override
        public Tensor toTensor() {
            return Tensor.of(values, shape);
        }
    }

    /** Unsigned bytes, 0 to 255: the values of decoded pictures, at a quarter of the memory. */
    record Bytes(Shape shape, byte[] values) implements NdArray {

        public Bytes {
            requireCount(shape, values.length);
        }

        @Override
        public float[] toFloats() {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = values[i] & 0xFF;
            }
            return floats;
        }

        @Override
        public Tensor toTensor() {
            return Tensor.of(values, shape);
        }
    }

    private static void requireCount(Shape shape, int length) {
        if (shape.count() != length) {
            throw new IllegalArgumentException(
                    "an array of shape " + shape + " has " + shape.count() + " numbers, got " + length);
        }
    }
}
