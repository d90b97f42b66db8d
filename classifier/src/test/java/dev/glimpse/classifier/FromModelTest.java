package dev.glimpse.classifier;

import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.classifier.TrainingResult.Interrupted;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.archive.SavedArray;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.model.Model;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.nn.optimizer.Schedules;
import dev.glimpse.nn.train.TrainingEvent;
import dev.glimpse.tensor.Seed;
import dev.glimpse.zoo.pixel.PixelMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that go on from the weights of a model. */
class FromModelTest {

    private static final Architecture NETWORK = Sequential.of(
            input(12, 12, 3),
            conv2d(4, 3).relu(),
            flatten(),
            dense(DrawnPictures.labels().size()).softmax());

    private static final Optimizer QUICK = Optimizers.adam().learningRate(0.01);

    @TempDir
    static Path shared;

    private static Path drawn;
    private static Path taught;

    @TempDir
    Path folder;

    @BeforeAll
    static void teach() {
        drawn = shared.resolve("drawn");
        taught = shared.resolve("taught.keras");
        DrawnPictures.write(drawn, 20, Seed.of(1));
        try (Dataset dataset = Dataset.open(drawn).split()) {
            run(dataset, FromScratch.of(NETWORK).epochs(2), training -> training.output(taught))
                    .close();
        }
    }

    @Test
    void it_begins_with_the_weights_labels_and_preprocessing_of_the_model() throws IOException {
        FromModel recipe =
                FromModel.of(taught).epochs(1).optimizer(Optimizers.sgd().learningRate(1e-30));
        try (Dataset dataset = split(recipe);
                Classifier before = Classifier.load(taught);
                Classifier after = run(dataset, recipe, training -> training.output(folder.resolve("after.keras")))) {
            assertThat(ModelFiles.read(folder.resolve("after.keras")).weights())
                    .usingRecursiveComparison()
                    .as("a step of 1e-30 is none in float32")
                    .isEqualTo(ModelFiles.read(taught).weights());
            assertThat(after.labels()).isEqualTo(before.labels());
            assertThat(after.preprocessing()).isEqualTo(before.preprocessing());
            assertThat(after.splits()).isEqualTo(before.splits());
            assertThat(after.isForeign()).isFalse();
            assertThat(after.about().get("Began as")).startsWith("taught.keras, SHA-256 ");
        }
    }

    @Test
    void the_data_s_labels_are_brought_into_the_order_of_the_outputs() {
        List<String> other = DrawnPictures.labels().reversed();
        Path foreign = foreign(NETWORK);
        FromModel recipe = FromModel.of(foreign, open -> open.labels(other).preprocessing(PixelMode.UNIT))
                .epochs(30)
                .optimizer(QUICK);
        try (Dataset dataset = unsteered();
                Classifier classifier = run(dataset, recipe, _ -> {})) {
            assertThat(classifier.labels()).isEqualTo(other);
            var evaluation = classifier
                    .evaluate(dataset, "drawn", judging -> judging.part(Judging.Part.TRAIN))
                    .evaluation();
            assertThat(evaluation.accuracy().value())
                    .as("learnt and judged by the same labels; guessing gives 0.17")
                    .isGreaterThan(0.5);
        }
    }

    @Test
    void outputs_that_nobody_named_take_the_labels_of_the_data() {
        FromModel recipe = FromModel.of(foreign(NETWORK)).epochs(1);
        assertThat(recipe.isForeign()).isTrue();
        assertThat(recipe.labels()).isEmpty();
        try (Dataset dataset = Dataset.open(drawn).split();
                Classifier classifier = run(dataset, recipe, _ -> {})) {
            assertThat(classifier.labels()).isEqualTo(DrawnPictures.labels());
        }
    }

    @Test
    void other_classes_than_the_model_s_are_refused() {
        Path foreign = foreign(NETWORK);
        List<String> others = List.of("a", "b", "c", "d", "e", "f");
        Path two = foreign(Sequential.of(input(12, 12, 3), flatten(), dense(2).softmax()));
        try (Dataset dataset = Dataset.open(drawn).split()) {
            assertThatThrownBy(() -> Training.requireFit(dataset, FromModel.of(foreign, open -> open.labels(others))))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("(a, b, c, d, e, …)")
                    .hasMessageContaining("just its classes");
            assertThatThrownBy(() -> Training.requireFit(dataset, FromModel.of(two)))
                    .hasMessageContaining("tells 2 classes apart, and")
                    .hasMessageContaining("has 6");
        }
    }

    @Test
    void what_cannot_be_taught_is_refused_as_it_is_opened() {
        Path frozen = foreign(NETWORK.frozen());
        Path independent = foreign(Sequential.of(input(12, 12, 3), flatten(), dense(6).sigmoid()));

        assertThatThrownBy(() -> FromModel.of(frozen)).hasMessageContaining("layers are frozen");
        assertThatThrownBy(() -> FromModel.of(independent)).hasMessageContaining("one sigmoid for each label");
    }

    @Test
    void pictures_that_the_model_learnt_from_never_judge_it() {
        FromModel recipe = FromModel.of(taught);
        try (Dataset once = Dataset.open(drawn).split();
                Dataset again = Dataset.open(drawn)) {
            Dataset learnt = again.where(item -> once.items(Split.TRAIN)
                            .anyMatch(known -> known.hash().equals(item.hash())))
                    .split(options -> options.shares(0.2, 0.2));

            assertThatThrownBy(() -> Training.requireFit(learnt, recipe))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("that it learnt from");
        }
    }

