package dev.glimpse.classifier;

import dev.glimpse.classifier.evaluation.Report;
import dev.glimpse.nn.train.History;
import java.nio.file.Path;
import java.util.Optional;

/** How a training came out. */
public sealed interface TrainingResult {

    /**
     * It went to its end.
     *
     * @param classifier the caller's, who closes it
     * @param history the epochs
     * @param report how good it is on the test split, if there is one
     */
    record Trained(Classifier classifier, History history, Optional<Report> report) implements TrainingResult {}

    /**
     * It was asked to stop.
     *
     * @param history the epochs that are over
     * @param checkpoint where it goes on from when it is resumed; none where beginning anew is as good, because all that took
     *     long, the vectors of the pictures, is kept
     */
    record Interrupted(History history, Optional<Path> checkpoint) implements TrainingResult {}
}
