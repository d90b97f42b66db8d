package dev.glimpse.classifier.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * How the numbers of a training went, epoch by epoch.
 *
 * @param epochs in the order they were trained
 * @param kept the number of the epoch whose weights the model has, if it is known
 */
public record TrainingCurves(List<Epoch> epochs, OptionalInt kept) {

    public TrainingCurves {
        epochs = List.copyOf(epochs);
    }

    /** The curves of these epochs. */
    public static TrainingCurves of(List<Epoch> epochs) {
        return new TrainingCurves(epochs, OptionalInt.empty());
    }

    /** The same curves, of a training after which the weights of this epoch were kept. */
    public TrainingCurves keeping(int epoch) {
        return new TrainingCurves(epochs, OptionalInt.of(epoch));
    }

    /**
     * The numbers at the end of one epoch.
     *
     * @param number the epoch, 1 for the first
     * @param metrics values by Keras's names: {@code loss} and {@code accuracy} for training, {@code val_loss} and
     *     {@code val_accuracy} for validation, and so on; their order is kept
     */
    public record Epoch(int number, SequencedMap<String, Double> metrics) {

        public Epoch {
            metrics = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
        }

        /** The numbers of an epoch from any map, in its order. */
        public static Epoch of(int number, Map<String, Double> metrics) {
            return new Epoch(number, new LinkedHashMap<>(metrics));
        }
    }
}
