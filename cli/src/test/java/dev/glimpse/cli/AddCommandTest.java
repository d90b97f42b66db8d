package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.classifier.Classifier;
import dev.glimpse.classifier.FromScratch;
import dev.glimpse.classifier.Neighbours;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.zoo.Backbone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code add}, and what the other commands say of a model with samples. */
class AddCommandTest {

    @TempDir
    static Path shared;

    private static Path drawn;
    private static Path others;
    private static Path taught;
    private static Path scratch;
    private static Path held;

    @TempDir
    Path folder;

    private Path model;

    @BeforeAll
    static void teach() {
        drawn = shared.resolve("drawn");
        others = shared.resolve("others");
        taught = shared.resolve("drawn.keras");
        scratch = shared.resolve("scratch.keras");
        DrawnPictures.write(drawn, 8, Seed.of(1));
        DrawnPictures.write(others, 3, Seed.of(2));
        held = heldBack();
        teach(Neighbours.of(backbone()), taught);
        teach(FromScratch.of(KnownArchitecture.SMALL_CNN, Shape.of(16, 16, 3)).epochs(1), scratch);
    }

    private static Path heldBack() {
        try (Dataset dataset = Dataset.open(drawn).split()) {
            return drawn.resolve(
                    dataset.items(Split.TEST).findFirst().orElseThrow().name());
        }
    }

    private static void teach(Recipe recipe, Path file) {
        try (Dataset dataset = Dataset.open(drawn).split()) {
            ((Trained) Training.run(dataset, recipe, training -> training.output(file)
                            .embeddings(new EmbeddingStore(shared.resolve("embeddings")))))
                    .classifier()
                    .close();
        }
    }

    private static Backbone backbone() {
        Sequential layers = Sequential.of(
                input(16, 16, 3), rescaling(1 / 255.0), conv2d(8, 3).relu(), maxPooling2d(4), flatten());
        try (Model built = Model.build(layers, build -> build.seed(1))) {
            return new Backbone("tiny", built.toFile(), "5eed");
        }
    }

    @BeforeEach
    void copy() throws IOException {
        model = Files.copy(taught, folder.resolve("mine.keras"));
    }

    private static Path classFolder() {
        return others.resolve(DrawnPictures.labels().getFirst());
    }

    @Test
    void a_folder_of_pictures_becomes_a_new_class() throws IOException {
        CommandLineRun run =
                glimpse("add", model.toString(), "new thing", classFolder().toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Added 3 pictures of 'new thing'")
                .contains("samples of 7 labels; 'new thing' is new")
                .contains("before)");
        try (Classifier classifier = Classifier.load(model)) {
            assertThat(classifier.samples().orElseThrow()).endsWith(3);
        }
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(model));
    }

    @Test
    void what_is_known_held_back_and_unreadable_is_counted_and_the_others_are_added() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jpg"), "no picture");
        glimpse("add", model.toString(), "new thing", classFolder().toString());

        CommandLineRun run = glimpse(
                "add",
                model.toString(),
                "other thing",
                classFolder().toString(),
                held.toString(),
                text.toString(),
                folder.resolve("gone.jpg").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("text.jpg").contains("gone.jpg");
        assertThat(run.out())
                .contains(
                        "Added 0 pictures of 'other thing', 3 had another label, 1 kept to judge by, 2 could not be read");
        assertThat(glimpse("add", model.toString(), "other thing", classFolder().toString())
                        .out())
                .contains("3 known already")
                .contains("still has");
    }

    @Test
    void a_file_to_which_nothing_was_added_is_not_written() throws IOException {
        FileTime before = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(model, before);

        CommandLineRun run = glimpse("add", model.toString(), "thing", held.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(Files.getLastModifiedTime(model)).isEqualTo(before);
    }

    @Test
    void another_file_leaves_the_first_as_it_was() throws IOException {
        Path more = folder.resolve("more.keras");

        CommandLineRun run =
                glimpse("add", model.toString(), "thing", classFolder().toString(), "-o", more.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains(more + " has");
        assertThat(model).hasSameBinaryContentAs(taught);
        try (Classifier classifier = Classifier.load(more)) {
            assertThat(classifier.labels()).endsWith("thing");
        }
    }

    @Test
    void a_model_of_another_recipe_is_left_alone() {
        CommandLineRun run =
                glimpse("add", scratch.toString(), "thing", classFolder().toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("has the recipe from-scratch").contains("train again");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void nothing_to_add_is_said() {
        assertThat(glimpse("add", model.toString(), "thing").exitCode()).isEqualTo(2);
        assertThat(glimpse(
                                "add",
                                model.toString(),
                                "thing",
                                folder.resolve("gone.jpg").toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(glimpse(
                                "add",
                                folder.resolve("gone.keras").toString(),
                                "thing",
                                classFolder().toString())
                        .err())
                .contains("there is no file");
    }

    @Test
    void a_summary_says_that_there_is_more_to_it_than_layers() {
        assertThat(glimpse("summary", model.toString()).out())
                .contains(
                        "There is more to it than layers: its recipe, knn, compares each picture with the 36 samples");
    }

    @Test
    void an_export_says_what_would_be_lost() {
        CommandLineRun run = glimpse(
                "export", model.toString(), "-o", folder.resolve("mine.onnx").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("compares each picture with the 36 samples in the file, and other programs run layers alone");
    }
}
