package dev.glimpse.tensor;

/** The inputs that other implementations' numbers were recorded for: quarters that repeat, exact in binary. */
final class RecordedNumbers {

    private RecordedNumbers() {}

    /** {@code (i * factor mod modulus - modulus / 2) / 4}, rounded down in the integer part. */
    static Tensor numbers(Shape shape, int factor, int modulus) {
        float[] numbers = new float[(int) shape.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (i * factor % modulus - modulus / 2) / 4f;
        }
        return Tensor.of(numbers, shape);
    }

    static Tensor pictures(int... sizes) {
        return numbers(Shape.of(sizes), 7, 11);
    }

    /** A kernel given as Keras has it, height, width, in, out, laid out as this library has it. */
    static Tensor kernel(Shape keras) {
        return numbers(keras, 5, 7).permute(3, 0, 1, 2).contiguous();
    }
}
