package dev.glimpse.classifier;

import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.batch.Batches;
import java.util.Optional;

/**
 * A model and what it is to learn.
 *
 * @param model it is fitted in place, and stays its owner's
 * @param learning how it is taught
 * @param train what it learns
 * @param validation what steers it
 * @param counts how many samples to learn from each class has
 * @param facts what is written into its checkpoints
 * @param folder where checkpoints and logs go; without one there are none
 * @param keeping whether there are checkpoints
 */
record Lesson(
        Model model,
        Learning learning,
        Batches train,
        Optional<Batches> validation,
        int[] counts,
        ModelFacts facts,
        Optional<RunFolder> folder,
        Keeping keeping) {

    /** What is written into the folder. */
    enum Keeping {
        /** Checkpoints, from which it can be resumed, and logs. */
        CHECKPOINTS,
        /** Logs only: all of it takes less time than it would to look for a checkpoint. */
        LOGS
    }

    /** Where checkpoints go, if there are any. */
    Optional<RunFolder> checkpoints() {
        return switch (keeping) {
            case CHECKPOINTS -> folder;
            case LOGS -> Optional.empty();
        };
    }
}
