package dev.glimpse.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.classifier.evaluation.Report;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.data.item.Split;
import dev.glimpse.tensor.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

    @TempDir
    Path folder;

    @Test
    void pictures_are_looked_at_once_for_all_parts_and_recipes() {
        DrawnPictures.write(folder.resolve("drawn"), 12, Seed.of(1));
        List<TeachingEvent> events = new ArrayList<>();
        try (Dataset all = Dataset.open(folder.resolve("drawn")).split()) {
            Dataset part = all.where(item -> item.split().orElseThrow() != Split.TRAIN || item.index() % 2 == 0);
            Comparison comparison = Comparison.of(all, training -> training.watch(events::add)
                    .embeddings(new EmbeddingStore(folder.resolve("vectors"))));
            Linear linear = Linear.of(TinyBackbone.of(1));
            var few =
                    (Comparison.Result.Judged) comparison.teach(linear, part, () -> false, folder.resolve("few.keras"));
            int looked = looks(events);
            var many =
                    (Comparison.Result.Judged) comparison.teach(linear, all, () -> false, folder.resolve("many.keras"));

            assertThat(looked).isPositive();
            assertThat(looks(events)).as("the second recipe has them already").isEqualTo(looked);
            assertThat(few.of()).isEqualTo(many.of()).isEqualTo(all.size(Split.VALIDATION));
            assertThat(learnt("few.keras")).isEqualTo(part.size(Split.TRAIN)).isLessThan(learnt("many.keras"));
        }
    }

    @Test
    void a_part_gives_the_model_that_training_on_that_part_gives() {
        DrawnPictures.write(folder.resolve("drawn"), 12, Seed.of(1));
        try (Dataset all = Dataset.open(folder.resolve("drawn")).split()) {
            Dataset part = all.where(item -> item.split().orElseThrow() != Split.TRAIN || item.index() % 2 == 0);
            Linear linear = Linear.of(TinyBackbone.of(1));
            EmbeddingStore store = new EmbeddingStore(folder.resolve("vectors"));
            Comparison comparison = Comparison.of(all, training -> training.embeddings(store));
            comparison.teach(linear, part, () -> false, folder.resolve("compared.keras"));
            var trained = (TrainingResult.Trained) Training.run(part, linear, training -> training.embeddings(store));
            Report finished = comparison
                    .finish(folder.resolve("compared.keras"), folder.resolve("best.keras"), Map.of("Chosen by", "me"))
                    .orElseThrow();

            assertThat(finished.evaluation().accuracy())
                    .isEqualTo(trained.report().orElseThrow().evaluation().accuracy());
            try (Classifier best = Classifier.load(folder.resolve("best.keras"));
                    Classifier alone = trained.classifier()) {
                assertThat(best.about())
                        .containsEntry("Chosen by", "me")
                        .containsEntry(
                                "Test accuracy", String.valueOf(alone.about().get("Test accuracy")));
            }
        }
    }

    @Test
    void without_validation_pictures_nothing_is_compared() {
        DrawnPictures.write(folder.resolve("drawn"), 2, Seed.of(1));
        try (Dataset few = Dataset.open(folder.resolve("drawn")).split()) {
            assertThatThrownBy(() -> Comparison.of(few, _ -> {}))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("no validation pictures to choose by");
        }
    }

    private int learnt(String model) {
        try (Classifier classifier = Classifier.load(folder.resolve(model))) {
            return classifier.splits().size(Split.TRAIN);
        }
    }

    private static int looks(List<TeachingEvent> events) {
        return (int) events.stream()
                .filter(TeachingEvent.Embedding.class::isInstance)
                .count();
    }
}
