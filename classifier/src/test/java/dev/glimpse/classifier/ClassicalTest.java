package dev.glimpse.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.TrainingResult.Interrupted;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.confidence.Scaling;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.classifier.evaluation.Evaluation;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.ImageException;
import dev.glimpse.image.Resize;
import dev.glimpse.image.feature.Features;
import dev.glimpse.learn.GradientBoosting;
import dev.glimpse.learn.Learner;
import dev.glimpse.learn.LinearSvm;
import dev.glimpse.learn.LogisticRegression;
import dev.glimpse.learn.NearestNeighbours;
import dev.glimpse.learn.RandomForest;
import dev.glimpse.learn.RbfSvm;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassicalTest {

    private static final Features FEATURES = Features.parse("color-histogram:bins=4,hog:size=32:cell=8");
    private static final Classical.View DESCRIBED = new Classical.View.Described(FEATURES, 48, Resize.Fit.SQUASH);
    private static final Classical.View EMBEDDED = new Classical.View.Embedding(TinyBackbone.of(1));

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

    static List<Learner> learners() {
        return List.of(
                new NearestNeighbours(3),
                new LogisticRegression(0.1),
                new LinearSvm(0.01),
                new RbfSvm(10, 1),
                new RandomForest(30, 1),
                new GradientBoosting(10, 3, 0.3, 0.5));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void every_learner_by_features_answers_the_same_from_its_file_and_by_pictures(Learner learner) {
        answersTheSame(Classical.of(DESCRIBED, learner), 0.5);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void every_learner_by_a_backbone_answers_the_same_from_its_file_and_by_pictures(Learner learner) {
        // A network that never learnt anything says little of pictures; what it says is the same every time.
        answersTheSame(Classical.of(EMBEDDED, learner), 0);
    }

    private void answersTheSame(Classical recipe, double least) {
        Path file = folder.resolve("drawn.keras");
        try (Dataset dataset = Dataset.open(drawn).split()) {
            Trained trained = trained(dataset, recipe, training -> training.output(file));
            try (Classifier taught = trained.classifier();
                    Classifier loaded = Classifier.load(file)) {
                Evaluation byVectors = trained.report().orElseThrow().evaluation();
                Evaluation byPictures = loaded.evaluate(dataset, "drawn").evaluation();
                // One of six by chance.
                assertThat(byVectors.accuracy().value()).isGreaterThanOrEqualTo(least);
                assertThat(byPictures.confusion()).isEqualTo(byVectors.confusion());
                assertThat(byPictures.logLoss()).isCloseTo(byVectors.logLoss(), within(1e-4));
                assertThat(loaded.about())
                        .containsEntry("Recipe", recipe.word())
                        .containsEntry(
                                "Learner", LearnerGrid.words(recipe.learners().getFirst()));
                for (Item item : dataset.items(Split.TEST).limit(6).toList()) {
                    Path picture = drawn.resolve(item.name());
                    assertThat(loaded.predict(picture).guesses())
                            .isEqualTo(taught.predict(picture).guesses());
                }
                Path again = folder.resolve("again.keras");
                loaded.save(again);
                try (Classifier third = Classifier.load(again)) {
                    Path picture = drawn.resolve(
                            dataset.items(Split.TEST).findFirst().orElseThrow().name());
                    assertThat(third.predict(picture).guesses())
                            .isEqualTo(taught.predict(picture).guesses());
                }
            }
        }
    }

    static Stream<Classical> kinds() {
        return Stream.of(
                Classical.of(DESCRIBED, new RandomForest(20, 1)), Classical.of(EMBEDDED, new NearestNeighbours(5)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void its_probabilities_are_cooled_on_validation_and_hold_nothing_impossible(Classical recipe) {
        Path many = folder.resolve("many");
        DrawnPictures.write(many, 40, Seed.of(3));
        try (Dataset dataset = Dataset.open(many).split(split -> split.shares(0.3, 0.3));
                Classifier classifier = trained(dataset, recipe, _ -> {}).classifier()) {
            assertThat(classifier.tellsUnknown()).isTrue();
            var answering = (Answering.ByLearner) classifier.facts().answering();
            switch (classifier.scaling().orElseThrow()) {
                case Scaling.Scaled scaled -> {
                    assertThat(answering.sureness().temperature()).isEqualTo(scaled.temperature());
                    assertThat(scaled.after().logLoss())
                            .isLessThanOrEqualTo(scaled.before().logLoss() + 1e-9);
                }
                case Scaling.Left left -> assertThat(left.reason()).contains("right about all");
            }
            assertThat(answering.sureness().doubt()).isPositive();
            Path picture = many.resolve(
                    dataset.items(Split.TEST).findFirst().orElseThrow().name());
            assertThat(classifier.predict(picture).guesses())
                    .allSatisfy(guess -> assertThat(guess.probability()).isPositive());
        }
    }

    @Test
    void the_best_of_a_learners_options_is_chosen_on_validation() {
        try (Dataset dataset = Dataset.open(drawn).split();
                Classifier classifier = trained(dataset, Classical.tuned(DESCRIBED, "knn"), _ -> {})
                        .classifier()) {
            assertThat(classifier.about().get("Learner"))
                    .startsWith("knn, k ")
                    .contains("the best of 6 on validation (");
        }
    }

    @Test
    void without_pictures_to_choose_by_the_options_are_the_usual_ones() {
        try (Dataset dataset = Dataset.open(drawn).split(split -> split.shares(0, 0.15));
                Classifier classifier = trained(dataset, Classical.tuned(DESCRIBED, "knn"), _ -> {})
                        .classifier()) {
            assertThat(classifier.about().get("Learner"))
                    .isEqualTo("knn, k 5 by distance; the usual options, for there are no"
                            + " pictures to choose others by");
        }
    }

    @Test
    void a_model_by_features_has_no_layers_and_says_what_it_measures() throws IOException {
        Path file = folder.resolve("drawn.keras");
        try (Dataset dataset = Dataset.open(drawn).split()) {
            trained(dataset, Classical.of(DESCRIBED, new NearestNeighbours(1)), training -> training.output(file))
                    .classifier()
                    .close();
        }
        assertThat(ModelFiles.read(file).architecture().inputShapes().getFirst().size(0))
                .isEqualTo(FEATURES.length());
        try (Classifier loaded = Classifier.load(file)) {
            assertThat(loaded.about()).containsEntry("Features", FEATURES.toString());
            assertThat(loaded.preprocessing().shape().size(0)).isEqualTo(48);
        }
    }

    @Test
    void visual_words_are_learnt_from_pictures_to_learn_from_alone_and_are_part_of_the_file() throws IOException {
        Features words = Features.parse("dense-sift:words=8");
        Classical recipe =
                Classical.of(new Classical.View.Described(words, 48, Resize.Fit.SQUASH), new NearestNeighbours(3));
        Path other = folder.resolve("other");
        DrawnPictures.write(other, 20, Seed.of(1));
        Path first = folder.resolve("first.keras");
        Path second = folder.resolve("second.keras");
        try (Dataset dataset = Dataset.open(drawn).split()) {
            trained(dataset, recipe, training -> training.output(first))
                    .classifier()
                    .close();
            List<Path> others = new ArrayList<>();
            dataset.items()
                    .filter(item -> item.split().filter(Split.TRAIN::equals).isEmpty())
                    .forEach(item -> others.add(other.resolve(item.name())));
            for (Path picture : others) {
                Files.delete(picture);
            }
            try (Dataset less = Dataset.open(other).split(split -> split.known(dataset.splits()))) {
                trained(less, recipe, training -> training.output(second))
                        .classifier()
                        .close();
            }
        }
        try (Classifier one = Classifier.load(first);
                Classifier two = Classifier.load(second)) {
            assertThat(describer(two)).isEqualTo(describer(one));
        }
    }

    private static Object describer(Classifier classifier) {
        return classifier.facts().answering().describers().values().iterator().next();
    }

    @Test
    void more_words_than_places_to_learn_from_are_refused() {
        Classical recipe = Classical.of(
                new Classical.View.Described(Features.parse("sift:words=9000"), 48, Resize.Fit.SQUASH),
                new NearestNeighbours(3));
        try (Dataset dataset = Dataset.open(drawn).split()) {
            assertThatThrownBy(() -> trained(dataset, recipe, _ -> {}))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("ask for fewer words");
        }
    }

    @Test
    void what_it_cannot_do_is_refused_with_what_to_do_instead() {
        Path file = folder.resolve("drawn.keras");
        try (Dataset dataset = Dataset.open(drawn).split();
                Classifier classifier = trained(
                                dataset,
                                Classical.of(DESCRIBED, new NearestNeighbours(1)),
                                training -> training.output(file))
                        .classifier()) {
            assertThatThrownBy(() -> Export.of(file, _ -> {}))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("its recipe, features+knn")
                    .hasMessageContaining("head");
            assertThatThrownBy(classifier::requireSamples)
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("has the recipe features+knn");
            assertThatThrownBy(() -> FromModel.of(file))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("cannot go on learning");
        }
    }

    @Test
    void a_recipe_that_is_none_is_refused() {
        assertThatThrownBy(() -> new Classical.View.Described(FEATURES, 15, Resize.Fit.SQUASH))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("16 to 1024 pixels, got 15");
        assertThatThrownBy(() -> new Classical.View.Described(Features.parse("hog:size=1024:cell=2")))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("at most 1,048,576 numbers");
        assertThatThrownBy(() -> new Classical(DESCRIBED, List.of(), 0)).isInstanceOf(ClassifierException.class);
        assertThatThrownBy(() -> new Classical(DESCRIBED, List.of(new NearestNeighbours(1), new RandomForest(1, 1)), 0))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("of one kind");
        assertThatThrownBy(() -> Classical.tuned(DESCRIBED, "tree"))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("got 'tree'");
    }

    @Test
    void a_stopped_one_leaves_nothing() {
        Path file = folder.resolve("stopped.keras");
        try (Dataset dataset = Dataset.open(drawn).split()) {
            for (Classical.View view : List.of(
                    DESCRIBED,
                    new Classical.View.Described(Features.parse("dense-sift:words=8"), 48, Resize.Fit.SQUASH))) {
                assertThat(Training.run(
                                dataset, Classical.of(view, new NearestNeighbours(1)), training -> training.output(file)
                                        .embeddings(new EmbeddingStore(folder.resolve("embeddings")))
                                        .stopWhen(() -> true)))
                        .isInstanceOf(Interrupted.class);
            }
        }
        assertThat(file).doesNotExist();
    }

    private static Trained trained(Dataset dataset, Recipe recipe, Consumer<Training> options) {
        return (Trained) Training.run(dataset, recipe, training -> options.accept(training.embeddings(store)));
    }
}