    @Test
    void splits_that_are_known_stay_and_new_pictures_get_theirs(@TempDir Path more) {
        DrawnPictures.write(more, 25, Seed.of(1));
        FromModel recipe = FromModel.of(taught).epochs(1);
        try (Dataset dataset = Dataset.open(more).split(split -> split.known(recipe.splits()));
                Classifier classifier = run(dataset, recipe, _ -> {})) {
            assertThat(classifier.splits().size()).isGreaterThan(recipe.splits().size());
            try (Dataset before = split(recipe)) {
                before.items().forEach(item -> assertThat(classifier.splits().of(item.hash()))
                        .isEqualTo(item.split()));
            }
        }
    }

    @Test
    void the_optimizer_begins_anew_or_goes_on_where_it_was() throws IOException {
        long before = steps(taught);
        assertThat(steps(after(FromModel.of(taught).epochs(2)))).isEqualTo(before);
        assertThat(steps(after(FromModel.of(taught).epochs(2).keepingOptimizer())))
                .isEqualTo(2 * before);

        try (Dataset dataset = split(FromModel.of(taught))) {
            refused(
                    dataset,
                    FromModel.of(taught).keepingOptimizer().optimizer(Optimizers.rmsprop()),
                    "with the optimizer adam, not with rmsprop");
            refused(
                    dataset,
                    FromModel.of(taught)
                            .keepingOptimizer()
                            .optimizer(Optimizers.adam().learningRate(Schedules.cosineDecay(0.1, 10))),
                    "a constant learning rate");
            refused(dataset, FromModel.of(foreign(NETWORK)).keepingOptimizer(), "what its optimizer remembered");
        }
    }

    private Path after(FromModel recipe) {
        Path file = folder.resolve("after.keras");
        try (Dataset dataset = split(recipe)) {
            run(dataset, recipe, training -> training.output(file)).close();
        }
        return file;
    }

    private static long steps(Path file) throws IOException {
        ModelFile saved = ModelFiles.read(file);
        return ((SavedArray.Longs) saved.optimizer().orElseThrow().variables().getFirst()).values()[0];
    }

    private static void refused(Dataset dataset, FromModel recipe, String reason) {
        assertThatThrownBy(() -> Training.requireFit(dataset, recipe))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void an_interrupted_one_goes_on_from_the_same_model_only() throws IOException {
        Path broken = folder.resolve("broken.keras");
        FromModel recipe = FromModel.of(taught).epochs(2);
        AtomicInteger batches = new AtomicInteger();
        try (Dataset dataset = split(recipe)) {
            var stopped = (Interrupted) Training.run(dataset, recipe, training -> training.output(broken)
                    .stopWhen(() -> batches.get() >= 4)
                    .listener(event -> {
                        if (event instanceof TrainingEvent.BatchDone) {
                            batches.incrementAndGet();
                        }
                    }));
            assertThat(stopped.checkpoint().orElseThrow()).exists();

            Path other = Files.createDirectory(folder.resolve("other")).resolve("taught.keras");
            Files.copy(after(FromModel.of(taught).epochs(1)), other);
            assertThatThrownBy(() ->
                            Training.run(dataset, FromModel.of(other).epochs(2), training -> training.output(broken)
                                    .resume()))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("began as was taught.keras, SHA-256");

            try (Classifier resumed = run(
                            dataset, recipe, training -> training.output(broken).resume());
                    Classifier whole = run(dataset, recipe, _ -> {})) {
                for (var item : dataset.items().toList()) {
                    assertThat(resumed.predict(dataset.picture(item))).isEqualTo(whole.predict(dataset.picture(item)));
                }
            }
        }
    }

    @Test
    void baby_steps_begin_with_the_weights_of_the_model() {
        Path file = folder.resolve("learnt.keras");
        try (Dataset dataset = unsteered()) {
            run(dataset, FromScratch.of(NETWORK).epochs(30).optimizer(QUICK), training -> training.output(file))
                    .close();
            FromModel recipe = FromModel.of(file);
            var known = Rehearsal.of(dataset, recipe);
            var unknown = Rehearsal.of(dataset, FromScratch.of(NETWORK));

            assertThat(known.passed()).isTrue();
            assertThat(known.firstLoss()).isLessThan(unknown.firstLoss() / 2);
        }
    }

    /** Without validation the last weights are kept, however well they know what they learnt. */
    private static Dataset unsteered() {
        return Dataset.open(drawn).split(split -> split.shares(0, 0.2));
    }

    private static Dataset split(FromModel recipe) {
        return Dataset.open(drawn).split(split -> split.known(recipe.splits()));
    }

    private static Classifier run(Dataset dataset, Recipe recipe, Consumer<Training> options) {
        return ((Trained) Training.run(dataset, recipe, options)).classifier();
    }

    private Path foreign(Architecture architecture) {
        Path file = folder.resolve("foreign" + architecture.hashCode() + ".keras");
        try (Model model = Model.build(architecture)) {
            model.save(file);
        }
        return file;
    }
}
