package dev.glimpse.tensor;

import java.util.List;

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

    static void rmsprop(Tensor parameters, Tensor gradients, Tensor velocities) {
        float rate = 0.001f;
        float rho = 0.9f;
        float epsilon = 1e-7f;
        // @start region="sweep"
        Sweep.over(List.of(parameters, velocities), List.of(gradients), (numbers, count) -> {
            float[] parameter = numbers[0];
            float[] velocity = numbers[1];
            float[] gradient = numbers[2];
            for (int i = 0; i < count; i++) {
                float square = gradient[i] * gradient[i];
                velocity[i] = rho * velocity[i] + (1 - rho) * square;
                parameter[i] -= rate * gradient[i] / (float) Math.sqrt(velocity[i] + epsilon);
            }
        });
        // @end
    }
}
