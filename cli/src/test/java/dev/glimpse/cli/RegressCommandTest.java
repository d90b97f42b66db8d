package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RegressCommandTest {

    @TempDir
    static Path tables;

    @TempDir
    Path folder;

    private static Path houses;

    @BeforeAll
    static void write() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder text = new StringBuilder("rooms,size,price,town\n");
        for (int i = 0; i < 40; i++) {
            double rooms = 1 + random.nextInt(8);
            double size = 20 * rooms + 30 * random.nextDouble();
            text.append(String.format(Locale.ROOT, "%.0f,%.1f,%.2f,Bonn%n", rooms, size, 2 * size + 10 * rooms));
        }
        houses = Files.writeString(tables.resolve("houses.csv"), text);
    }

    @Test
    void ten_folds_end_with_the_courses_line() {
        CommandLineRun run = regress("--epochs", "2");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("Fold  1 of 10  MSE ", "Fold 10 of 10  MSE ");
        assertThat(run.out())
                .contains("40 rows; 2 columns to learn from, 'price' to tell", "standardised, dense 2 relu, dense 1")
                .containsPattern("Baseline: \\d+\\.\\d\\d \\(\\d+\\.\\d\\d\\) MSE");
        assertThat(regress("--epochs", "2").out()).isEqualTo(run.out());
        assertThat(regress("--epochs", "2", "--seed", "3").out()).isNotEqualTo(run.out());
    }

    @Test
    void json_is_all_that_is_printed() {
        CommandLineRun run = regress("--epochs", "1", "--folds", "4", "--unshuffled", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode answer = JsonMapper.shared().readTree(run.out());
        assertThat(answer.get("folds")).hasSize(4);
        assertThat(answer.get("target").asString()).isEqualTo("price");
    }

    @Test
    void a_network_is_saved_and_tells_numbers_again() {
        Path model = folder.resolve("price.keras");
        CommandLineRun taught = regress("--epochs", "2", "--units", "4,3", "-o", model.toString());
        assertThat(taught.exitCode()).as(taught.err()).isZero();
        assertThat(taught.out()).contains("Saved in " + model).doesNotContain("Baseline");
        CommandLineRun told = glimpse("regress", houses.toString(), "--predict", model.toString());
        assertThat(told.exitCode()).as(told.err()).isZero();
        assertThat(told.out().lines()).hasSize(40).allMatch(line -> Float.isFinite(Float.parseFloat(line)));
        assertThat(told.err()).contains("Mean squared error against 'price'");
        assertThat(glimpse("summary", model.toString()).out()).contains("normalization", "dense");
        assertThat(glimpse("predict", model.toString(), houses.toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void layers_may_be_written_as_keras_users_write_them() throws IOException {
        Path text = Files.writeString(folder.resolve("net.py"), """
            model = Sequential()
            model.add(Dense(3, activation='relu', input_shape=(2,)))
            model.add(Dense(1))
            """);
        CommandLineRun run = regress("--epochs", "1", "--folds", "2", "--model", text.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        CommandLineRun classes = regress("--epochs", "1", "--folds", "2", "--model", "lenet");
        assertThat(classes.exitCode()).isEqualTo(2);
        assertThat(classes.err()).contains("network for pictures");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--target town | 'Bonn' is no number",
                "--target garden | no column 'garden'",
                "--features 1-4 | the column 'price' is to be told",
                "--folds 1 | at least 2 folds",
                "--folds 41 | at most as many as the 40 rows",
                "--units x | size of each dense layer",
                "--epochs 0 | --epochs is at least 1",
                "--learner forest --epochs 3 | --epochs is about a network",
                "--learner forest -o x.keras | holds a network",
                "--learner oak | --learner is one of",
                "--predict nothing.keras --epochs 3 | learns nothing",
                "-o model.bin | .keras",
                "--divider ab | columns are divided by",
            })
    void what_cannot_be_meant_is_refused(String options, String message) {
        CommandLineRun run = regress(options.split(" "));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
    }

    private static CommandLineRun regress(String... options) {
        List<String> words = new ArrayList<>(List.of("regress", houses.toString()));
        if (!List.of(options).contains("--target")) {
            words.addAll(List.of("--target", "price"));
        }
        if (!List.of(options).contains("--features")) {
            words.addAll(List.of("--features", "rooms,size"));
        }
        words.addAll(List.of(options));
        return glimpse(words.toArray(String[]::new));
    }
}
