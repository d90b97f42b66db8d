package dev.glimpse.nn.model;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.OptimizerState;
import dev.glimpse.nn.archive.SavedArray;
import dev.glimpse.nn.optimizer.FlatParameters.Slice;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.optimizer.Schedule;
import dev.glimpse.nn.optimizer.Updater;
import dev.glimpse.tensor.Gradients;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * What an optimizer remembers, in the order in which Keras writes it: the number of steps, the learning rate unless a
 * schedule gives it, then the slots.
 */
final class KerasSlots {

    private record Place(String slot, Slice slice) {}

    private final Optimizer optimizer;
    private final Updater updater;
    private final Variables variables;
    private final List<Slice> slices;

    KerasSlots(Optimizer optimizer, Updater updater, Variables variables, List<Slice> slices) {
        this.optimizer = optimizer;
        this.updater = updater;
        this.variables = variables;
        this.slices = slices;
    }

    /** A copy of everything, as a file has it. */
    OptimizerState read() {
        List<SavedArray> saved = new ArrayList<>();
        saved.add(SavedArray.of(updater.iterations()));
        if (hasLearningRate()) {
            saved.add(SavedArray.of((float) updater.learningRate()));
        }
        try (var _ = TensorScope.open();
                var _ = Gradients.disabled()) {
            for (Place place : places()) {
                saved.add(SavedArray.of(variables.at(place.slice().name()).read(part(place))));
            }
        }
        return new OptimizerState(optimizer.getClass().getSimpleName().toLowerCase(Locale.ROOT), saved);
    }

    /**
     * Goes back to what a file has.
     *
     * @throws NnException if it was written by another optimizer, or for other weights
     */
    void write(OptimizerState state) {
        List<Place> places = places();
        int first = hasLearningRate() ? 2 : 1;
        if (state.variables().size() != first + places.size()
                || !(state.variables().getFirst() instanceof SavedArray.Longs(Shape _, long[] iterations))) {
            throw new NnException("the optimizer of this model has " + (first + places.size())
                    + " variables, in the file there are " + state.variables().size()
                    + ": it was saved by another optimizer");
        }
        try (var _ = TensorScope.open();
                var _ = Gradients.disabled()) {
            for (int i = 0; i < places.size(); i++) {
                SavedArray saved = state.variables().get(first + i);
                Variable variable = variables.at(places.get(i).slice().name());
                if (!saved.shape().equals(variable.shape())) {
                    throw new NnException("the slot " + places.get(i).slot() + " of " + variable.path() + " has shape "
                            + saved.shape() + " instead of " + variable.shape());
                }
                variable.write(part(places.get(i)), new NdArray.Floats(saved.shape(), saved.toFloats()));
            }
        }
        SequencedMap<String, float[]> slots = new LinkedHashMap<>();
        updater.slots().forEach((name, slot) -> slots.put(name, slot.toFloats()));
        updater.restore(
                new dev.glimpse.nn.optimizer.OptimizerState(iterations[0], updater.learningRateFactor(), slots));
    }

    private boolean hasLearningRate() {
        return optimizer.learningRate() instanceof Schedule.Constant;
    }

    private Tensor part(Place place) {
        Tensor slot = updater.slots().get(place.slot());
        if (slot == null) {
            throw new IllegalStateException("no slot " + place.slot());
        }
        return slot.narrow(0, place.slice().offset(), place.slice().count());
    }

    private List<Place> places() {
        return optimizer.slotPlaces(slices.size()).stream()
                .map(place -> new Place(place.slot(), slices.get(place.variable())))
                .toList();
    }
}
