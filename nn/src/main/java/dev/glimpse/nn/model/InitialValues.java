package dev.glimpse.nn.model;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Initializer;
import dev.glimpse.nn.layer.Initializer.VarianceScaling;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The first values of a weight.
 *
 * <p>They depend on the seed and on nothing else: not on the machine, the engine, or the weights initialized before.
 *
 * @see <a href="https://keras.io/api/layers/initializers/">Keras initializers</a>
 */
final class InitialValues {

    /** The standard deviation that is left of 1 when a normal distribution is cut off at 2. */
    private static final double TRUNCATED_DEVIATION = 0.8796256610342398;

    private InitialValues() {}

    /** The values, row by row, of a weight with this shape in Keras. */
    static float[] of(Initializer initializer, Shape shape, Seed seed) {
        float[] values = new float[Math.toIntExact(shape.count())];
        switch (initializer) {
            case Initializer.Zeros() -> {}
            case Initializer.Ones() -> Arrays.fill(values, 1);
            case Initializer.Constant(double value) -> Arrays.fill(values, (float) value);
            case Initializer.RandomNormal(double mean, double deviation, Optional<Seed> own) ->
                normal(values, mean, deviation, random(own, seed));
            case Initializer.RandomUniform(double lower, double upper, Optional<Seed> own) ->
                uniform(values, lower, upper, random(own, seed));
            case Initializer.TruncatedNormal(double mean, double deviation, Optional<Seed> own) ->
                truncatedNormal(values, mean, deviation, random(own, seed));
            case VarianceScaling scaling -> scaled(values, scaling, shape, seed);
            case Initializer.Orthogonal(double gain, Optional<Seed> own) ->
                Orthogonal.fill(values, shape, gain, random(own, seed));
            case Initializer.Identity(double gain) -> identity(values, shape, gain);
        }
        return values;
    }

    private static RandomGenerator random(Optional<Seed> own, Seed seed) {
        return new SplittableRandom(own.orElse(seed).derive("weights").value());
    }

    private static void normal(float[] values, double mean, double deviation, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian(mean, deviation);
        }
    }

    private static void uniform(float[] values, double lower, double upper, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (lower + (upper - lower) * random.nextDouble());
        }
    }

    private static void truncatedNormal(float[] values, double mean, double deviation, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            double drawn = random.nextGaussian();
            while (Math.abs(drawn) > 2) {
                drawn = random.nextGaussian();
            }
            values[i] = (float) (mean + deviation * drawn);
        }
    }

    private static void scaled(float[] values, VarianceScaling scaling, Shape shape, Seed seed) {
        double variance = scaling.scale() / scaling.fan(shape);
        RandomGenerator random = random(scaling.seed(), seed);
        switch (scaling.distribution()) {
            case TRUNCATED_NORMAL -> truncatedNormal(values, 0, Math.sqrt(variance) / TRUNCATED_DEVIATION, random);
            case UNTRUNCATED_NORMAL -> normal(values, 0, Math.sqrt(variance), random);
            case UNIFORM -> {
                double limit = Math.sqrt(3 * variance);
                uniform(values, -limit, limit, random);
            }
        }
    }

    private static void identity(float[] values, Shape shape, double gain) {
        if (shape.rank() != 2) {
            throw new NnException("the identity initializer is for matrices, got a weight of shape " + shape
                    + ": choose another initializer");
        }
        for (int i = 0; i < Math.min(shape.size(0), shape.size(1)); i++) {
            values[i * shape.size(1) + i] = (float) gain;
        }
    }
}
