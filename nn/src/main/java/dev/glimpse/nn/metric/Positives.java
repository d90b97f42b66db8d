package dev.glimpse.nn.metric;

import dev.glimpse.nn.NnException;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What counts as predicted positive.
 *
 * @param threshold predictions above it are positive; without one and with {@code topK}, all of these are
 * @param classId the only class that counts, if not all do
 * @param topK how many of the greatest predictions of a sample can be positive, if not all can
 */
public record Positives(OptionalDouble threshold, OptionalInt classId, OptionalInt topK) {

    public Positives {
        if (threshold.isPresent() && !(threshold.getAsDouble() >= 0 && threshold.getAsDouble() <= 1)) {
            throw new NnException("a threshold is between 0 and 1, got " + threshold.getAsDouble());
        }
        if (topK.isPresent() && topK.getAsInt() < 1) {
            throw new NnException("top k is 1 or more, got " + topK.getAsInt());
        }
        if (classId.isPresent() && classId.getAsInt() < 0) {
            throw new NnException("a class index is 0 or more, got " + classId.getAsInt());
        }
    }

    /** Predictions above a threshold. */
    static Positives above(double threshold) {
        return new Positives(OptionalDouble.of(threshold), OptionalInt.empty(), OptionalInt.empty());
    }

    Positives threshold(double other) {
        return new Positives(OptionalDouble.of(other), classId, topK);
    }

    Positives classId(int index) {
        return new Positives(threshold, OptionalInt.of(index), topK);
    }

    /** As in Keras, top k replaces the default threshold; one that is set after it counts too. */
    Positives topK(int k) {
        return new Positives(OptionalDouble.empty(), classId, OptionalInt.of(k));
    }
}
