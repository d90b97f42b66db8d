package dev.glimpse.nn.optimizer;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.DType;
import dev.glimpse.tensor.Gradients;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * An optimizer at work on the parameters of one model.
 *
 * <p>It owns a flat tensor for each slot and lives as long as the training. Parameters and slots are walked through block
 * by block, each block small enough that all operations on it find it in the processor's cache; every operation treats
 * each number by itself, so results do not depend on the size of the blocks.
 *
 * <p>It belongs to the thread that made it.
 */
public final class Updater implements AutoCloseable {

    /**
     * 32,768 numbers of 4 bytes in five buffers are 640 KiB: less than the second-level cache of common processors. It is
     * also the most that libtorch leaves to one thread, so that no operation waits for others to begin and end.
     */
    private static final long BLOCK = 32_768;

    /** How many steps may go by until slots are looked through for numbers that are too small. */
    private static final long FLUSHED_EVERY = 32;

    private final Optimizer optimizer;
    private final FlatParameters parameters;
    private final SequencedMap<String, Tensor> slots = new LinkedHashMap<>();
    private final List<Tensor> owned = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Tensor> gradientOfSlice = new ArrayList<>();
    private long iterations;
    private double learningRateFactor = 1;

    /** Parameters one after another that learn at the same rate. */
    private record Stretch(long offset, long count, double rateFactor) {}

    private Updater(Optimizer optimizer, FlatParameters parameters, Map<String, Double> rateFactors, long blockSize) {
        List<Stretch> stretches = stretches(parameters, rateFactors);
        this.optimizer = optimizer;
        this.parameters = parameters;
        for (String slot : optimizer.slots()) {
            slots.put(
                    slot,
                    own(Tensor.full(
                            parameters.values().shape(),
                            Rule.initial(optimizer),
                            parameters.values().dtype())));
        }
        long count = parameters.count();
        Tensor scratch = own(Tensor.zeros(
                Shape.of(Math.toIntExact(Math.min(blockSize, count))),
                parameters.values().dtype()));
        for (Stretch stretch : stretches) {
            for (long done = 0; done < stretch.count(); done += blockSize) {
                long start = stretch.offset() + done;
                long length = Math.min(blockSize, stretch.count() - done);
                List<Tensor> views = new ArrayList<>();
                for (Tensor slot : slots.values()) {
                    views.add(own(slot.narrow(0, start, length)));
                }
                blocks.add(new Block(
                        own(parameters.values().narrow(0, start, length)),
                        own(parameters.gradients().narrow(0, start, length)),
                        views,
                        own(scratch.narrow(0, 0, length)),
                        stretch.rateFactor()));
            }
        }
        if (optimizer.steps().clipping() instanceof Clipping.Norm) {
            for (FlatParameters.Slice slice : parameters.slices()) {
                gradientOfSlice.add(own(parameters.gradients().narrow(0, slice.offset(), slice.count())));
            }
        }
    }

    /** An optimizer at work on these parameters, at iteration 0. The parameters stay the caller's. */
    public static Updater of(Optimizer optimizer, FlatParameters parameters) {
        return of(optimizer, parameters, Map.of());
    }

    /**
     * An optimizer at work on these parameters, some of which learn faster or slower than it says.
     *
     * @param rateFactors what its learning rate is multiplied by, by the name of the slice; 0 or more, and 1 where nothing is
     *     said
     * @throws NnException if there is no slice of such a name
     */
    public static Updater of(Optimizer optimizer, FlatParameters parameters, Map<String, Double> rateFactors) {
        return of(optimizer, parameters, rateFactors, BLOCK);
    }

    static Updater of(Optimizer optimizer, FlatParameters parameters, Map<String, Double> rateFactors, long blockSize) {
        try (var _ = Gradients.disabled();
                var _ = TensorScope.open()) {
            return new Updater(optimizer, parameters, rateFactors, blockSize);
        }
    }

    private static List<Stretch> stretches(FlatParameters parameters, Map<String, Double> rateFactors) {
        Set<String> unknown = new TreeSet<>(rateFactors.keySet());
        List<Stretch> stretches = new ArrayList<>();
        for (FlatParameters.Slice slice : parameters.slices()) {
            unknown.remove(slice.name());
            double factor = rateFactors.getOrDefault(slice.name(), 1.0);
            Ranges.atLeastZero("the learning rate factor of " + slice.name(), factor);
            if (!stretches.isEmpty() && stretches.getLast().rateFactor() == factor) {
                Stretch last = stretches.removeLast();
                stretches.add(new Stretch(last.offset(), last.count() + slice.count(), factor));
            } else {
                stretches.add(new Stretch(slice.offset(), slice.count(), factor));
            }
        }
        if (!unknown.isEmpty()) {
            throw new NnException("learning rate factors are for weights that learn, but these do not: "
                    + String.join(", ", unknown));
        }
        return stretches;
    }

    /** The tensors here outlive the scope they are made in. */
    private Tensor own(Tensor tensor) {
        owned.add(TensorScope.release(tensor));
        return tensor;
    }

