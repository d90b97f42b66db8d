package dev.glimpse.nn.train;

import dev.glimpse.nn.NnException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a training stands between two batches: together with weights and optimizer, all that it takes to go on.
 *
 * @param seed what all its randomness is drawn from
 * @param threads how many threads computed, for other numbers of threads add up in another order
 * @param samples how many samples an epoch has
 * @param batchSize how many samples a batch has
 * @param epoch the epoch that is under way, from 0; the number of epochs when all are done
 * @param batch how many of its batches are done
 * @param sums loss and metrics over those batches
 * @param history the epochs that are over
 * @param earlyStopping what early stopping has seen, the best epoch so far among it
 * @param plateau what the reduction of the learning rate has seen
 */
record TrainingState(
        long seed,
        int threads,
        int samples,
        int batchSize,
        int epoch,
        int batch,
        List<double[]> sums,
        List<EpochResult> history,
        Optional<EarlyStopping.State> earlyStopping,
        Optional<ReduceOnPlateau.State> plateau) {

    private static final String KEY = "training";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    void writeInto(ObjectNode metadata) {
        metadata.set(KEY, JSON.valueToTree(this));
    }

    /**
     * The state in a checkpoint's metadata.
     *
     * @throws NnException if there is none
     */
    static TrainingState readFrom(ObjectNode metadata, String file) {
        JsonNode node = metadata.get(KEY);
        if (node == null) {
            throw new NnException(file + " is a model, but not a checkpoint of a training: it cannot be resumed");
        }
        return JSON.treeToValue(node, TrainingState.class);
    }
}
