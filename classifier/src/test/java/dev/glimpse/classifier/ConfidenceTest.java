package dev.glimpse.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.classifier.confidence.Scaling;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.classifier.evaluation.Report;
import dev.glimpse.classifier.evaluation.Unknowns;
import dev.glimpse.classifier.evaluation.Unscaled;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ConfidenceTest {

    /** Far too sure of itself: it learns its few pictures by heart. */
    private static final FromScratch SURE =
            FromScratch.of(KnownArchitecture.SMALL_CNN, Shape.of(16, 16, 3)).epochs(12);

    @TempDir
    static Path shared;

    private static Path drawn;
    private static Path dark;
    private static Path sure;
    private static Path head;
    private static Report sureReport;

    @TempDir
    Path folder;

    @BeforeAll
    static void teach() throws IOException {
        drawn = shared.resolve("drawn");
        dark = shared.resolve("dark");
        DrawnPictures.write(drawn, 30, Seed.of(1));
        darkness(dark.resolve("deeper"), 12);
        sure = shared.resolve("sure.keras");
        head = shared.resolve("head.keras");
        sureReport = taught(SURE, training -> training.output(sure));
        taught(Head.of(TinyBackbone.of(1)).epochs(6), training -> training.output(head)
                .embeddings(new EmbeddingStore(shared.resolve("embeddings"))));
    }

    private static Report taught(Recipe recipe, Consumer<Training> options) {
        try (Dataset dataset = Dataset.open(drawn).split()) {
            var trained = (Trained) Training.run(dataset, recipe, options);
            trained.classifier().close();
            return trained.report().orElseThrow();
        }
    }

    /** Pictures taken with the cap on the lens. */
    private static void darkness(Path into, int count) throws IOException {
        Files.createDirectories(into);
        for (int number = 0; number < count; number++) {
            BufferedImage image = new BufferedImage(40, 40 + number, BufferedImage.TYPE_INT_RGB);
            ImageIO.write(image, "png", into.resolve(number + ".png").toFile());
        }
    }

    @Test
    void the_file_says_how_its_probabilities_were_scaled() {
        try (Classifier classifier = Classifier.load(sure)) {
            assertThat(classifier.scaling()).get().isInstanceOfSatisfying(Scaling.Scaled.class, scaled -> {
                assertThat(scaled.pictures()).isBetween(24L, 30L);
                assertThat(scaled.after().logLoss())
                        .isLessThanOrEqualTo(scaled.before().logLoss() + 1e-6);
                Unscaled before = sureReport.unscaled().orElseThrow();
                assertThat(before.temperature()).isEqualTo(scaled.temperature());
            });
            assertThat(classifier.about()).containsKeys("Temperature", "None of these", "Test calibration");
            assertThat(classifier.tellsUnknown()).isTrue();
        }
    }

    @Test
    void what_a_head_says_is_scaled_the_same_from_vectors_and_from_pictures() {
        try (Classifier classifier = Classifier.load(head);
                Dataset dataset = Dataset.open(drawn).split()) {
            Report report = classifier.evaluate(dataset, "head");
            assertThat(report.unknowns()).get().satisfies(unknowns -> assertThat(
                            unknowns.own().count())
                    .isEqualTo(report.evaluation().pictures()));
            String says = classifier.about().get("Test calibration");
            assertThat(says)
                    .contains(String.format(
                            java.util.Locale.ROOT,
                            "log loss %.4f",
                            report.evaluation().logLoss()));
        }
    }

    @Test
    void pictures_of_nothing_are_told_from_its_own() {
        try (Classifier classifier = Classifier.load(head);
                Dataset dataset = Dataset.open(drawn)) {
            Report report = classifier.evaluate(dataset, "head", judging -> judging.unknown(dark));
            Unknowns unknowns = report.unknowns().orElseThrow();
            assertThat(unknowns.auroc().orElseThrow()).isGreaterThan(0.9);
            assertThat(unknowns.refused().orElseThrow().of()).isEqualTo(12);
            assertThat(unknowns.foreign().orElseThrow().description()).contains("dark");
            Prediction strange = classifier.predict(dark.resolve("deeper/0.png"));
            assertThat(strange.isUnknown()).isTrue();
            assertThat(strange.strangeness()).get().satisfies(strangeness -> assertThat(strangeness.score())
                    .isGreaterThan(strangeness.threshold()));
        }
    }

    @Test
    void a_dataset_of_other_things_is_as_good_as_a_folder() {
        try (Classifier classifier = Classifier.load(head);
                Dataset dataset = Dataset.open(drawn);
                Dataset others = Dataset.open(dark)) {
            Report byFolder = classifier.evaluate(dataset, "head", judging -> judging.unknown(dark));
            Report byDataset = classifier.evaluate(dataset, "head", judging -> judging.unknown(others));
            assertThat(byDataset.unknowns().orElseThrow().auroc())
                    .isEqualTo(byFolder.unknowns().orElseThrow().auroc());
        }
    }

    @Test
    void the_more_own_pictures_may_be_lost_the_lower_the_threshold_is() {
        Path strict = folder.resolve("strict.keras");
        taught(SURE.epochs(1), training -> training.output(strict).ownLost(0.5));
        try (Classifier classifier = Classifier.load(strict);
                Dataset dataset = Dataset.open(drawn).split()) {
            Report report = classifier.evaluate(dataset, "strict", judging -> judging.part(Judging.Part.VALIDATION));
            // Of n scores at most half, and one less where the promise takes it, lie above the middle one.
            assertThat(report.unknowns().orElseThrow().lost().orElseThrow().value())
                    .isCloseTo(0.5, within(0.1));
        }
        assertThatThrownBy(() -> taught(SURE, training -> training.ownLost(1)))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("0 to below 1");
    }

    @Test
    void too_few_validation_pictures_change_nothing_and_it_says_so() throws IOException {
        Path few = folder.resolve("few");
        DrawnPictures.write(few, 7, Seed.of(2));
        try (Dataset dataset = Dataset.open(few).split()) {
            var trained = (Trained) Training.run(dataset, SURE.epochs(1), _ -> {});
            try (Classifier classifier = trained.classifier()) {
                assertThat(classifier.scaling()).get().isInstanceOfSatisfying(Scaling.Left.class, left -> assertThat(
                                left.reason())
                        .contains("too few to choose another by; it takes 20"));
                assertThat(classifier.tellsUnknown()).isFalse();
                assertThat(classifier.about().get("None of these")).startsWith("never: ");
            }
        }
    }

    @Test
    void a_file_whose_numbers_were_changed_is_refused() throws IOException {
        refused(unknown -> unknown.put("threshold", "high"), "threshold");
        refused(unknown -> unknown.put("length", 7), "what its classes look like");
        refused(unknown -> unknown.put("directions", "????"), "what its classes look like");
        refused(unknown -> unknown.put("layer", "gone"), "gone");
        refused(unknown -> unknown.put("layer", "dense"), "dense");
        refused(unknown -> unknown.withObject("/distance").put("deviation", 0), "deviation");
        refused(unknown -> unknown.put("by", "magic"), "magic");
        refused(unknown -> unknown.put("by", "neighbours"), "samples");
    }

    private void refused(Consumer<ObjectNode> change, String said) throws IOException {
        ModelFile saved = ModelFiles.read(head);
        ObjectNode facts = saved.glimpse().deepCopy();
        change.accept((ObjectNode) facts.get("unknown"));
        Path changed = folder.resolve("changed.keras");
        KerasArchive.write(changed, saved.with(facts));
        assertThatThrownBy(() -> Classifier.load(changed))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining(said);
    }
}
