package dev.glimpse.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.classifier.CrossValidated.Completed;
import dev.glimpse.classifier.CrossValidated.Interrupted;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.classifier.evaluation.FoldScore;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.Folds;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossValidationTest {

    private static final Linear LINEAR = Linear.of(TinyBackbone.of(1));
    private static final int PICTURES = 6 * 20;

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
    void every_picture_is_judged_once_and_the_report_has_all_folds() {
        try (Dataset dataset = Dataset.open(drawn)) {
            Folds folds = dataset.folds(4, options -> options.seed(7));
            List<TeachingEvent> events = new ArrayList<>();
            Completed result = completed(folds, LINEAR, events);
            assertThat(result.scores().folds()).extracting(FoldScore::number).containsExactly(1, 2, 3, 4);
            assertThat(result.report().evaluation().pictures()).isEqualTo(PICTURES);
            assertThat(result.report().folds()).contains(result.scores());
            assertThat(result.report().facts()).containsKey("Folds").doesNotContainKey("Pictures");
            assertThat(result.scores().words()).endsWith(" in 4 folds");
            assertThat(events)
                    .filteredOn(TeachingEvent.FoldBegan.class::isInstance)
                    .hasSize(4);
            assertThat(events)
                    .filteredOn(TeachingEvent.FoldEnded.class::isInstance)
                    .hasSize(4);
            for (FoldScore fold : result.scores().folds()) {
                assertThat(fold.learnt() + fold.steered() + fold.evaluation().pictures())
                        .isEqualTo(PICTURES);
                assertThat(fold.steered()).isPositive();
            }
        }
    }

    @Test
    void the_same_seed_gives_the_same_numbers() {
        try (Dataset dataset = Dataset.open(drawn)) {
            Head head = Head.of(TinyBackbone.of(1)).epochs(3).seed(5);
            Completed once = completed(dataset.folds(3), head, new ArrayList<>());
            Completed again = completed(dataset.folds(3), head, new ArrayList<>());
            assertThat(again.scores().accuracy()).isEqualTo(once.scores().accuracy());
            assertThat(again.scores().logLoss()).isEqualTo(once.scores().logLoss());
        }
    }

    @Test
    void vectors_are_computed_once_for_all_folds_even_where_none_can_be_kept() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        EmbeddingStore nowhere = new EmbeddingStore(file.resolve("below a file"));
        Neighbours recipe = Neighbours.of(TinyBackbone.of(2));
        List<TeachingEvent> alone = new ArrayList<>();
        List<TeachingEvent> folded = new ArrayList<>();
        try (Dataset dataset = Dataset.open(drawn)) {
            var once = Training.run(dataset.split(), recipe, training -> training.embeddings(nowhere)
                    .watch(alone::add));
            assertThat(once).isInstanceOfSatisfying(TrainingResult.Trained.class, trained -> trained.classifier()
                    .close());
            var result = CrossValidation.run(dataset.folds(3), recipe, training -> training.embeddings(nowhere)
                    .watch(folded::add));
            assertThat(result).isInstanceOf(Completed.class);
        }
        assertThat(looks(folded)).isPositive().isEqualTo(looks(alone));
        assertThat(folded).filteredOn(TeachingEvent.Remark.class::isInstance).hasSize(1);
    }

    /** How often it was told that all pictures have been looked at. */
    private static long looks(List<TeachingEvent> events) {
        return events.stream()
                .filter(event ->
                        event instanceof TeachingEvent.Embedding embedding && embedding.done() == embedding.all())
                .count();
    }

    @Test
    void a_network_is_taught_anew_for_each_fold() {
        try (Dataset dataset = Dataset.open(drawn)) {
            Recipe recipe = FromScratch.of(KnownArchitecture.SMALL_CNN).epochs(1);
            AtomicInteger began = new AtomicInteger();
            var result = CrossValidation.run(
                    dataset.folds(2),
                    recipe,
                    training -> training.listener(event -> {
                        if (event instanceof dev.glimpse.nn.train.TrainingEvent.Began) {
                            began.incrementAndGet();
                        }
                    }));
            assertThat(result).isInstanceOf(Completed.class);
            assertThat(began).hasValue(2);
        }
    }

    @Test
    void asked_to_stop_it_says_which_folds_are_over() {
        try (Dataset dataset = Dataset.open(drawn)) {
            AtomicInteger over = new AtomicInteger();
            var result = CrossValidation.run(dataset.folds(4), LINEAR, training -> training.embeddings(store)
                    .watch(event -> over.addAndGet(event instanceof TeachingEvent.FoldEnded ? 1 : 0))
                    .stopWhen(() -> over.get() == 2));
            assertThat(result).isInstanceOfSatisfying(Interrupted.class, interrupted -> {
                assertThat(interrupted.folds()).hasSize(2);
                assertThat(interrupted.of()).isEqualTo(4);
            });
        }
    }

    @Test
    void an_output_and_a_model_that_knows_the_pictures_are_refused() {
        Path file = folder.resolve("drawn.keras");
        try (Dataset dataset = Dataset.open(drawn)) {
            assertThatThrownBy(() -> CrossValidation.run(dataset.folds(2), LINEAR, training -> training.output(file)))
                    .isInstanceOf(ClassifierException.class);
            var taught = Training.run(
                    dataset.split(),
                    FromScratch.of(KnownArchitecture.SMALL_CNN).epochs(1),
                    training -> training.output(file).fact("Cross-validation", "50.0 ± 1.0 % in 2 folds"));
            if (taught instanceof TrainingResult.Trained trained) {
                assertThat(trained.classifier().about()).containsEntry("Cross-validation", "50.0 ± 1.0 % in 2 folds");
                trained.classifier().close();
            }
            assertThatThrownBy(() -> CrossValidation.run(dataset.folds(2), FromModel.of(file), _ -> {}))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("has learnt from");
        }
    }

    private static Completed completed(Folds folds, Recipe recipe, List<TeachingEvent> events) {
        return (Completed) CrossValidation.run(
                folds, recipe, training -> training.embeddings(store).watch(events::add));
    }
}
