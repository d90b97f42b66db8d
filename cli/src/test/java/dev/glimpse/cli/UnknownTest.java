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
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands say of pictures that show none of a model's labels. */
class UnknownTest {

    @TempDir
    static Path shared;

    private static Path drawn;
    private static Path others;
    private static Path trusting;
    private static Path wary;

    @BeforeAll
    static void teach() throws IOException {
        drawn = shared.resolve("drawn");
        others = Files.createDirectory(shared.resolve("others"));
        DrawnPictures.write(drawn, 20, Seed.of(1));
        for (int number = 0; number < 5; number++) {
            ImageIO.write(
                    new BufferedImage(20 + number, 20, BufferedImage.TYPE_INT_RGB),
                    "png",
                    others.resolve(number + ".png").toFile());
        }
        trusting = taught("trusting.keras", 0);
        wary = taught("wary.keras", 0.99);
    }

    /** One that may lose hardly any of its own pictures, or nearly all of them. */
    private static Path taught(String name, double ownLost) {
        Path file = shared.resolve(name);
        FromScratch recipe =
                FromScratch.of(KnownArchitecture.SMALL_CNN, Shape.of(16, 16, 3)).epochs(1);
        try (Dataset dataset = Dataset.open(drawn).split()) {
            ((Trained) Training.run(
                            dataset, recipe, training -> training.output(file).ownLost(ownLost)))
                    .classifier()
                    .close();
        }
        return file;
    }

    @Test
    void predict_says_none_of_these_and_guesses_all_the_same() {
        CommandLineRun run =
                glimpse("predict", wary.toString(), others.resolve("0.png").toString(), "--top", "1");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("  none of these (strangeness ", "; if it had to choose:", " %");
        assertThat(run.out().lines()).hasSize(3);
    }

    @Test
    void predict_says_so_in_json_too() {
        CommandLineRun run =
                glimpse("predict", wary.toString(), others.resolve("0.png").toString(), "--json");
        JsonNode line = JsonMapper.shared().readTree(run.out());
        assertThat(line.path("unknown").asBoolean()).isTrue();
        assertThat(line.path("strangeness").asDouble())
                .isGreaterThan(line.path("threshold").asDouble());
        assertThat(line.path("guesses").size()).isEqualTo(6);
    }

    @Test
    void evaluate_says_how_foreign_pictures_are_told() throws IOException {
        Path page = shared.resolve("page.html");
        CommandLineRun run = glimpse(
                "evaluate",
                trusting.toString(),
                drawn.toString(),
                "--unknown",
                others.toString(),
                "--html",
                page.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("None of these: does it tell", "Foreign pictures: 5, all pictures of " + others, "AUROC");
        assertThat(Files.readString(page)).contains("id=\"unknown\"", "class=\"foreign\"");
        CommandLineRun json =
                glimpse("evaluate", trusting.toString(), drawn.toString(), "--unknown", others.toString(), "--json");
        assertThat(JsonMapper.shared()
                        .readTree(json.out())
                        .at("/unknown/foreign/auroc")
                        .asDouble())
                .isBetween(0.0, 1.0);
    }

    @Test
    void evaluate_wants_foreign_pictures_that_are_there() throws IOException {
        CommandLineRun gone = glimpse("evaluate", trusting.toString(), drawn.toString(), "--unknown", "gone");
        assertThat(gone.exitCode()).isEqualTo(2);
        assertThat(gone.err()).contains("there is no gone: --unknown wants a folder of pictures");
        Path empty = Files.createDirectory(shared.resolve("empty"));
        CommandLineRun none = glimpse("evaluate", trusting.toString(), drawn.toString(), "--unknown", empty.toString());
        assertThat(none.exitCode()).isEqualTo(2);
    }

    @Test
    void train_takes_the_share_that_may_be_lost() {
        CommandLineRun run = glimpse("train", drawn.toString(), "--recipe", "from-scratch", "--own-lost", "2");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--own-lost is a share, 0 to below 1, got 2.0");
    }
}
