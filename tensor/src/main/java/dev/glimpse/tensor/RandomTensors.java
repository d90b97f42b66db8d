package dev.glimpse.tensor;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * Numbers drawn at random from a {@link Seed}: equal seeds give equal tensors, on every machine and with any number of
 * threads. All are {@link DType#FLOAT32}.
 */
public final class RandomTensors {

    private static final double TRUNCATED_AT = 2;

    private RandomTensors() {}

    /** Numbers spread evenly from {@code low} up to but not including {@code high}. */
    public static Tensor uniform(Shape shape, double low, double high, Seed seed) {
        SplittableRandom random = seed.random();
        return fill(shape, () -> low + (high - low) * random.nextDouble());
    }

    /** Numbers from the normal distribution with this mean and standard deviation. */
    public static Tensor normal(Shape shape, double mean, double deviation, Seed seed) {
        Normal normal = new Normal(seed);
        return fill(shape, () -> mean + deviation * normal.next());
    }

    /**
     * Numbers from the normal distribution, drawn again while they are more than two standard deviations from the mean,
     * as Keras's {@code TruncatedNormal} does.
     */
    public static Tensor truncatedNormal(Shape shape, double mean, double deviation, Seed seed) {
        Normal normal = new Normal(seed);
        return fill(shape, () -> {
            double drawn = normal.next();
            while (Math.abs(drawn) > TRUNCATED_AT) {
                drawn = normal.next();
            }
            return mean + deviation * drawn;
        });
    }

    /** 1 with this probability, else 0. */
    public static Tensor bernoulli(Shape shape, double probability, Seed seed) {
        requireProbability(probability);
        return DropoutMask.make(shape, 1 - probability, 1, seed);
    }

    /**
     * A tensor of which a share of the numbers is 0 and the rest is scaled up, so that the sum stays the same on average
     * (Srivastava et al., 2014).
     *
     * @param rate the share, from 0 to 1
     */
    public static Tensor dropout(Tensor x, double rate, Seed seed) {
        try (Tensor mask = dropoutMask(x.shape(), rate, seed)) {
            return x.mul(mask);
        }
    }

    /** What {@link #dropout} multiplies with: 0 for a share of the numbers, {@code 1 / (1 - rate)} for the rest. */
    public static Tensor dropoutMask(Shape shape, double rate, Seed seed) {
        requireProbability(rate);
        return DropoutMask.make(shape, rate, scale(rate), seed);
    }

    /**
     * A {@link #dropoutMask(Shape, double, Seed)} for each sample of a batch from a seed of its own, so that what a sample
     * loses does not depend on its neighbours.
     *
     * @param shape the shape of the whole, with one slice along its first axis for each seed
     */
    public static Tensor dropoutMask(Shape shape, double rate, List<Seed> samples) {
        requireProbability(rate);
        if (shape.rank() == 0 || shape.size(0) != samples.size()) {
            throw new TensorException("a mask for " + samples.size() + " samples begins with that size, got " + shape);
        }
        return DropoutMask.make(shape, rate, scale(rate), samples);
    }

    private static float scale(double rate) {
        return rate == 1 ? 0 : (float) (1 / (1 - rate));
    }

    private static void requireProbability(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new TensorException("a probability is from 0 to 1, got " + probability);
        }
    }

    private static Tensor fill(Shape shape, DoubleSupplier numbers) {
        Tensor tensor = Tensor.empty(shape, DType.FLOAT32);
        Transfer.writeChunks(tensor, chunk -> {
            for (int i = 0; i < chunk.length; i++) {
                chunk[i] = (float) numbers.getAsDouble();
            }
        });
        return tensor;
    }

    /**
     * The normal distribution by Marsaglia's polar method. {@link StrictMath} gives the same bits everywhere, which the
     * generators of libraries and of the JDK leave open.
     */
    private static final class Normal {

        private final SplittableRandom random;
        private double spare = Double.NaN;

        Normal(Seed seed) {
            random = seed.random();
        }

        double next() {
            if (!Double.isNaN(spare)) {
                double next = spare;
                spare = Double.NaN;
                return next;
            }
            while (true) {
                double x = 2 * random.nextDouble() - 1;
                double y = 2 * random.nextDouble() - 1;
                double square = x * x + y * y;
                if (square < 1 && square > 0) {
                    double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
                    spare = y * factor;
                    return x * factor;
                }
            }
        }
    }
}
