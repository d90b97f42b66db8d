package dev.glimpse.nn.train;

import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.batch.Batch;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What a {@linkplain TrainingLoop training} drives: something with weights that gets better batch by batch. */
public interface Learner {

    /**
     * Learns from one batch: forward, backward, and one step of the optimizer.
     *
     * @param epoch what this epoch's randomness is drawn from
     */
    Outcome learn(Batch batch, Seed epoch);

    /** Predicts one batch as after the training, and says how wrong that is; no weight changes. */
    Outcome judge(Batch batch);

    /** The learning rate of the next step. */
    double learningRate();

    /** What the schedule's learning rate is multiplied by. */
    double learningRateFactor();

    /** Multiplies the schedule's learning rate by this from now on. */
    void learningRateFactor(double factor);

    /** Remembers the weights as they are, in place of those remembered before. */
    void remember();

    /** Goes back to the weights that were remembered last. */
    void recall();

    /** Goes back to the weights in a file that {@link #save} wrote; the optimizer stays as it is. */
    void recall(Path file);

    /**
     * Writes everything into a model file: weights, the optimizer's state, and how the training stands.
     *
     * @param metadata what else is to stand in the file
     */
    void save(Path file, ObjectNode metadata);

    /**
     * Goes back to what {@link #save} wrote, to the last bit.
     *
     * @return the metadata
     */
    ObjectNode load(Path file);

    /** The weights by path, for logs. */
    Map<String, float[]> weights();
}
