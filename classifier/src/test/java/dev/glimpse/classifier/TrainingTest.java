package dev.glimpse.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.TrainingResult.Interrupted;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.train.EarlyStopping;
import dev.glimpse.nn.train.TrainingEvent;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {

    private static final FromScratch QUICK =
            FromScratch.of(KnownArchitecture.SMALL_CNN, Shape.of(16, 16, 3)).epochs(2);

    @TempDir
    static Path drawn;

    @TempDir
    Path folder;

    @BeforeAll
    static void draw() {
        DrawnPictures.write(drawn, 20, Seed.of(1));
    }

    @Test
    void a_taught_classifier_predicts_the_same_after_saving_and_loading() {
        Path file = folder.resolve("drawn.keras");
        try (Dataset dataset = Dataset.open(drawn).split()) {
            var trained = (Trained) Training.run(dataset, QUICK, training -> training.output(file));
            try (Classifier taught = trained.classifier();
                    Classifier loaded = Classifier.load(file)) {
                Path picture =
                        drawn.resolve(dataset.items().findFirst().orElseThrow().name());
                // One answers with libtorch, the other with ONNX Runtime, which add up in other orders.
                Prediction expected = taught.predict(picture);
                for (Guess guess : loaded.predict(picture).guesses()) {
                    assertThat(guess.probability())
                            .as(guess.label())
                            .isCloseTo(expected.probability(guess.label()), within(1e-5f));
                }
                assertThat(loaded.labels()).isEqualTo(DrawnPictures.labels());
                assertThat(loaded.preprocessing()).isEqualTo(taught.preprocessing());
                assertThat(loaded.splits()).isEqualTo(dataset.splits());
                assertThat(loaded.curves()).isEqualTo(taught.curves());
                assertThat(loaded.about()).containsKey("Test accuracy");
                assertThat(loaded.isForeign()).isFalse();
            }
            assertThat(trained.report()).isPresent();
            assertThat(trained.history().epochs()).hasSize(2);
        }
        assertThat(folder.resolve("drawn.run/history.csv")).exists();
        assertThat(folder.resolve("drawn.run/last.keras")).doesNotExist();
    }

    @Test
    void an_evaluation_judges_by_the_recorded_test_split_and_by_all_of_a_new_set(@TempDir Path others) {
        DrawnPictures.write(others, 5, Seed.of(2));
        try (Dataset dataset = Dataset.open(drawn).split();
                Dataset unsplit = Dataset.open(drawn);
                Dataset unseen = Dataset.open(others)) {
            var trained = (Trained) Training.run(dataset, QUICK.epochs(1), _ -> {});
            try (Classifier classifier = trained.classifier()) {
                var again = classifier.evaluate(unsplit, "drawn").evaluation();
                assertThat(again.accuracy())
                        .isEqualTo(trained.report().orElseThrow().evaluation().accuracy());
                var fresh = classifier.evaluate(unseen, "drawn").evaluation();
                assertThat(fresh.pictures()).isEqualTo(unseen.size());
                assertThat(fresh.basis().description()).contains("none of which it ever saw");
            }
        }
    }

    @Test
    void a_training_that_is_out_of_time_ends_with_the_best_of_the_epochs_it_had() {
        AtomicInteger epochs = new AtomicInteger();
        List<TrainingEvent.Ended> ends = new ArrayList<>();
        try (Dataset dataset = Dataset.open(drawn).split()) {
            Training training = new Training().listener(event -> {
                switch (event) {
                    case TrainingEvent.EpochDone _ -> epochs.incrementAndGet();
                    case TrainingEvent.Ended ended -> ends.add(ended);
                    default -> {}
                }
            });
            Taught taught = new NetworkTeacher(QUICK.epochs(50))
                    .teach(dataset, training.attempt(() -> epochs.get() == 2, () -> false));

            assertThat(taught).isInstanceOf(Taught.Finished.class);
            assertThat(((Taught.Finished) taught).history().size()).isEqualTo(2);
            assertThat(ends).singleElement().satisfies(ended -> {
                assertThat(ended.end()).isEqualTo(TrainingEvent.End.OUT_OF_TIME);
                assertThat(ended.best()).isPresent();
            });
        }
    }

    @Test
    void an_interrupted_training_is_resumed_and_never_overwritten() throws Exception {
        Path broken = folder.resolve("broken.keras");
        Path unbroken = folder.resolve("unbroken.keras");
        AtomicInteger batches = new AtomicInteger();
        try (Dataset dataset = Dataset.open(drawn).split()) {
            var stopped = (Interrupted) Training.run(dataset, QUICK, training -> training.output(broken)
                    .stopWhen(() -> batches.get() >= 4)
                    .listener(event -> {
                        if (event instanceof TrainingEvent.BatchDone) {
                            batches.incrementAndGet();
                        }
                    }));
            assertThat(stopped.checkpoint().orElseThrow()).exists();
            assertThat(broken).doesNotExist();

            assertThatThrownBy(() -> Training.run(dataset, QUICK, training -> training.output(broken)))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("go on with --resume");

            try (Classifier resumed = trained(dataset, broken, Training::resume);
                    Classifier whole = trained(dataset, unbroken, _ -> {})) {
                for (var item : dataset.items().toList()) {
                    assertThat(resumed.predict(dataset.picture(item))).isEqualTo(whole.predict(dataset.picture(item)));
                }
            }
        }
        assertThat(Files.readAllLines(folder.resolve("broken.run/history.csv"))).hasSize(3);
    }

    private static Classifier trained(Dataset dataset, Path file, java.util.function.Consumer<Training> options) {
        return ((Trained) Training.run(dataset, QUICK, training -> options.accept(training.output(file)))).classifier();
    }

    @Test
    void an_architecture_with_another_number_of_outputs_is_refused() {
        Sequential ten = Sequential.of(
                Layers.input(16, 16, 3), Layers.flatten(), Layers.dense(10).softmax());
        try (Dataset dataset = Dataset.open(drawn).split()) {
            assertThatThrownBy(() -> Training.run(dataset, FromScratch.of(ten), _ -> {}))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("must end in [6], but it ends in [10]");
        }
    }

    @Test
    void an_architecture_without_probabilities_is_refused_before_it_is_taught() {
        Sequential sums = Sequential.of(Layers.input(16, 16, 3), Layers.flatten(), Layers.dense(6));
        try (Dataset dataset = Dataset.open(drawn).split()) {
            assertThatThrownBy(() -> Training.requireFit(dataset, FromScratch.of(sums)))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("ends in linear")
                    .hasMessageContaining("dense(6).softmax()");
        }
    }

    @Test
    void other_patience_is_another_training() {
        Path file = folder.resolve("patient.keras");
        try (Dataset dataset = Dataset.open(drawn).split()) {
            var patient = QUICK.earlyStopping(EarlyStopping.on("val_loss").patience(5));
            assertThat(Training.run(
                            dataset, patient, training -> training.output(file).stopWhen(() -> true)))
                    .isInstanceOf(Interrupted.class);

            var hasty = QUICK.earlyStopping(EarlyStopping.on("val_loss").patience(1));
            assertThatThrownBy(() -> Training.run(
                            dataset, hasty, training -> training.output(file).resume()))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining(
                            "early stopping was after 5 epochs without a better val_loss and is after 1 epoch");
        }
    }

    @Test
    void nothing_is_resumed_where_nothing_was_interrupted() {
        try (Dataset dataset = Dataset.open(drawn).split()) {
            assertThatThrownBy(
                            () -> Training.run(dataset, QUICK, training -> training.output(folder.resolve("new.keras"))
                                    .resume()))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("there is no interrupted training");
        }
        assertThat(folder.resolve("new.run")).doesNotExist();
    }
}
