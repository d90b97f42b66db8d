package dev.glimpse.nn.train;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/** Something that happened in a training, told to whoever listens. */
public sealed interface TrainingEvent {

    /**
     * The training begins, or goes on after an interruption.
     *
     * @param epochs how many epochs it will have at most
     * @param samples how many samples an epoch has
     * @param batches how many batches an epoch has
     * @param epoch the epoch it begins with, from 0
     * @param batch how many batches of that epoch are done already
     */
    record Began(int epochs, int samples, int batches, int epoch, int batch) implements TrainingEvent {}

    /**
     * A batch was learnt.
     *
     * @param epoch from 0
     * @param batch how many batches of the epoch are done
     * @param batches how many it has
     * @param metrics loss and metrics over the epoch so far, by name
     */
    record BatchDone(int epoch, int batch, int batches, Map<String, Double> metrics) implements TrainingEvent {}

    /** An epoch is over, and validated if there is something to validate on. */
    record EpochDone(EpochResult result) implements TrainingEvent {}

    /** The learning rate was reduced, because nothing got better. */
    record LearningRateReduced(int epoch, double learningRate) implements TrainingEvent {}

    /** Everything is on disk; from here an interrupted training goes on. */
    record CheckpointSaved(Path file, int epoch, int batch) implements TrainingEvent {}

    /**
     * The training is over.
     *
     * @param end why
     * @param best the epoch whose weights the model has now, from 0, if it is not the last one
     */
    record Ended(End end, OptionalInt best) implements TrainingEvent {}

    /** Why a training is over. */
    enum End {
        /** All epochs were done. */
        COMPLETED,
        /** Nothing got better for long enough. */
        STOPPED_EARLY,
        /** There was no time for more; the best weights so far are those of the model. */
        OUT_OF_TIME,
        /** It was asked to stop, and can be resumed. */
        INTERRUPTED
    }
}
