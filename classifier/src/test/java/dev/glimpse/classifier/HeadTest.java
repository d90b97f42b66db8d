package dev.glimpse.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.TrainingResult.Interrupted;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.classifier.evaluation.Evaluation;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.Augmentation;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.train.EarlyStopping;
import dev.glimpse.nn.train.TrainingEvent;
import dev.glimpse.tensor.Seed;
import dev.glimpse.zoo.Backbone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadTest {

    private static final Backbone TINY = TinyBackbone.of(1);
    private static final Head QUICK = Head.of(TINY).epochs(3);

    @TempDir
    static Path shared;

    private static Path drawn;
    private static EmbeddingStore store;

    @TempDir
    Path folder;

    @BeforeAll
    static void draw() {
        drawn = shared.resolve("drawn");
        store = new EmbeddingStore(shared.resolve("embeddings"));
        DrawnPictures.write(drawn, 20, Seed.of(1));
    }

    @Test
    void one_flat_model_holds_backbone_and_head() throws IOException {
        Path file = folder.resolve("drawn.keras");
        try (Dataset dataset = Dataset.open(drawn).split();
                Classifier taught = classifier(dataset, QUICK, training -> training.output(file));
                Classifier loaded = Classifier.load(file)) {
            ModelFile saved = ModelFiles.read(file);
            assertThat(saved.architecture().graph().steps())
                    .extracting(step -> step.name())
                    .endsWith(
                            "scaled",
                            "edges",
                            "smaller",
                            "shapes",
                            "small",
                            "vector",
                            "dropout",
                            "dense",
                            "dropout_1",
                            "dense_1");
            TINY.model().weights().byPath().forEach((path, numbers) -> assertThat(
                            saved.weights().get(path).values())
                    .isEqualTo(numbers.values()));
            assertThat(saved.architecture().parameterCount().trainable())
                    .as("384 numbers to 100 units with bias, those to 6 classes without")
                    .isEqualTo(384 * 100 + 100 + 100 * 6);
            assertThat(loaded.labels()).isEqualTo(DrawnPictures.labels());
            assertThat(loaded.splits()).isEqualTo(dataset.splits());
            assertThat(loaded.about())
                    .containsEntry("Recipe", "head")
                    .containsEntry("Backbone", "tiny, SHA-256 5eed1")
                    .containsEntry("Hidden units", "100")
                    .containsEntry("Batch size", "16");
            Path picture =
                    drawn.resolve(dataset.items().findFirst().orElseThrow().name());
            Prediction expected = taught.predict(picture);
            for (Guess guess : loaded.predict(picture).guesses()) {
                assertThat(guess.probability())
                        .as(guess.label())
                        .isCloseTo(expected.probability(guess.label()), within(1e-5f));
            }
        }
        assertThat(folder.resolve("drawn.run/history.csv")).exists();
        assertThat(folder.resolve("drawn.run/last.keras")).doesNotExist();
    }

    @Test
    void it_is_judged_by_vectors_as_it_would_be_by_pictures() {
        try (Dataset dataset = Dataset.open(drawn).split()) {
            Trained trained = trained(dataset, QUICK.epochs(20), _ -> {});
            try (Classifier classifier = trained.classifier()) {
                Evaluation byVectors = trained.report().orElseThrow().evaluation();
                Evaluation byPictures =
                        classifier.evaluate(dataset, "the classifier").evaluation();
                assertThat(byVectors.confusion()).isEqualTo(byPictures.confusion());
                assertThat(byVectors.basis()).isEqualTo(byPictures.basis());
                assertThat(byVectors.logLoss())
                        .as("ONNX Runtime and libtorch add up in other orders")
                        .isCloseTo(byPictures.logLoss(), within(1e-5));
            }
        }
    }

    @Test
    void it_learns_what_the_backbone_sees() {
        try (Dataset dataset = Dataset.open(drawn).split()) {
            Trained trained = trained(dataset, QUICK.epochs(60).toTheEnd(), _ -> {});
            try (Classifier classifier = trained.classifier()) {
                var evaluation = classifier
                        .evaluate(dataset, "the classifier", judging -> judging.part(Judging.Part.TRAIN))
                        .evaluation();
                assertThat(evaluation.accuracy().value())
                        .as("guessing gives 0.17")
                        .isGreaterThan(0.4);
            }
            assertThat(trained.history().epochs()).hasSize(60);
        }
    }

    @Test
    void the_same_seed_gives_the_same_head_and_another_seed_another_one() {
        try (Dataset dataset = Dataset.open(drawn).split();
                Classifier first = classifier(dataset, QUICK.seed(1), _ -> {});
                Classifier again = classifier(dataset, QUICK.seed(1), _ -> {});
                Classifier other = classifier(dataset, QUICK.seed(2), _ -> {})) {
            Path picture =
                    drawn.resolve(dataset.items().findFirst().orElseThrow().name());
            assertThat(again.predict(picture)).isEqualTo(first.predict(picture));
            assertThat(other.predict(picture)).isNotEqualTo(first.predict(picture));
        }
    }

    @Test
    void it_stops_when_nothing_gets_better_and_keeps_the_best() {
        try (Dataset dataset = Dataset.open(drawn).split()) {
            var impatient =
                    QUICK.epochs(200).earlyStopping(EarlyStopping.on("val_loss").patience(1));
            Trained trained = trained(dataset, impatient, _ -> {});
            trained.classifier().close();
            assertThat(trained.history().size()).isLessThan(200);
            int best = trained.history().best("val_loss").epoch();
            assertThat(trained.classifier().curves().orElseThrow().kept()).hasValue(best + 1);
        }
    }

    @Test
    void layers_dropout_and_further_looks_are_options() {
        Head recipe =
                QUICK.hidden(32, 16).dropout(0.2).looks(3, Augmentation.none().flip());
        try (Dataset dataset = Dataset.open(drawn).split();
                Classifier classifier = classifier(dataset, recipe, _ -> {})) {
            assertThat(classifier.architecture().graph().steps())
                    .extracting(step -> step.name())
                    .endsWith("vector", "dropout", "dense", "dropout_1", "dense_1", "dropout_2", "dense_2");
            assertThat(classifier.about())
                    .containsEntry("Hidden units", "32, 16")
                    .containsEntry("Dropout", "0.2")
                    .containsEntry("Looks", "3 of each picture")
                    .containsEntry("Augmentation", "flip");
        }
    }

    @Test
    void looks_and_augmentation_come_together() {
        assertThat(QUICK.augmentation(Augmentation.none().flip()).looks()).isEqualTo(4);
        assertThatThrownBy(() -> new Head(TINY, QUICK.fit(), QUICK.hidden(), 0, 3, QUICK.learning()))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("got 3 looks without an augmentation");
        assertThatThrownBy(() -> QUICK.looks(1, Augmentation.none().flip()))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("got 1 look with the augmentation flip");
    }

    @Test
    void impossible_layers_are_refused() {
        assertThatThrownBy(() -> QUICK.hidden(0))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("at least 1 unit");
        assertThatThrownBy(() -> QUICK.dropout(1))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("0 to below 1");
    }

    @Test
    void without_pictures_to_steer_by_all_epochs_are_gone_through() {
        List<TeachingEvent> told = new ArrayList<>();
        try (Dataset dataset = Dataset.open(drawn).split(split -> split.shares(0, 0))) {
            Trained trained = trained(dataset, QUICK, training -> training.watch(told::add));
            trained.classifier().close();
            assertThat(trained.history().size()).isEqualTo(3);
            assertThat(trained.report()).isEmpty();
        }
        assertThat(told)
                .contains(new TeachingEvent.Remark(
                        "There are no pictures to steer by, so all 3 epochs are gone through:" + " too many do harm."));
    }

    @Test
    void one_picture_in_a_class_is_said_before_anything_is_learnt() throws IOException {
        Path photos = folder.resolve("photos");
        copy(photos, "cat", 1);
        copy(photos, "dog", 8);
        List<TeachingEvent> told = new ArrayList<>();
        try (Dataset dataset = Dataset.open(photos).split(split -> split.shares(0, 0))) {
            trained(dataset, QUICK, training -> training.watch(told::add))
                    .classifier()
                    .close();
        }
        assertThat(told.getFirst())
                .isInstanceOfSatisfying(TeachingEvent.Remark.class, remark -> assertThat(remark.text())
                        .startsWith("There is only 1 picture to learn from of cat:"));
    }

    @Test
    void one_class_and_classes_without_pictures_are_refused() throws IOException {
        Path photos = folder.resolve("photos");
        copy(photos, "cat", 3);
        try (Dataset dataset = Dataset.open(photos)) {
            assertThatThrownBy(() -> Training.requireFit(dataset, QUICK))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("at least two classes")
                    .hasMessageContaining("only cat");
        }
        copy(photos, "dog", 8);
        try (Dataset dataset = Dataset.open(photos).split(split -> split.shares(0, 0));
                Dataset without = dataset.where(item -> item.label() == 1)) {
            assertThatThrownBy(() -> Training.run(without, QUICK, _ -> {}))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("no pictures to learn from of cat");
        }
    }

    @Test
    void a_stopped_one_begins_anew_with_the_vectors_that_it_has() {
        AtomicInteger batches = new AtomicInteger();
        Path file = folder.resolve("stopped.keras");
        try (Dataset dataset = Dataset.open(drawn).split()) {
            var stopped = (Interrupted) Training.run(dataset, QUICK, training -> training.output(file)
                    .embeddings(store)
                    .stopWhen(() -> batches.get() >= 4)
                    .listener(event -> {
                        if (event instanceof TrainingEvent.BatchDone) {
                            batches.incrementAndGet();
                        }
                    }));
            assertThat(stopped.checkpoint()).isEmpty();
            assertThat(file).doesNotExist();
            classifier(dataset, QUICK, training -> training.output(file)).close();
        }
        assertThat(file).exists();
    }

    private static void copy(Path photos, String label, int count) throws IOException {
        Path home = Files.createDirectories(photos.resolve(label));
        try (Dataset dataset = Dataset.open(drawn)) {
            List<Path> all =
                    dataset.items().map(item -> drawn.resolve(item.name())).toList();
            int first = label.equals("cat") ? 0 : all.size() / 2;
            for (Path picture : all.subList(first, first + count)) {
                Files.copy(picture, home.resolve(picture.getFileName().toString()));
            }
        }
    }

    private static Trained trained(Dataset dataset, Recipe recipe, Consumer<Training> options) {
        return (Trained) Training.run(dataset, recipe, training -> options.accept(training.embeddings(store)));
    }

    private static Classifier classifier(Dataset dataset, Recipe recipe, Consumer<Training> options) {
        return trained(dataset, recipe, options).classifier();
    }

    @Test
    void splits_are_those_of_the_pictures_that_could_be_read() {
        try (Dataset dataset = Dataset.open(drawn).split();
                Classifier classifier = classifier(dataset, QUICK, _ -> {})) {
            assertThat(classifier.about().get("Pictures")).startsWith(dataset.size(Split.TRAIN) + " to learn from");
        }
    }
}
