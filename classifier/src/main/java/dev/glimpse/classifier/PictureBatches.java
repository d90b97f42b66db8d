package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.tensor.batch.Batches;
import java.util.Optional;

/** The pictures of a dataset as a network learns them. */
final class PictureBatches {

    private PictureBatches() {}

    /** Those to learn from, changed at random where that is wanted. */
    static Batches train(Dataset dataset, Learning learning, Preprocessing preprocessing, Training training) {
        return dataset.batches(Split.TRAIN, preprocessing.resize(), batch -> learning.augmentation()
                .map(training.pictures(batch)::augment)
                .orElse(training.pictures(batch))
                .size(learning.batchSize())
                .channels(preprocessing.channels()));
    }

    /** Those to steer by, if there are some. */
    static Optional<Batches> validation(
            Dataset dataset, Learning learning, Preprocessing preprocessing, Training training) {
        return dataset.size(Split.VALIDATION) == 0
                ? Optional.empty()
                : Optional.of(
                        dataset.batches(Split.VALIDATION, preprocessing.resize(), batch -> training.pictures(batch)
                                .size(learning.batchSize())
                                .channels(preprocessing.channels())));
    }
}
