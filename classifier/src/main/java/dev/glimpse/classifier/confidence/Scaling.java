package dev.glimpse.classifier.confidence;

import java.util.Locale;

/** What became of a classifier's probabilities once it was taught. */
public sealed interface Scaling {

    /**
     * They were changed by a temperature, which is part of the model: of its last layer, or of how its learner answers.
     *
     * @param temperature what the logits were divided by; above 1 the classifier had been too sure of itself
     * @param pictures of the validation split, which the temperature was chosen by
     * @param before how sure it was of them before
     * @param after how sure it is of them now: a little too good, because the temperature was chosen by them
     */
    record Scaled(double temperature, long pictures, Sureness before, Sureness after) implements Scaling {}

    /**
     * They are as they came out of the training.
     *
     * @param reason why, as the rest of a sentence
     */
    record Left(String reason) implements Scaling {}

    /** One line for people. */
    default String words() {
        return switch (this) {
            case Scaled scaled ->
                String.format(
                        Locale.ROOT,
                        "%.3g, by %,d validation pictures: their calibration error was %.1f %% and is %.1f %%, their log loss was"
                                + " %.4f and is %.4f",
                        scaled.temperature(),
                        scaled.pictures(),
                        100 * scaled.before().calibrationError(),
                        100 * scaled.after().calibrationError(),
                        scaled.before().logLoss(),
                        scaled.after().logLoss());
            case Left left -> "1: " + left.reason();
        };
    }
}
