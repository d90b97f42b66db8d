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
 */
record Lesson(
        Model model,
        Learning learning,
        Batches train,
        Optional<Batches> validation,
        int[] counts,
        ModelFacts facts,
        Optional<RunFolder> folder) {}
