package dev.glimpse.nn.optimizer;

import dev.glimpse.nn.NnException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Where an optimizer stands in a training, to the last bit.
 *
 * @param iterations how many updates there were
 * @param learningRateFactor what the schedule's learning rate is multiplied by
 * @param slots the numbers of each slot by its Keras name, in the order of the {@link FlatParameters}; not copied
 */
public record OptimizerState(long iterations, double learningRateFactor, SequencedMap<String, float[]> slots) {

    public OptimizerState {
        if (iterations < 0) {
            throw new NnException("iterations are 0 or more, got " + iterations);
        }
        Ranges.atLeastZero("learning rate factor", learningRateFactor);
        slots = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(slots));
    }

    float[] numbers(String slot) {
        float[] numbers = slots.get(slot);
        if (numbers == null) {
            throw new NnException("there is no slot " + slot + " among " + slots.keySet());
        }
        return numbers;
    }
}
