package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.classifier.Classifier;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CrossValidationCommandTest {

    @TempDir
    static Path drawn;

    @TempDir
    Path folder;

    @BeforeAll
    static void draw() {
        DrawnPictures.write(drawn, 10, Seed.of(1));
    }

    @Test
    void folds_are_told_one_by_one_and_no_model_is_written() throws IOException {
        Path events = folder.resolve("events.jsonl");
        Path page = folder.resolve("folds.html");
        CommandLineRun run = folds("2", "--events", events.toString(), "--html", page.toString(), "--epochs", "1");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("Fold 1 of 2  accuracy ", "Fold 2 of 2  accuracy ");
        assertThat(run.out())
                .contains("60 in 2 folds", "mean  ", " ± ", "of 60)")
                .doesNotContain("Saved in");
        assertThat(page).content().contains("Fold by fold");
        List<JsonNode> lines = Files.readAllLines(events).stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
        assertThat(lines.stream().map(line -> line.get("event").asString()))
                .startsWith("fold-began", "began")
                .contains("fold")
                .endsWith("folds");
        assertThat(lines.getFirst().get("folds").intValue()).isEqualTo(2);
        assertThat(lines.getLast().get("reason").asString()).isEqualTo("completed");
        assertThat(lines.getLast().has("deviation")).isTrue();
        try (var written = Files.list(folder)) {
            assertThat(written).containsExactlyInAnyOrder(events, page);
        }
    }

    @Test
    void json_is_all_that_is_printed() {
        CommandLineRun run = folds("2", "--json", "--epochs", "1");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode report = JsonMapper.shared().readTree(run.out());
        assertThat(report.get("pictures").intValue()).isEqualTo(60);
        assertThat(report.get("folds").get("rounds")).hasSize(2);
    }

    @Test
    void with_an_output_a_model_is_taught_afterwards_and_tells_of_the_folds() {
        Path model = folder.resolve("drawn.keras");
        CommandLineRun run = folds("2", "-o", model.toString(), "--epochs", "1");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Now a model", "Saved in " + model);
        try (Classifier classifier = Classifier.load(model)) {
            assertThat(classifier.about().get("Cross-validation")).matches("[\\d.]+ ± [\\d.]+ % in 2 folds");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--folds 1 | at least 2",
                "--folds 61 | at most 60",
                "--folds 2 --resume | --resume is about a single training",
                "--folds 2 --check | --check is about a single training",
                "--folds 2 --test 0.2 | name one with -o",
                "--folds 2 --checkpoint-every 1 | name one with -o",
                "--folds 2 --json -o x.keras | leave one of them away",
                "--folds 2 --html nowhere/x.html | a folder that exists",
                "--json | goes with --folds",
            })
    void what_cannot_be_meant_is_refused(String options, String message) {
        List<String> words = new ArrayList<>(List.of("train", drawn.toString(), "--recipe", "from-scratch"));
        words.addAll(List.of(options.split(" ")));
        CommandLineRun run = glimpse(words.toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    @Test
    void a_training_that_is_gone_on_with_has_no_folds() {
        assertThat(CrossValidationOptions.without(List.of(
                        "train",
                        "d",
                        "--folds",
                        "5",
                        "--seed",
                        "1",
                        "--folds=5",
                        "--html",
                        "a.html",
                        "--html=b",
                        "-o",
                        "m")))
                .containsExactly("train", "d", "--seed", "1", "-o", "m");
    }

    private static CommandLineRun folds(String count, String... options) {
        List<String> words = new ArrayList<>(
                List.of("train", drawn.toString(), "--recipe", "from-scratch", "--size", "16", "--folds", count));
        words.addAll(List.of(options));
        return glimpse(words.toArray(String[]::new));
    }
}
