package dev.glimpse.nn.model;

import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.randomRotation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.loss.Losses;
import dev.glimpse.nn.metric.Metrics;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.nn.train.EarlyStopping;
import dev.glimpse.nn.train.Fit;
import dev.glimpse.nn.train.ReduceOnPlateau;
import dev.glimpse.nn.train.TrainingEvent;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.ArrayBatches;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that was interrupted ends as if it had not been. */
@ExtendWith(NoTensorLeaks.class)
class ResumeTest {

    private static final int EPOCHS = 3;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 7, 11, 18})
    void a_training_stopped_after_some_batches_ends_with_the_same_bytes(int batches) {
        byte[] unbroken = train(folder.resolve("unbroken"), Optimizers.adam(), _ -> {});

        AtomicInteger seen = new AtomicInteger();
        byte[] stopped =
                train(folder.resolve("broken"), Optimizers.adam(), fit -> fit.stopWhen(() -> seen.get() >= batches)
                        .listener(event -> {
                            if (event instanceof TrainingEvent.BatchDone) {
                                seen.incrementAndGet();
                            }
                        }));
        byte[] resumed = train(folder.resolve("broken"), Optimizers.adam(), Fit::resume);

        if (batches < EPOCHS * 6) {
            assertThat(stopped).isNotEqualTo(unbroken);
        }
        assertThat(resumed).isEqualTo(unbroken);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 9})
    void batches_in_which_nothing_can_be_read_are_not_learnt_again_in_place_of_others(int batches) {
        Batches samples = new Gaps(samples(45), Set.of(1, 2, 5));
        byte[] unbroken = train(samples, folder.resolve("unbroken"), Optimizers.adam(), _ -> {});

        AtomicInteger seen = new AtomicInteger();
        train(samples, folder.resolve("broken"), Optimizers.adam(), fit -> fit.stopWhen(() -> seen.get() >= batches)
                .listener(event -> {
                    if (event instanceof TrainingEvent.BatchDone) {
                        seen.incrementAndGet();
                    }
                }));
        byte[] resumed = train(samples, folder.resolve("broken"), Optimizers.adam(), Fit::resume);

        assertThat(resumed).isEqualTo(unbroken);
    }

    @Test
    void an_epoch_in_which_nothing_can_be_read_is_refused() {
        Batches none = new Gaps(samples(10), Set.of(0, 1));

        assertThatThrownBy(() -> train(none, folder, Optimizers.adam(), _ -> {}))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("none of the 10 samples could be read");
        assertThatThrownBy(() -> train(folder, Optimizers.adam(), fit -> fit.validation(none)))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("none of the 10 samples could be read");
    }

    @Test
    void what_is_watched_only_after_an_interruption_is_watched_from_then_on() {
        train(folder, Optimizers.sgd(), fit -> fit.epochs(1));

        List<Integer> reduced = new ArrayList<>();
        try (var model = model(Optimizers.sgd())) {
            var history = model.fit(samples(45), fit -> fit.epochs(9)
                    .checkpoints(folder)
                    .resume()
                    .earlyStopping(EarlyStopping.on("loss").patience(2).minDelta(100))
                    .reduceOnPlateau(ReduceOnPlateau.on("loss").patience(1).minDelta(100))
                    .listener(event -> {
                        if (event instanceof TrainingEvent.LearningRateReduced lower) {
                            reduced.add(lower.epoch());
                        }
                    }));
            assertThat(history.size()).isEqualTo(4);
            assertThat(reduced).containsExactly(2, 3);
        }
    }

    @Test
    void what_killed_processes_left_half_written_is_swept_away() throws IOException {
        Path left = Files.createFile(folder.resolve(".last.keras123.part"));
        Path kept = Files.createFile(folder.resolve(".notes.part"));

        train(folder, Optimizers.adam(), fit -> fit.epochs(1));

        assertThat(left).doesNotExist();
        assertThat(kept).exists();
    }

    /** Batches of which some are passed over, as those that cannot be read are. */
    private record Gaps(Batches all, Set<Integer> missing) implements Batches {

        @Override
        public int samples() {
            return all.samples();
        }

        @Override
        public int batchSize() {
            return all.batchSize();
        }

        @Override
        public List<Shape> inputShapes() {
            return all.inputShapes();
        }

        @Override
        public BatchStream open(Pass pass) {
            BatchStream stream = all.open(pass);
            return new BatchStream() {
                @Override
                public Optional<Batch> next() {
                    Optional<Batch> batch = stream.next();
                    while (batch.isPresent() && missing.contains(stream.done() - 1)) {
                        batch = stream.next();
                    }
                    return batch;
                }

                @Override
                public int done() {
                    return stream.done();
                }

                @Override
                public void close() {
                    stream.close();
                }
            };
        }
    }

    @Test
    void a_training_killed_between_checkpoints_ends_with_the_same_bytes() {
        Optimizer optimizer = Optimizers.rmsprop().momentum(0.5);
        byte[] unbroken = train(folder.resolve("unbroken"), optimizer, _ -> {});

        AtomicInteger seen = new AtomicInteger();
        assertThatThrownBy(() -> train(folder.resolve("broken"), optimizer, fit -> fit.checkpointAfter(Duration.ZERO)
                        .listener(event -> {
                            if (event instanceof TrainingEvent.BatchDone && seen.incrementAndGet() == 8) {
                                throw new IllegalStateException("killed");
                            }
                        })))
                .hasMessage("killed");
        byte[] resumed = train(folder.resolve("broken"), optimizer, Fit::resume);

        assertThat(resumed).isEqualTo(unbroken);
    }

    @Test
    void early_stopping_and_a_reduced_learning_rate_are_remembered() {
        Consumer<Fit> watched = fit -> fit.epochs(6)
                .validation(samples(17))
                .earlyStopping(EarlyStopping.on("val_loss").patience(2))
                .reduceOnPlateau(
                        ReduceOnPlateau.on("val_loss").patience(1).factor(0.5).minDelta(10));
        byte[] unbroken = train(folder.resolve("unbroken"), Optimizers.sgd().momentum(0.9), watched);

        AtomicInteger seen = new AtomicInteger();
        train(folder.resolve("broken"), Optimizers.sgd().momentum(0.9), watched.andThen(fit -> fit.stopWhen(
                        () -> seen.get() >= 15)
                .listener(event -> {
                    if (event instanceof TrainingEvent.BatchDone) {
                        seen.incrementAndGet();
                    }
                })));
        byte[] resumed = train(folder.resolve("broken"), Optimizers.sgd().momentum(0.9), watched.andThen(Fit::resume));

        assertThat(resumed).isEqualTo(unbroken);
    }

    @Test
    void an_epoch_is_told_before_a_checkpoint_has_it_behind() {
        List<String> told = new ArrayList<>();
        train(folder, Optimizers.adam(), fit -> fit.epochs(2).listener(event -> {
            if (event instanceof TrainingEvent.EpochDone done) {
                told.add("epoch " + done.result().epoch());
            } else if (event instanceof TrainingEvent.CheckpointSaved saved) {
                told.add("checkpoint before " + saved.epoch());
            }
        }));

        assertThat(told).containsExactly("epoch 0", "checkpoint before 1", "epoch 1", "checkpoint before 2");
    }

    @Test
    void a_loss_that_is_no_number_ends_the_training_and_leaves_the_checkpoint_before_it() {
        train(folder, Optimizers.adam(), fit -> fit.epochs(1));

        assertThatThrownBy(() -> train(
                        folder, Optimizers.adam(), fit -> fit.resume().classWeights(1, Float.POSITIVE_INFINITY, 1)))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("the loss became")
                .hasMessageContaining("in epoch 2, batch 1");
        try (var model = model(Optimizers.adam())) {
            assertThat(model.fit(
                                    samples(45),
                                    fit -> fit.epochs(2).checkpoints(folder).resume())
                            .size())
                    .isEqualTo(2);
        }
    }

    @Test
    void a_checkpoint_of_other_samples_is_refused() {
        train(folder, Optimizers.adam(), _ -> {});

        try (var model = model(Optimizers.adam())) {
            assertThatThrownBy(() -> model.fit(
                            samples(48),
                            fit -> fit.epochs(4).checkpoints(folder).resume()))
                    .isInstanceOf(NnException.class)
                    .hasMessageContaining("on 45 samples in batches of 8, this one has 48");
        }
    }

    @Test
    void without_a_checkpoint_there_is_nothing_to_resume() {
        assertThatThrownBy(() -> train(folder, Optimizers.adam(), Fit::resume))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("there is nothing to resume");
    }

    @Test
    void two_trainings_do_not_write_into_one_folder() {
        try (var other = model(Optimizers.adam())) {
            other.fit(samples(45), fit -> fit.epochs(1).checkpoints(folder).listener(event -> {
                if (event instanceof TrainingEvent.BatchDone done && done.batch() == 1) {
                    assertThatThrownBy(() -> train(folder, Optimizers.adam(), _ -> {}))
                            .isInstanceOf(NnException.class)
                            .hasMessageContaining("another training writes into");
                }
            }));
        }
    }

    @Test
    void the_weights_after_every_second_epoch_are_kept() {
        train(folder, Optimizers.adam(), fit -> fit.checkpointEvery(2));

        assertThat(folder.resolve("epoch-0002.keras")).exists();
        assertThat(folder.resolve("epoch-0001.keras")).doesNotExist();
        assertThat(Files.exists(folder.resolve("best.keras"))).isFalse();
    }

    /** The bytes of all weights after a training that keeps its checkpoints in a folder. */
    private static byte[] train(Path checkpoints, Optimizer optimizer, Consumer<Fit> options) {
        return train(samples(45), checkpoints, optimizer, options);
    }

    private static byte[] train(Batches samples, Path checkpoints, Optimizer optimizer, Consumer<Fit> options) {
        try (var model = model(optimizer)) {
            model.fit(samples, fit -> {
                fit.epochs(EPOCHS).seed(5).checkpoints(checkpoints);
                options.accept(fit);
            });
            var bytes = new java.io.ByteArrayOutputStream();
            model.weights().forEach((path, weight) -> {
                bytes.writeBytes(path.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                for (float value : weight.values()) {
                    int bits = Float.floatToRawIntBits(value);
                    bytes.write(bits >>> 24);
                    bytes.write(bits >>> 16);
                    bytes.write(bits >>> 8);
                    bytes.write(bits);
                }
            });
            return bytes.toByteArray();
        }
    }

    private static Model model(Optimizer optimizer) {
        Model model = Model.build(
                Sequential.of(
                        input(8, 8, 1),
                        randomRotation(0.1),
                        conv2d(4, 3).same().relu(),
                        batchNormalization(),
                        maxPooling2d(2),
                        dropout(0.3),
                        flatten(),
                        dense(3).softmax()),
                build -> build.seed(2));
        model.compile(optimizer, Losses.categoricalCrossentropy(), Metrics.accuracy(), Metrics.auc());
        return model;
    }

    private static Batches samples(int count) {
        SplittableRandom random = Seed.of(count).random();
        float[] pixels = new float[count * 64];
        float[] targets = new float[count * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble();
        }
        for (int i = 0; i < count; i++) {
            targets[i * 3 + random.nextInt(3)] = 1;
        }
        return ArrayBatches.of(
                        new NdArray.Floats(Shape.of(count, 8, 8, 1), pixels),
                        new NdArray.Floats(Shape.of(count, 3), targets))
                .batchSize(8);
    }
}
