package dev.glimpse.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.TrainingResult.Interrupted;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.classifier.evaluation.Evaluation;
import dev.glimpse.classifier.neighbour.Distance;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.Picture;
import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeighboursTest {

    private static final Neighbours RECIPE = Neighbours.of(TinyBackbone.of(1));

    @TempDir
    static Path shared;

    private static Path drawn;
    private static Path others;
    private static Path taught;
    private static EmbeddingStore store;

    @TempDir
    Path folder;

    @BeforeAll
    static void teach() {
        drawn = shared.resolve("drawn");
        others = shared.resolve("others");
        taught = shared.resolve("drawn.keras");
        store = new EmbeddingStore(shared.resolve("embeddings"));
        DrawnPictures.write(drawn, 20, Seed.of(1));
        DrawnPictures.write(others, 3, Seed.of(2));
        try (Dataset dataset = Dataset.open(drawn).split()) {
            trained(dataset, RECIPE, training -> training.output(taught))
                    .classifier()
                    .close();
        }
    }

    private static Trained trained(Dataset dataset, Neighbours recipe, Consumer<Training> options) {
        return (Trained) Training.run(dataset, recipe, training -> options.accept(training.embeddings(store)));
    }

    private static List<Path> pictures(Path of, String label) {
        try (Dataset dataset = Dataset.open(of)) {
            return dataset.items()
                    .filter(item -> dataset.labels().get(item.label()).equals(label))
                    .map(item -> of.resolve(item.name()))
                    .toList();
        }
    }

    private static List<Path> pictures(Classifier classifier, Split split) {
        try (Dataset dataset = Dataset.open(drawn)) {
            return dataset.items()
                    .filter(item -> classifier
                            .splits()
                            .of(item.hash())
                            .filter(split::equals)
                            .isPresent())
                    .map(item -> drawn.resolve(item.name()))
                    .toList();
        }
    }

    private static int[] counts(Classifier classifier) {
        return classifier.samples().orElseThrow();
    }

    @Test
    void the_samples_are_the_pictures_to_learn_from_and_each_is_nearest_to_itself() {
        try (Dataset dataset = Dataset.open(drawn).split();
                Classifier classifier = trained(dataset, RECIPE.k(1), _ -> {}).classifier()) {
            assertThat(counts(classifier)).isEqualTo(dataset.counts(Split.TRAIN));
            for (Item item : dataset.items(Split.TRAIN).toList()) {
                assertThat(classifier.predict(drawn.resolve(item.name())).best().label())
                        .isEqualTo(dataset.labels().get(item.label()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void it_answers_the_same_after_saving_and_loading_and_by_vectors_and_pictures(Distance distance) {
        Path file = folder.resolve("drawn.keras");
        try (Dataset dataset = Dataset.open(drawn).split()) {
            Trained trained = trained(dataset, RECIPE.distance(distance), training -> training.output(file));
            try (Classifier classifier = trained.classifier();
                    Classifier loaded = Classifier.load(file)) {
                Evaluation byVectors = trained.report().orElseThrow().evaluation();
                Evaluation byPictures = loaded.evaluate(dataset, "drawn").evaluation();
                assertThat(byVectors.confusion()).isEqualTo(byPictures.confusion());
                // One looks at vectors of libtorch, the other at those of ONNX Runtime.
                assertThat(byVectors.logLoss()).isCloseTo(byPictures.logLoss(), within(1e-4));
                assertThat(byPictures.accuracy().value()).isGreaterThan(1.0 / 6);
                assertThat(loaded.about()).containsEntry("Recipe", "knn").containsKey("Neighbours");
                assertThat(counts(loaded)).isEqualTo(counts(classifier));
                assertThat(loaded.splits()).isEqualTo(classifier.splits());
                assertThat(loaded.isForeign()).isFalse();
            }
        }
    }

    @Test
    void a_file_that_is_loaded_and_saved_is_the_same_to_the_last_bit() throws IOException {
        Path again = folder.resolve("again.keras");
        try (Classifier loaded = Classifier.load(taught)) {
            loaded.save(again);
        }

        assertThat(KerasArchive.extra(again, SamplesFile.NAME))
                .contains(KerasArchive.extra(taught, SamplesFile.NAME).orElseThrow());
        assertThat(ModelFiles.read(again).glimpse())
                .isEqualTo(ModelFiles.read(taught).glimpse());
    }

    @Test
    void how_many_decide_is_chosen_on_the_samples_where_there_is_no_validation() {
        try (Dataset dataset = Dataset.open(drawn).split(split -> split.shares(0, 0.2));
                Classifier classifier = trained(dataset, RECIPE, _ -> {}).classifier()) {
            assertThat(classifier.about().get("Neighbours")).contains("samples, each by all others");
        }
    }

    @Test
    void one_picture_of_each_class_is_enough() {
        try (Dataset dataset = Dataset.open(others);
                Dataset few = dataset.where(item -> item.index() % 3 == 0).split(split -> split.shares(0, 0));
                Classifier classifier = trained(few, RECIPE, _ -> {}).classifier()) {
            assertThat(counts(classifier)).containsOnly(1);
            assertThat(classifier.about().get("Neighbours")).contains("few pictures");
            Prediction seen = classifier.predict(others.resolve(few.item(0).name()));
            assertThat(seen.best().label()).isEqualTo(few.labels().getFirst());
            assertThat(seen.guesses().stream().mapToDouble(Guess::probability).sum())
                    .isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void a_sample_takes_effect_at_once_and_lasts_when_it_is_saved() {
        Path file = folder.resolve("more.keras");
        List<Path> ships = pictures(others, DrawnPictures.labels().getFirst());
        try (Classifier classifier = Classifier.load(taught)) {
            assertThat(classifier.add(ships.getFirst(), "something new")).isEqualTo(Addition.ADDED);

            Prediction seen = classifier.predict(ships.getFirst());
            assertThat(seen.best().label()).isEqualTo("something new");
            assertThat(seen.guesses()).hasSize(DrawnPictures.labels().size() + 1);
            assertThat(classifier.labels()).endsWith("something new");
            classifier.save(file);
            try (Classifier loaded = Classifier.load(file)) {
                assertThat(loaded.predict(ships.getFirst())).isEqualTo(seen);
                assertThat(counts(loaded)).endsWith(1);
                assertThat(loaded.add(ships.getFirst(), "something new")).isEqualTo(Addition.KNOWN);
            }
        }
    }

    @Test
    void a_picture_counts_once_and_its_label_can_be_corrected() {
        String first = DrawnPictures.labels().get(0);
        String second = DrawnPictures.labels().get(1);
        Path picture = pictures(others, first).getFirst();
        try (Classifier classifier = Classifier.load(taught)) {
            int[] before = counts(classifier);

            assertThat(classifier.add(picture, first)).isEqualTo(Addition.ADDED);
            assertThat(classifier.add(picture, first)).isEqualTo(Addition.KNOWN);
            assertThat(classifier.add(picture, second)).isEqualTo(Addition.RELABELLED);

            before[1]++;
            assertThat(counts(classifier)).isEqualTo(before);
            assertThat(classifier.predict(picture).best().label()).isEqualTo(second);
        }
    }

    @Test
    void a_picture_without_a_file_is_known_again_by_its_pixels() {
        String label = DrawnPictures.labels().getFirst();
        Picture picture = Picture.read(pictures(others, label).getFirst());
        try (Classifier classifier = Classifier.load(taught)) {
            assertThat(classifier.add(picture, label)).isEqualTo(Addition.ADDED);
            assertThat(classifier.add(picture, label)).isEqualTo(Addition.KNOWN);
        }
    }

    @Test
    void pictures_that_it_is_judged_by_stay_that_and_what_was_added_never_judges() {
        Path file = folder.resolve("more.keras");
        String label = DrawnPictures.labels().getFirst();
        List<Path> more = pictures(others, label);
        try (Classifier classifier = Classifier.load(taught)) {
            for (Split split : List.of(Split.TEST, Split.VALIDATION)) {
                assertThat(classifier.add(pictures(classifier, split).getFirst(), label))
                        .isEqualTo(Addition.HELD_OUT);
            }
            more.forEach(picture -> assertThat(classifier.add(picture, label)).isEqualTo(Addition.ADDED));
            classifier.save(file);
        }
        try (Classifier loaded = Classifier.load(file);
                Dataset all = Dataset.open(others)) {
            Evaluation unseen = loaded.evaluate(all, "more", judging -> judging.part(Judging.Part.UNSEEN))
                    .evaluation();
            assertThat(unseen.pictures()).isEqualTo(all.size() - more.size());
            Evaluation train = loaded.evaluate(all, "more", judging -> judging.part(Judging.Part.TRAIN))
                    .evaluation();
            assertThat(train.pictures()).isEqualTo(more.size());
        }
    }

    @Test
    void it_can_be_saved_over_its_own_file_again_and_again() throws IOException {
        Path file = Files.copy(taught, folder.resolve("mine.keras"));
        try (Classifier classifier = Classifier.load(file)) {
            List<Path> more = pictures(others, DrawnPictures.labels().getFirst());
            for (Path picture : more) {
                classifier.add(picture, "new");
                classifier.save(file);
            }
            try (Classifier loaded = Classifier.load(file)) {
                assertThat(counts(loaded)).endsWith(more.size());
            }
            Files.copy(taught, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> classifier.save(file))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("has changed since it was opened");
        }
    }

    @Test
    void many_can_ask_and_add_at_the_same_time() throws Exception {
        List<Path> more = DrawnPictures.labels().stream()
                .flatMap(label -> pictures(others, label).stream())
                .toList();
        Picture picture = Picture.read(more.getFirst());
        try (Classifier classifier = Classifier.load(taught);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            int before = Arrays.stream(counts(classifier)).sum();
            List<Future<?>> adding = IntStream.range(0, more.size())
                    .<Future<?>>mapToObj(i -> threads.submit(() -> classifier.add(more.get(i), "new " + i % 2)))
                    .toList();
            List<Future<?>> asking = IntStream.range(0, 100)
                    .<Future<?>>mapToObj(_ -> threads.submit(() -> {
                        Prediction seen = classifier.predict(picture);
                        assertThat(seen.guesses().stream()
                                        .mapToDouble(Guess::probability)
                                        .sum())
                                .isCloseTo(1, within(1e-5));
                    }))
                    .toList();
            for (Future<?> one : adding) {
                one.get();
            }
            for (Future<?> one : asking) {
                one.get();
            }
            assertThat(counts(classifier)).hasSize(DrawnPictures.labels().size() + 2);
            assertThat(Arrays.stream(counts(classifier)).sum()).isEqualTo(before + more.size());
        }
    }

    @Test
    void a_model_of_another_recipe_says_what_to_do_instead() {
        Path picture = pictures(others, DrawnPictures.labels().getFirst()).getFirst();
        FromScratch scratch =
                FromScratch.of(KnownArchitecture.SMALL_CNN, Shape.of(16, 16, 3)).epochs(1);
        try (Dataset dataset = Dataset.open(drawn).split();
                Classifier classifier = ((Trained) Training.run(dataset, scratch, _ -> {})).classifier()) {
            assertThat(classifier.samples()).isEmpty();
            assertThatThrownBy(() -> classifier.add(picture, "new"))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("this one has the recipe from-scratch")
                    .hasMessageContaining("put the pictures into the folder of your dataset");
        }
    }

    @Test
    void a_label_without_a_name_is_refused() {
        Path picture = pictures(others, DrawnPictures.labels().getFirst()).getFirst();
        try (Classifier classifier = Classifier.load(taught)) {
            assertThatThrownBy(() -> classifier.add(picture, " ")).isInstanceOf(ClassifierException.class);
            assertThat(classifier.labels()).isEqualTo(DrawnPictures.labels());
        }
    }

    @Test
    void it_is_no_model_of_layers_alone() {
        assertThatThrownBy(() -> Export.of(taught, _ -> {}))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("its recipe, knn, compares each picture with the")
                .hasMessageContaining("--recipe linear");
        assertThatThrownBy(() -> FromModel.of(taught))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("glimpse add");
    }

    @Test
    void one_that_somebody_else_has_saved_again_says_what_it_lost() throws IOException {
        ModelFile whole = ModelFiles.read(taught);
        Path again = folder.resolve("again.keras");
        KerasArchive.write(again, ModelFile.of(whole.config(), whole.weights()));

        assertThatThrownBy(() -> Classifier.load(again))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("has lost its samples and labels");
    }

    @Test
    void it_can_be_stopped_while_pictures_are_looked_at() {
        try (Dataset dataset = Dataset.open(drawn).split()) {
            assertThat(Training.run(dataset, RECIPE, training -> training.embeddings(store)
                            .stopWhen(() -> true)))
                    .isInstanceOf(Interrupted.class);
        }
    }
}
