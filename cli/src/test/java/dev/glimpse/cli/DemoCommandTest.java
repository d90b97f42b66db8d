package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo refuses; that it keeps its promises is checked with the built command. */
class DemoCommandTest {

    @TempDir
    Path folder;

    @Test
    void somebody_elses_model_is_not_written_over() throws IOException {
        Path model = Files.writeString(folder.resolve("demo.keras"), "my life's work");
        CommandLineRun run = glimpse("demo", "-o", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("demo.keras is there already").hasLineCount(1);
        assertThat(model).hasContent("my life's work");
        assertThat(folder.resolve("demo-pictures")).doesNotExist();
    }

    @Test
    void somebody_elses_pictures_are_not_drawn_among() throws IOException {
        Files.createDirectories(folder.resolve("demo-pictures/aunt-mary"));
        CommandLineRun run = glimpse("demo", "-o", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("not from a demo").hasLineCount(1);
    }

    @Test
    void colours_alone_tell_little() {
        DrawnPictures.write(folder, 40, Seed.of(1));
        try (Dataset dataset = Dataset.open(folder).split()) {
            assertThat(ColourNeighbours.accuracy(dataset)).isBetween(0.05, 0.5);
        }
    }
}
