package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.classifier.FromScratch;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ensemble}, and what the other commands say of one. */
class EnsembleCommandTest {

    @TempDir
    static Path shared;

    private static Path drawn;
    private static String small;
    private static String large;

    @TempDir
    Path folder;

    @BeforeAll
    static void teach() {
        drawn = shared.resolve("drawn");
        DrawnPictures.write(drawn, 24, Seed.of(1));
        small = taught("small.keras", 16);
        large = taught("large.keras", 20);
    }

    private static String taught(String name, int side) {
        Path file = shared.resolve(name);
        try (Dataset dataset = Dataset.open(drawn).split()) {
            var recipe = FromScratch.of(KnownArchitecture.SMALL_CNN, Shape.of(side, side, 3))
                    .epochs(1);
            ((Trained) Training.run(dataset, recipe, training -> training.output(file)))
                    .classifier()
                    .close();
        }
        return file.toString();
    }

    private static String picture() {
        try (Dataset dataset = Dataset.open(drawn)) {
            return drawn.resolve(dataset.item(0).name()).toString();
        }
    }

    @Test
    void members_and_ensemble_are_judged_in_a_table() {
        String file = folder.resolve("both.keras").toString();
        CommandLineRun run =
                glimpse("ensemble", small, large, "--data", drawn.toString(), "--weights", "validation", "-o", file);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("recipe", "weight", "validation", "log loss", "test")
                .containsPattern("small\\.keras +from-scratch +[01]\\.\\d{3} +\\d+\\.\\d % ")
                .containsPattern("the ensemble +weighted mean +1\\.000 ")
                .contains("none of which any member learnt from", "None of these: by ", "Wrote " + file);
        CommandLineRun seen = glimpse("predict", file, picture(), "--json");
        assertThat(seen.exitCode()).isZero();
        assertThat(seen.out()).contains("\"strangeness\"");
        assertThat(glimpse("evaluate", file, drawn.toString()).out()).contains("accuracy");
    }

    @Test
    void without_pictures_nothing_is_judged_and_that_is_said() {
        String file = folder.resolve("both.keras").toString();
        CommandLineRun run = glimpse("ensemble", small, large, "-o", file);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("2 members, each with the same weight. Nothing was judged");
        assertThat(glimpse("predict", file, picture()).exitCode()).isZero();
        assertThat(glimpse("summary", file).out()).contains("mean_of_members");
    }

    @Test
    void one_that_sees_in_two_ways_is_exported_with_both() throws Exception {
        String file = folder.resolve("both.keras").toString();
        glimpse("ensemble", small, large, "-o", file);

        CommandLineRun python =
                glimpse("export", file, "-o", folder.resolve("both.py").toString());
        assertThat(python.exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("both.py")))
                .contains("(1, 16, 16, 3) and (1, 20, 20, 3), 0 to 255", "inputs.append(", "return inputs");
        assertThat(glimpse("export", file, "-o", folder.resolve("both.onnx").toString())
                        .exitCode())
                .isZero();
        CommandLineRun weights =
                glimpse("export", file, "-o", folder.resolve("both.weights.h5").toString());
        assertThat(weights.err()).contains("to 16x16", "and squash to 20x20");
        CommandLineRun again = glimpse("train", drawn.toString(), "--from", file);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("is an ensemble");
    }

    @Test
    void what_cannot_be_is_refused_in_one_line() {
        String out = folder.resolve("x.keras").toString();
        refuses("at least two members, got 1", "ensemble", small, "-o", out);
        refuses("is there twice", "ensemble", small, small, "-o", out);
        refuses("--output", "ensemble", small, large);
        refuses("is a member of the ensemble", "ensemble", small, large, "-o", large);
        refuses(
                "add that ending",
                "ensemble",
                small,
                large,
                "-o",
                folder.resolve("x.h5").toString());
        refuses(
                "there is no file",
                "ensemble",
                small,
                folder.resolve("none.keras").toString(),
                "-o",
                out);
        refuses("give them with --data", "ensemble", small, large, "--weights", "validation", "-o", out);
        refuses("--weights is one of even and validation", "ensemble", small, large, "--weights", "odd", "-o", out);
        refuses("--own-lost is about the pictures", "ensemble", small, large, "--own-lost", "0.1", "-o", out);
        refuses(
                "--own-lost is a share",
                "ensemble",
                small,
                large,
                "--data",
                drawn.toString(),
                "--own-lost",
                "2",
                "-o",
                out);
        refuses(
                "nowhere",
                "ensemble",
                small,
                large,
                "--data",
                folder.resolve("nowhere").toString(),
                "-o",
                out);
        assertThat(folder).isEmptyDirectory();
    }

    private static void refuses(String words, String... command) {
        CommandLineRun run = glimpse(command);
        assertThat(run.exitCode()).as(words).isEqualTo(2);
        assertThat(run.err()).contains(words);
        assertThat(run.err().lines()).hasSize(1);
    }
}
