package dev.glimpse.tensor;

import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** Numbers between Java's arrays and native memory, in row-major order whatever a tensor's layout is. */
final class Transfer {

    private static final int CHUNK = 4096;

    private Transfer() {}

    static void requireCount(Shape shape, int length) {
        if (shape.count() != length) {
            throw new TensorException(
                    "an array of shape " + shape + " has " + shape.count() + " numbers, got " + length);
        }
    }

    static Tensor write(Tensor fresh, float[] numbers) {
        if (numbers.length > 0) {
            new FloatPointer(fresh.handle().data_ptr()).put(numbers, 0, numbers.length);
        }
        return fresh;
    }

    static Tensor write(Tensor fresh, double[] numbers) {
        if (numbers.length > 0) {
            new DoublePointer(fresh.handle().data_ptr()).put(numbers, 0, numbers.length);
        }
        return fresh;
    }

    static Tensor write(Tensor fresh, long[] numbers) {
        if (numbers.length > 0) {
            new LongPointer(fresh.handle().data_ptr()).put(numbers, 0, numbers.length);
        }
        return fresh;
    }

    static Tensor write(Tensor fresh, int[] numbers) {
        if (numbers.length > 0) {
            new IntPointer(fresh.handle().data_ptr()).put(numbers, 0, numbers.length);
        }
        return fresh;
    }

    static Tensor write(Tensor fresh, byte[] numbers) {
        if (numbers.length > 0) {
            new BytePointer(fresh.handle().data_ptr()).put(numbers, 0, numbers.length);
        }
        return fresh;
    }

    /** Fills a fresh tensor of 32-bit floats from its beginning to its end. */
    static void writeChunks(Tensor fresh, Consumer<float[]> filler) {
        long count = fresh.count();
        if (count == 0) {
            return;
        }
        FloatPointer numbers = new FloatPointer(fresh.handle().data_ptr());
        for (long start = 0; start < count; start += CHUNK) {
            float[] chunk = new float[(int) Math.min(CHUNK, count - start)];
            filler.accept(chunk);
            numbers.position(start).put(chunk, 0, chunk.length);
        }
    }

    static void read(Tensor tensor, float[] numbers) {
        try (org.bytedeco.pytorch.Tensor rows = rows(tensor, DType.FLOAT32)) {
            if (numbers.length > 0) {
                new FloatPointer(rows.data_ptr()).get(numbers, 0, numbers.length);
            }
        }
    }

    static double[] readDoubles(Tensor tensor) {
        double[] numbers = new double[Math.toIntExact(tensor.count())];
        try (org.bytedeco.pytorch.Tensor rows = rows(tensor, DType.FLOAT64)) {
            if (numbers.length > 0) {
                new DoublePointer(rows.data_ptr()).get(numbers, 0, numbers.length);
            }
        }
        return numbers;
    }

    static long[] readLongs(Tensor tensor) {
        long[] numbers = new long[Math.toIntExact(tensor.count())];
        try (org.bytedeco.pytorch.Tensor rows = rows(tensor, DType.INT64)) {
            if (numbers.length > 0) {
                new LongPointer(rows.data_ptr()).get(numbers, 0, numbers.length);
            }
        }
        return numbers;
    }

    static byte[] readBytes(Tensor tensor) {
        byte[] numbers = new byte[Math.toIntExact(tensor.count())];
        try (org.bytedeco.pytorch.Tensor rows = rows(tensor, DType.UINT8)) {
            if (numbers.length > 0) {
                new BytePointer(rows.data_ptr()).get(numbers, 0, numbers.length);
            }
        }
        return numbers;
    }

    /** The numbers in the processor's memory, in this type and row by row: a copy only if they are not. */
    private static org.bytedeco.pytorch.Tensor rows(Tensor tensor, DType type) {
        try (org.bytedeco.pytorch.Tensor detached = tensor.handle().detach();
                org.bytedeco.pytorch.Tensor here = detached.cpu();
                org.bytedeco.pytorch.Tensor cast = here.to(type.scalarType())) {
            return cast.contiguous(MemoryFormat.Contiguous);
        }
    }
}
