package dev.glimpse.nn.optimizer;

import dev.glimpse.nn.KerasObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A rule by which weights follow their gradients, with its settings.
 *
 * <p>An optimizer is a value: each setting is a method that returns a changed copy. {@link Optimizers} makes them with
 * Keras's defaults; {@link Updater} carries them out.
 */
public sealed interface Optimizer permits Tunable {

    /** How large its steps are: learning rate, clipping, weight decay. */
    Steps steps();

    /** The learning rate over the steps of a training. */
    default Schedule learningRate() {
        return steps().learningRate();
    }

    /**
     * The numbers that it remembers for each weight, by Keras's names: {@code momentum}, {@code velocity},
     * {@code velocity_hat}, {@code average_gradient}, {@code accumulator}.
     */
    List<String> slots();

    /**
     * One slot of one variable.
     *
     * @param variable its place among those that learn
     */
    record SlotPlace(String slot, int variable) {}

    /**
     * The slots of so many variables in the order in which Keras writes them: Adam's first two variable by variable, all
     * others slot by slot.
     */
    default List<SlotPlace> slotPlaces(int variables) {
        List<String> slots = slots();
        int together = this instanceof Adam || this instanceof AdamW ? 2 : 0;
        List<SlotPlace> places = new ArrayList<>();
        for (int variable = 0; variable < variables; variable++) {
            for (String slot : slots.subList(0, together)) {
                places.add(new SlotPlace(slot, variable));
            }
        }
        for (String slot : slots.subList(together, slots.size())) {
            for (int variable = 0; variable < variables; variable++) {
                places.add(new SlotPlace(slot, variable));
            }
        }
        return places;
    }

    /** This optimizer with one learning rate throughout. */
    Optimizer learningRate(double rate);

    /** This optimizer with a learning rate that changes from step to step. */
    Optimizer learningRate(Schedule schedule);

    /** This optimizer with each variable's gradient scaled down to at most this L2 norm. It replaces other clipping. */
    Optimizer clipNorm(double maximum);

    /** This optimizer with all gradients scaled down together to at most this L2 norm. It replaces other clipping. */
    Optimizer globalClipNorm(double maximum);

    /** This optimizer with each number of a gradient kept within ±maximum. It replaces other clipping. */
    Optimizer clipValue(double maximum);

    /** This optimizer with weights that shrink by this share of the learning rate at each step (decoupled, as AdamW's). */
    Optimizer weightDecay(double share);

    /** This optimizer as Keras serialises it: {@code class_name} and {@code config}, ready for JSON. */
    default Map<String, Object> kerasConfig() {
        return OptimizerJson.write(this).toMap();
    }

    /**
     * The optimizer that Keras serialised into this parsed JSON map.
     *
     * @throws dev.glimpse.nn.NnException if its class or one of its settings (moving averages of weights, gradient
     *     accumulation, loss scaling) is not known here
     */
    static Optimizer fromKeras(Map<?, ?> json) {
        return OptimizerJson.read(KerasObject.of(json));
    }
}
