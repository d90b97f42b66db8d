package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;

/**
 * Numbers in a file, in row-major order with a shape.
 *
 * <p>The arrays are shared, not copied: whoever makes a {@code SavedArray} gives its array away.
 */
public sealed interface SavedArray {

    /** The shape; empty for a single number. */
    Shape shape();

    /** The numbers as 32-bit floats: for {@link Floats} the array itself, for others a copy. */
    float[] toFloats();

    /** 32-bit floats, as weights and slots are. */
    record Floats(Shape shape, float[] values) implements SavedArray {

        public Floats {
            requireCount(shape, values.length);
        }

        @Override
        public float[] toFloats() {
            return values;
        }
    }

    /** 64-bit floats. */
    record Doubles(Shape shape, double[] values) implements SavedArray {

        public Doubles {
            requireCount(shape, values.length);
        }

        @Override
        public float[] toFloats() {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }
    }

    /** 64-bit whole numbers, as the count of an optimizer's steps is. */
    record Longs(Shape shape, long[] values) implements SavedArray {

        public Longs {
            requireCount(shape, values.length);
        }

        @Override
        public float[] toFloats() {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = values[i];
            }
            return floats;
        }
    }

    /** These floats. */
    static SavedArray of(NdArray.Floats array) {
        return new Floats(array.shape(), array.values());
    }

    /** One 32-bit float. */
    static SavedArray of(float value) {
        return new Floats(Shape.scalar(), new float[] {value});
    }

    /** One whole number. */
    static SavedArray of(long value) {
        return new Longs(Shape.scalar(), new long[] {value});
    }

    private static void requireCount(Shape shape, int length) {
        if (shape.count() != length) {
            throw new NnException("an array of shape " + shape + " has " + shape.count() + " numbers, got " + length);
        }
    }
}
