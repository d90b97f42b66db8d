package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.nn.archive.KerasJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryCommandTest {

    @TempDir
    private Path folder;

    @Test
    void the_network_for_digits_has_609_354_parameters() {
        CommandLineRun run = glimpse("summary", "mnist-cnn");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("609,354", "Multiply-adds", "(None, 26, 26, 32)");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void a_configuration_of_keras_has_its_table() throws IOException {
        var architecture = KnownArchitecture.LENET.of(10);
        Path file = Files.writeString(folder.resolve("mine.json"), KerasJson.write(architecture));

        assertThat(glimpse("summary", "--keras", file.toString()).out()).isEqualTo(architecture.summary());
    }

    @Test
    void a_known_model_takes_other_pictures_and_classes() {
        assertThat(glimpse("summary", "lenet", "--size", "32x40", "--channels", "3", "--classes", "7")
                        .out())
                .contains("(None, 32, 40, 6)", "(None, 7)");
        assertThat(glimpse("summary", "lenet", "--size", "32by32").err())
                .startsWith("glimpse: --size is a height, or height x width, such as 96 or 96x128, got '32by32'");
    }

    @Test
    void what_is_no_model_is_one_line_and_exit_code_2() throws IOException {
        Path photo = Files.writeString(folder.resolve("photo.keras"), "no model at all");

        for (String wrong : new String[] {"lenett", photo.toString(), folder.toString()}) {
            CommandLineRun run = glimpse("summary", wrong);
            assertThat(run.exitCode()).as(wrong).isEqualTo(2);
            assertThat(run.err()).startsWith("glimpse: ").contains(wrong).hasLineCount(1);
        }
    }
}
