package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.tensor.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A training that somebody stops, in a process of its own. */
class StoppedTrainingTest {

    private static final int TERMINATED = 143;

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process there cannot be asked to end, only ended")
    void a_stopped_training_says_how_to_resume_and_is_resumed() throws Exception {
        Path drawn = folder.resolve("drawn pictures");
        DrawnPictures.write(drawn, 20, Seed.of(1));
        Path model = folder.resolve("x.keras");
        Path events = folder.resolve("x.jsonl");
        List<String> training = List.of(
                "train",
                drawn.toString(),
                "--model",
                "small-cnn",
                "--size",
                "16",
                "--epochs",
                "200",
                "--seed",
                "5",
                "-o",
                model.toString(),
                "--events",
                events.toString());
        Process process = start(training);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !process.isAlive()
                        || (Files.exists(events) && Files.readString(events).contains("\"event\":\"epoch\"")));
        // Process.destroy would close the stream that it speaks into.
        process.toHandle().destroy();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isEqualTo(TERMINATED);
        assertThat(said).contains("Stopping after this batch", "Resume with:", "'" + drawn + "'", "--resume");
        assertThat(Files.readString(events)).contains("\"reason\":\"interrupted\"");
        assertThat(model).doesNotExist();

        assertRefused(with(training, "--size", "24", "--resume"), "the model is another one");
        assertRefused(with(training, "--batch-size", "8", "--resume"), "batch size was 32 and is 8");
        assertRefused(with(training, "--learning-rate", "0.1", "--resume"), "learning rate was 0.001 and is 0.1");
        assertRefused(training, "go on with --resume");

        CommandLineRun resumed =
                glimpse(with(training, "--epochs", "4", "--resume").toArray(String[]::new));
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("Going on with epoch");
        assertThat(model).exists();
        assertThat(Files.readAllLines(events))
                .filteredOn(line -> line.contains("\"event\":\"began\""))
                .hasSize(2);
    }

    private static void assertRefused(List<String> command, String message) {
        CommandLineRun run = glimpse(command.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1);
    }

    /** The command with options changed or added. */
    private static List<String> with(List<String> command, String... options) {
        List<String> words = new ArrayList<>(command);
        for (int i = 0; i < options.length; i++) {
            int place = words.indexOf(options[i]);
            if (place >= 0 && i + 1 < options.length) {
                words.set(place + 1, options[++i]);
            } else {
                words.add(options[i]);
            }
        }
        return words;
    }

    private static Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                        .orElse(System.getProperty("java.class.path")),
                Glimpse.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
