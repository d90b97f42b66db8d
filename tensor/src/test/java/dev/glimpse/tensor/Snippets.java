package dev.glimpse.tensor;

/** The examples in the documentation, compiled and run. */
final class Snippets {

    private Snippets() {}

    static float[][] gradients(float[] xs, float[] ys, float[] zs) {
        // @start region="gradients"
        Shape shape = Shape.of(3, 4);
        try (var _ = TensorScope.open();
                Tensor x = Tensor.of(xs, shape).requireGradient();
                Tensor y = Tensor.of(ys, shape).requireGradient();
                Tensor z = Tensor.of(zs, shape).requireGradient()) {
            Tensor f = x.mul(y).add(z).sum();
            f.backward();
            return new float[][] { // the gradients are y, x and all ones
                x.gradient().orElseThrow().toFloats(),
                y.gradient().orElseThrow().toFloats(),
                z.gradient().orElseThrow().toFloats()
            };
        }
        // @end
    }
}
