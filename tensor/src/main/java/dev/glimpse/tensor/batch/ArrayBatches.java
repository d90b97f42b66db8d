package dev.glimpse.tensor.batch;

import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Samples that are in memory already, as arrays: what Keras's {@code fit(x, y)} takes.
 *
 * <p>A sample's key is its index.
 */
public final class ArrayBatches implements Batches {

    private enum Order {
        SHUFFLED,
        AS_GIVEN
    }

    private final List<NdArray> inputs;
    private final List<NdArray> targets;
    private final Optional<float[]> weights;
    private final int batchSize;
    private final Order order;

    private ArrayBatches(
            List<NdArray> inputs, List<NdArray> targets, Optional<float[]> weights, int batchSize, Order order) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch has at least 1 sample, got " + batchSize);
        }
        this.inputs = List.copyOf(inputs);
        this.targets = List.copyOf(targets);
        this.weights = weights;
        this.batchSize = batchSize;
        this.order = order;
        int count = samples();
        for (NdArray array : Stream.concat(inputs.stream(), targets.stream()).toList()) {
            if (array.shape().size(0) != count) {
                throw new IllegalArgumentException(
                        "all arrays have as many samples, got " + count + " and " + array.shape());
            }
        }
        if (weights.isPresent() && weights.get().length != count) {
            throw new IllegalArgumentException(count + " samples need as many weights, got " + weights.get().length);
        }
    }

    /** Samples [count, …] with their targets [count, …], 32 a batch, in a new order each epoch. */
    public static ArrayBatches of(NdArray inputs, NdArray targets) {
        return of(List.of(inputs), List.of(targets));
    }

    /** Samples with one array per input and one per output, each [count, …]. */
    public static ArrayBatches of(List<NdArray> inputs, List<NdArray> targets) {
        return new ArrayBatches(inputs, targets, Optional.empty(), 32, Order.SHUFFLED);
    }

    /** The same with so many samples a batch. */
    public ArrayBatches batchSize(int size) {
        return new ArrayBatches(inputs, targets, weights, size, order);
    }

    /** The same with a weight in the loss for each sample. */
    public ArrayBatches weights(float... perSample) {
        return new ArrayBatches(inputs, targets, Optional.of(perSample), batchSize, order);
    }

    /** The same in the order in which they are, each epoch. */
    public ArrayBatches inOrder() {
        return new ArrayBatches(inputs, targets, weights, batchSize, Order.AS_GIVEN);
    }

    @Override
    public int samples() {
        return inputs.getFirst().shape().size(0);
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public List<Shape> inputShapes() {
        return inputs.stream().map(input -> input.shape().drop(1)).toList();
    }

    @Override
    public BatchStream open(Pass pass) {
        int[] indices = IntStream.range(0, samples()).toArray();
        if (order == Order.SHUFFLED) {
            shuffle(indices, pass.seed().derive("order").derive(pass.epoch()));
        }
        return new Rows(indices, Math.multiplyExact(pass.firstBatch(), batchSize));
    }

    private static void shuffle(int[] indices, Seed seed) {
        SplittableRandom random = seed.random();
        for (int i = indices.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int moved = indices[i];
            indices[i] = indices[other];
            indices[other] = moved;
        }
    }

    private final class Rows implements BatchStream {

        private final int[] indices;
        private int next;

        Rows(int[] indices, int next) {
            this.indices = indices;
            this.next = next;
        }

        @Override
        public Optional<Batch> next() {
            if (next >= indices.length) {
                return Optional.empty();
            }
            int[] chosen = Arrays.copyOfRange(indices, next, Math.min(indices.length, next + batchSize));
            next += chosen.length;
            return Optional.of(new Batch(
                    inputs.stream().map(input -> rows(input, chosen)).toList(),
                    targets.stream().map(target -> rows(target, chosen)).toList(),
                    weights.map(all -> weightsOf(all, chosen)),
                    IntStream.of(chosen).asLongStream().toArray()));
        }

        @Override
        public int done() {
            return Math.ceilDiv(next, batchSize);
        }

        @Override
        public void close() {
            next = indices.length;
        }
    }

    private static float[] weightsOf(float[] all, int[] chosen) {
        float[] weights = new float[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            weights[i] = all[chosen[i]];
        }
        return weights;
    }

    private static NdArray rows(NdArray array, int[] chosen) {
        Shape sample = array.shape().drop(1);
        int size = Math.toIntExact(sample.count());
        Shape shape = sample.prepend(chosen.length);
        return switch (array) {
            case NdArray.Floats floats -> {
                float[] rows = new float[chosen.length * size];
                for (int i = 0; i < chosen.length; i++) {
                    System.arraycopy(floats.values(), chosen[i] * size, rows, i * size, size);
                }
                yield new NdArray.Floats(shape, rows);
            }
            case NdArray.Bytes bytes -> {
                byte[] rows = new byte[chosen.length * size];
                for (int i = 0; i < chosen.length; i++) {
                    System.arraycopy(bytes.values(), chosen[i] * size, rows, i * size, size);
                }
                yield new NdArray.Bytes(shape, rows);
            }
        };
    }
}
