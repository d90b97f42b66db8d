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
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.layer.Dense;
import dev.glimpse.tensor.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinearTest {

    private static final Linear RECIPE = Linear.of(TinyBackbone.of(1));

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
    void it_is_one_dense_layer_behind_the_backbone() throws IOException {
        Path file = folder.resolve("drawn.keras");
        try (Dataset dataset = Dataset.open(drawn).split()) {
            Trained trained = trained(dataset, RECIPE, training -> training.output(file));
            try (Classifier taught = trained.classifier();
                    Classifier loaded = Classifier.load(file)) {
                var steps = ModelFiles.read(file).architecture().graph().steps();
                assertThat(steps.getLast().layer())
                        .isInstanceOfSatisfying(
                                Dense.class, dense -> assertThat(dense.units()).isEqualTo(6));
                assertThat(steps.get(steps.size() - 2).name()).isEqualTo("vector");
                assertThat(loaded.about().get("Penalty")).contains("on validation (log loss");
                Evaluation byVectors = trained.report().orElseThrow().evaluation();
                Evaluation byPictures =
                        loaded.evaluate(dataset, "the classifier").evaluation();
                assertThat(byVectors.confusion()).isEqualTo(byPictures.confusion());
                assertThat(byVectors.logLoss()).isCloseTo(byPictures.logLoss(), within(1e-4));
                assertThat(taught.labels()).isEqualTo(DrawnPictures.labels());
            }
        }
    }

    @Test
    void a_smaller_penalty_learns_more_of_what_it_was_shown() {
        assertThat(loss(RECIPE.penalty(0.001))).isLessThan(loss(RECIPE.penalty(1)));
    }

    private static double loss(Linear recipe) {
        try (Dataset dataset = Dataset.open(drawn).split();
                Classifier classifier = trained(dataset, recipe, _ -> {}).classifier()) {
            return classifier
                    .evaluate(dataset, "the classifier", judging -> judging.part(Judging.Part.TRAIN))
                    .evaluation()
                    .logLoss();
        }
    }

    @Test
    void without_pictures_to_choose_it_by_the_penalty_is_the_usual_one() {
        try (Dataset dataset = Dataset.open(drawn).split(split -> split.shares(0, 0.15));
                Classifier classifier = trained(dataset, RECIPE, _ -> {}).classifier()) {
            assertThat(classifier.about().get("Penalty")).startsWith(Linear.USUAL_PENALTY + ", the usual one");
        }
    }

    @Test
    void a_penalty_that_is_none_is_refused() {
        assertThatThrownBy(() -> RECIPE.penalty(0))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("above 0");
    }

    @Test
    void a_stopped_one_leaves_nothing() {
        Path file = folder.resolve("stopped.keras");
        try (Dataset dataset = Dataset.open(drawn).split()) {
            assertThat(Training.run(dataset, RECIPE, training -> training.output(file)
                            .embeddings(new EmbeddingStore(folder.resolve("embeddings")))
                            .stopWhen(() -> true)))
                    .isInstanceOf(Interrupted.class);
        }
        assertThat(file).doesNotExist();
    }

    private static Trained trained(Dataset dataset, Recipe recipe, Consumer<Training> options) {
        return (Trained) Training.run(dataset, recipe, training -> options.accept(training.embeddings(store)));
    }
}
