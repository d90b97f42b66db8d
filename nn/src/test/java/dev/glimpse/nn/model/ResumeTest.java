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
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        try (var model = model(optimizer)) {
            model.fit(samples(45), fit -> {
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