    /**
     * Updates every parameter once from the gradients as they stand, and counts the iteration. Clipping changes the
     * gradients.
     */
    public void step() {
        try (var _ = Gradients.disabled();
                var _ = TensorScope.open()) {
            double rate = learningRate();
            double gradientFactor = clip();
            Map<Double, Rule> rules = new HashMap<>();
            for (Block block : blocks) {
                double blockRate = rate * block.rateFactor();
                Rule rule = rules.computeIfAbsent(blockRate, own -> Rule.of(optimizer, own, iterations + 1));
                double shrink = 1 - optimizer.steps().weightDecay() * blockRate;
                if (gradientFactor != 1) {
                    block.gradients().mulInPlace(gradientFactor);
                }
                if (optimizer.steps().clipping() instanceof Clipping.Value(double maximum)) {
                    block.gradients().clampInPlace(-maximum, maximum);
                }
                if (shrink != 1) {
                    block.values().mulInPlace(shrink);
                }
                rule.update(block);
            }
            if (iterations % FLUSHED_EVERY == 0) {
                blocks.forEach(Updater::flush);
            }
        }
        iterations++;
    }

    /**
     * Takes numbers below the range of 32-bit floats for 0, as TensorFlow does everywhere. The moving averages of a unit that
     * gets no gradients any more end as such numbers, and a processor takes many times longer for each.
     */
    private static void flush(Block block) {
        block.slots().forEach(slot -> slot.hardShrinkInPlace(Float.MIN_NORMAL));
    }

    /** Clips what needs norms, and gives the factor that all gradients are still to be multiplied by. */
    private double clip() {
        switch (optimizer.steps().clipping()) {
            case Clipping.None() -> {}
            case Clipping.Value _ -> {}
            case Clipping.Norm(double maximum) -> {
                for (Tensor gradient : gradientOfSlice) {
                    double norm = gradient.count() == 0 ? 0 : gradient.norm().item();
                    if (!(norm <= maximum)) {
                        gradient.mulInPlace(maximum / norm);
                    }
                }
            }
            case Clipping.GlobalNorm(double maximum) -> {
                double norm = parameters.gradients().norm().item();
                if (norm <= maximum) {
                    return 1;
                }
                // As in Keras, one infinite gradient makes them all NaN rather than 0.
                return Double.isFinite(norm) ? maximum / norm : Double.NaN;
            }
        }
        return 1;
    }

    /** How many updates there were. */
    public long iterations() {
        return iterations;
    }

    /** The learning rate of the next step: the schedule's, times the {@link #learningRateFactor()}. */
    public double learningRate() {
        return optimizer.learningRate().at(iterations) * learningRateFactor;
    }

    /** What the schedule's learning rate is multiplied by; 1 at the beginning. */
    public double learningRateFactor() {
        return learningRateFactor;
    }

    /** Multiplies the schedule's learning rate by this from now on, in place of the factor before. */
    public void learningRateFactor(double factor) {
        Ranges.atLeastZero("learning rate factor", factor);
        learningRateFactor = factor;
    }

    /** The flat tensor of each slot by its Keras name, in the parameters' order. They stay this updater's. */
    public SequencedMap<String, Tensor> slots() {
        return Collections.unmodifiableSequencedMap(slots);
    }

    /**
     * A copy of everything that decides how the next steps go, besides the parameters.
     *
     * @throws NnException if the parameters are of {@link DType#FLOAT64}, which the state has no room for
     */
    public OptimizerState state() {
        requireFloat32();
        SequencedMap<String, float[]> numbers = new LinkedHashMap<>();
        slots.forEach((name, slot) -> numbers.put(name, slot.toFloats()));
        return new OptimizerState(iterations, learningRateFactor, numbers);
    }

    /**
     * Goes back to a state of an updater of the same optimizer and parameters.
     *
     * @throws NnException if the slots of the state are others, or of another size
     */
    public void restore(OptimizerState state) {
        requireFloat32();
        if (!state.slots().keySet().equals(slots.keySet())) {
            throw new NnException("the state of this optimizer has the slots " + slots.keySet() + ", got "
                    + state.slots().keySet() + ": it was saved by another optimizer");
        }
        state.slots().forEach((name, numbers) -> {
            if (numbers.length != parameters.count()) {
                throw new NnException("the slot " + name + " of this model has " + parameters.count() + " numbers, got "
                        + numbers.length + ": it was saved for another model");
            }
        });
        try (var _ = Gradients.disabled()) {
            slots.forEach((name, slot) -> {
                var _ = slot.copyInPlace(state.numbers(name));
            });
        }
        iterations = state.iterations();
        learningRateFactor(state.learningRateFactor());
    }

    /** Frees the slots. Closing again does nothing. */
    @Override
    public void close() {
        owned.forEach(Tensor::close);
        owned.clear();
    }

    private void requireFloat32() {
        if (parameters.values().dtype() != DType.FLOAT32) {
            throw new NnException("the state of a training is kept in 32 bits, but its parameters are "
                    + parameters.values().dtype());
        }
    }
}
