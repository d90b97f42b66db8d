package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model by features and a learner, from the first command to the last; no weights are there, and no network is asked. */
class LearnerRecipesTest {

    @TempDir
    static Path shared;

    private static Path drawn;
    private static Path model;
    private static Path events;
    private static CommandLineRun training;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        drawn = shared.resolve("drawn");
        model = shared.resolve("drawn.keras");
        events = shared.resolve("drawn.jsonl");
        DrawnPictures.write(drawn, 12, Seed.of(1));
        training = glimpse(
                "train",
                drawn.toString(),
                "--recipe",
                "features+forest",
                "--features",
                "color-histogram:bins=4,hog:size=32:cell=8",
                "--size",
                "48",
                "--trees",
                "20",
                "--events",
                events.toString(),
                "-o",
                model.toString());
    }

    private static Path picture() throws IOException {
        try (Stream<Path> files = Files.walk(drawn.resolve("tree"))) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }

    @Test
    void training_says_what_it_does_and_how_good_the_result_is() throws IOException {
        assertThat(training.exitCode()).as(training.err()).isZero();
        assertThat(training.out())
                .contains("Recipe    features+forest")
                .contains("Features  color-histogram:bins=4,hog:size=32:cell=8: 388 numbers a picture")
                .contains("ccuracy")
                .contains("Saved in " + model);
        assertThat(Files.readString(events))
                .contains("\"event\":\"learning\",")
                .contains("\"what\":\"forest\"")
                .contains("\"event\":\"end\",");
    }

    @Test
    void it_predicts_and_is_evaluated_like_any_other() throws IOException {
        Path report = folder.resolve("report.html");
        CommandLineRun predicted =
                glimpse("predict", model.toString(), picture().toString(), "--json");
        CommandLineRun evaluated =
                glimpse("evaluate", model.toString(), drawn.toString(), "--json", "--html", report.toString());

        assertThat(predicted.exitCode()).as(predicted.err()).isZero();
        assertThat(predicted.out()).contains("\"label\"").contains("\"probability\"");
        assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
        assertThat(evaluated.out()).contains("features+forest").contains("forest, 20 trees");
        assertThat(report).content().contains("features+forest");
    }

    @Test
    void summary_says_that_there_is_more_to_it_than_layers() {
        CommandLineRun run = glimpse("summary", model.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "There is more to it than layers: its recipe, features+forest, has the learner forest answer by"
                                + " the 388 numbers that features say of a picture.");
    }

    @Test
    void what_needs_layers_or_samples_is_refused() throws IOException {
        refused(
                "recipe, features+forest",
                "export",
                model.toString(),
                "-o",
                folder.resolve("x.onnx").toString());
        refused("--recipe knn", "add", model.toString(), "tree", picture().toString());
        refused("cannot go on learning", "train", drawn.toString(), "--from", model.toString());
    }

    private static void refused(String words, String... command) {
        CommandLineRun run = glimpse(command);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).startsWith("glimpse: ").contains(words).hasLineCount(1);
    }
}
