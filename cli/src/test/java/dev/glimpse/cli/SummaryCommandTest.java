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

    @Test
    void a_text_has_the_table_of_what_it_defines_and_an_output_a_class() throws IOException {
        Path file = Files.writeString(folder.resolve("my_cnn.py"), """
                size = 32
                model.add(Conv2D(8, (3, 3), activation='relu', input_shape=(size, size, 3)))
                model.add(GlobalAveragePooling2D())
                """);

        assertThat(glimpse("summary", file.toString()).out()).contains("(None, 30, 30, 8)", "Total params: 224 ");
        CommandLineRun run = glimpse("summary", file.toString(), "--classes", "5");
        assertThat(run.out()).contains("(None, 5)", "Total params: 269 ");
        assertThat(run.err()).startsWith("Dense(5, activation='softmax') was added at the end");
    }

    @Test
    void a_text_that_leaves_the_pictures_open_takes_those_of_the_command_line() throws IOException {
        Path file = Files.writeString(folder.resolve("open.txt"), "[Conv2D(8, 3), GlobalAveragePooling2D()]");

        assertThat(glimpse("summary", file.toString(), "--size", "16").out()).contains("(None, 14, 14, 8)");
        CommandLineRun run = glimpse("summary", file.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("does not say what pictures it takes", "give their size");
    }

    @Test
    void the_errors_of_a_text_are_shown_with_a_mark_below_each_and_exit_code_2() throws IOException {
        Path file = Files.writeString(folder.resolve("my_cnn.py"), """
                model.add(Conv2d(8, 3, input_shape=(32, 32, 3)))
                model.add(Dens\u001b(3))
                """);

        CommandLineRun run = glimpse("summary", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("glimpse: " + file + """
                 has 2 errors
                line 1, column 11: Conv2d is not known: did you mean Conv2D?
                    model.add(Conv2d(8, 3, input_shape=(32, 32, 3)))
                              ^^^^^^
                line 2, column 15: '\uFFFD' has no meaning here: take it out
                    model.add(Dens\uFFFD(3))
                                  ^
                """);
    }
}
