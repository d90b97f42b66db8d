package dev.glimpse.classifier.confidence;

import dev.glimpse.classifier.evaluation.Evaluation;

/**
 * How well a classifier's probabilities say how often it is right.
 *
 * @param logLoss the mean of minus the natural logarithm of the true label's probability; 0 is perfect
 * @param calibrationError the expected calibration error in 15 groups, 0 to 1
 */
public record Sureness(double logLoss, double calibrationError) {

    /** That of an evaluation. */
    public static Sureness of(Evaluation evaluation) {
        return new Sureness(evaluation.logLoss(), evaluation.calibration().expectedError());
    }
}
