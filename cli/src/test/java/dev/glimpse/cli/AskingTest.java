package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.Classifier;
import dev.glimpse.classifier.FromScratch;
import dev.glimpse.classifier.Prediction;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code predict} and {@code evaluate} with a model that was taught a little. */
class AskingTest {

    @TempDir
    static Path shared;

    private static Path drawn;
    private static Path model;

    @TempDir
    Path folder;

    @BeforeAll
    static void teach() {
        drawn = shared.resolve("drawn");
        model = shared.resolve("drawn.keras");
        DrawnPictures.write(drawn, 20, Seed.of(1));
        FromScratch recipe =
                FromScratch.of(KnownArchitecture.SMALL_CNN, Shape.of(16, 16, 3)).epochs(1);
        try (Dataset dataset = Dataset.open(drawn).split()) {
            ((Trained) Training.run(dataset, recipe, training -> training.output(model)))
                    .classifier()
                    .close();
        }
    }

    @Test
    void predict_shows_the_best_guesses_below_the_name() throws IOException {
        String picture = pictures().getFirst();
        CommandLineRun run = glimpse("predict", model.toString(), picture);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).hasSize(4).first().isEqualTo(picture);
        assertThat(run.out().lines().skip(1))
                .allMatch(line -> line.matches(" {2}\\S+ +[<>]?\\d+\\.\\d %"))
                .extracting(String::length)
                .containsOnly(
                        run.out().lines().skip(1).findFirst().orElseThrow().length());
        assertThat(glimpse("predict", "--top", "1", model.toString(), picture).out())
                .hasLineCount(2);
    }

    @Test
    void predict_in_json_gives_all_probabilities_exactly() throws IOException {
        List<String> pictures = pictures();
        CommandLineRun run = glimpse(Stream.concat(Stream.of("predict", "--json", model.toString()), pictures.stream())
                .toArray(String[]::new));

        assertThat(run.exitCode()).isZero();
        assertThat(pictures).hasSizeGreaterThan(64);
        List<JsonNode> lines =
                run.out().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(lines).hasSize(pictures.size());
        try (Classifier classifier = Classifier.load(model)) {
            for (int i = 0; i < pictures.size(); i++) {
                assertThat(lines.get(i).get("picture").asString()).isEqualTo(pictures.get(i));
                Prediction expected = classifier.predict(Path.of(pictures.get(i)));
                JsonNode guesses = lines.get(i).get("guesses");
                assertThat(guesses).hasSize(DrawnPictures.labels().size());
                for (int k = 0; k < guesses.size(); k++) {
                    assertThat(guesses.get(k).get("label").asString())
                            .isEqualTo(expected.guesses().get(k).label());
                    // Alone and in a batch, sums are added up in another order.
                    assertThat(guesses.get(k).get("probability").floatValue())
                            .isCloseTo(expected.guesses().get(k).probability(), within(1e-5f));
                }
            }
            String alone = glimpse("predict", "--json", "--top", "2", model.toString(), pictures.getFirst())
                    .out();
            JsonNode guesses = JsonMapper.shared().readTree(alone).get("guesses");
            assertThat(guesses).hasSize(2);
            assertThat(alone)
                    .contains("\"probability\":"
                            + classifier
                                    .predict(Path.of(pictures.getFirst()))
                                    .best()
                                    .probability());
        }
    }

    @Test
    void predict_takes_the_pictures_of_a_folder() throws IOException {
        Files.writeString(drawn.resolve("notes.txt"), "no picture");
        CommandLineRun run = glimpse("predict", "--json", model.toString(), drawn.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().map(line -> JsonMapper.shared()
                        .readTree(line)
                        .get("picture")
                        .asString()))
                .containsExactlyElementsOf(pictures());

        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(glimpse("predict", model.toString(), empty.toString())).satisfies(none -> {
            assertThat(none.exitCode()).isEqualTo(2);
            assertThat(none.err()).isEqualTo("glimpse: there are no pictures in the folder " + empty + "\n");
        });
    }

    @Test
    void predict_goes_on_after_pictures_that_cannot_be_read() throws IOException {
        Path zero = Files.createFile(folder.resolve("zero.png"));
        Path text = Files.writeString(folder.resolve("text.jpg"), "I am no picture");
        byte[] whole = Files.readAllBytes(Path.of(pictures().getFirst()));
        Path half = Files.write(folder.resolve("half.png"), Arrays.copyOf(whole, whole.length / 2));
        CommandLineRun run = glimpse(
                "predict",
                "--json",
                model.toString(),
                zero.toString(),
                pictures().getFirst(),
                text.toString(),
                half.toString(),
                folder.resolve("gone.png").toString(),
                pictures().getLast());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).hasLineCount(2);
        assertThat(run.err().lines())
                .hasSize(5)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("glimpse: ").contains("zero.png"),
                        line -> assertThat(line).startsWith("glimpse: ").contains("text.jpg"),
                        line -> assertThat(line).startsWith("glimpse: ").contains("half.png"),
                        line -> assertThat(line).startsWith("glimpse: ").contains("gone.png"),
                        line -> assertThat(line).isEqualTo("4 of 6 pictures could not be read"));
    }

    @Test
    void predict_says_what_it_assumes_of_a_model_that_others_saved() throws IOException {
        Path foreign = folder.resolve("foreign.keras");
        try (Model untaught = Model.build(Sequential.of(
                Layers.input(8, 10, 1), Layers.flatten(), Layers.dense(3).softmax()))) {
            untaught.save(foreign);
        }
        CommandLineRun run =
                glimpse("predict", "--json", foreign.toString(), pictures().getFirst());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).hasLineCount(1).contains("labels are the numbers of its outputs", "8x10 in grey");
        JsonNode guesses = JsonMapper.shared().readTree(run.out()).get("guesses");
        assertThat(guesses.valueStream().map(guess -> guess.get("label").asString()))
                .containsExactlyInAnyOrder("0", "1", "2");

        try (Model untaught = Model.build(Sequential.of(Layers.input(8, 10, 1), Layers.flatten(), Layers.dense(3)))) {
            untaught.save(folder.resolve("linear.keras"));
        }
        CommandLineRun linear = glimpse(
                "predict", folder.resolve("linear.keras").toString(), pictures().getFirst());
        assertThat(linear.exitCode()).isEqualTo(2);
        assertThat(linear.out()).isEmpty();
        assertThat(linear.err()).contains("ends in bare sums", "--logits");

        CommandLineRun judged = glimpse("evaluate", foreign.toString(), drawn.toString());
        assertThat(judged.exitCode()).isEqualTo(2);
        assertThat(judged.err()).contains("nobody has named the 3 outputs");
    }

    @Test
    void what_is_no_model_is_one_line_and_exit_code_2() throws IOException {
        byte[] whole = Files.readAllBytes(model);
        Path truncated = Files.write(folder.resolve("truncated.keras"), Arrays.copyOf(whole, whole.length / 2));
        Path text = Files.writeString(folder.resolve("text.keras"), "no model");
        Path zero = Files.createFile(folder.resolve("zero.keras"));
        Path bare = folder.resolve("bare.keras");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bare))) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
        }
        Path wide = folder.resolve("wide.keras");
        try (Model untaught = Model.build(Sequential.of(
                Layers.input(8, 8, 4), Layers.flatten(), Layers.dense(3).softmax()))) {
            untaught.save(wide);
        }
        for (Path wrong : List.of(truncated, text, zero, bare, wide, folder, folder.resolve("gone.keras"))) {
            for (CommandLineRun run : List.of(
                    glimpse("predict", wrong.toString(), pictures().getFirst()),
                    glimpse("evaluate", wrong.toString(), drawn.toString()))) {
                assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
                assertThat(run.out()).isEmpty();
                assertThat(run.err())
                        .startsWith("glimpse: ")
                        .hasLineCount(1)
                        .doesNotContain("bug")
                        .containsAnyOf(wrong.toString(), "4");
            }
        }
    }

    @Test
    void wrong_options_are_one_line_and_exit_code_2() throws IOException {
        String picture = pictures().getFirst();
        for (CommandLineRun run : List.of(
                glimpse("predict", model.toString()),
                glimpse("predict", "--top", "0", model.toString(), picture),
                glimpse("predict", model.toString(), "-"),
                glimpse("evaluate", model.toString()),
                glimpse("evaluate", "--split", "some", model.toString(), drawn.toString()),
                glimpse("evaluate", "--limit", "few", model.toString(), drawn.toString()),
                glimpse("evaluate", "--html", folder.toString(), model.toString(), drawn.toString()),
                glimpse("evaluate", "--html", folder + "/a/b.html", model.toString(), drawn.toString()),
                glimpse("evaluate", model.toString(), folder.resolve("gone").toString()))) {
            assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("glimpse: ").hasLineCount(1).doesNotContain("bug");
        }
    }

    @Test
    void evaluate_judges_by_the_test_split_and_says_so() throws IOException {
        Path page = folder.resolve("report.html");
        CommandLineRun run = glimpse("evaluate", model.toString(), drawn.toString(), "--html", page.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("the test split of " + drawn, "accuracy", "95 % interval");
        assertThat(run.err()).isEqualTo("Wrote " + page + "\n");
        assertThat(page).content().startsWith("<!DOCTYPE html>").contains("the test split of");
    }

    @Test
    void evaluate_takes_the_split_that_is_asked_for() {
        try (Classifier classifier = Classifier.load(model);
                Dataset dataset = Dataset.open(drawn)) {
            int all = 0;
            for (String split : List.of("train", "validation", "test")) {
                JsonNode report = evaluate("--split", split);
                int expected = (int) dataset.items()
                        .filter(item -> classifier
                                .splits()
                                .of(item.hash())
                                .orElseThrow()
                                .word()
                                .equals(split))
                        .count();
                assertThat(report.get("pictures").asInt()).isEqualTo(expected).isPositive();
                assertThat(report.get("measuredOn").get("description").asString())
                        .contains("the " + split + " split");
                all += expected;
            }
            assertThat(evaluate("--split", "ALL").get("pictures").asInt()).isEqualTo(all);
        }
        assertThat(evaluate().get("measuredOn").get("acquaintance").asString()).isEqualTo("held-out");
        assertThat(evaluate("--split", "train")
                        .get("measuredOn")
                        .get("acquaintance")
                        .asString())
                .isEqualTo("trained-on");
    }

    @Test
    void evaluate_takes_a_part() {
        JsonNode report = evaluate("--split", "all", "--limit", "12");

        assertThat(report.get("pictures").asInt()).isEqualTo(12);
        assertThat(report.get("measuredOn").get("description").asString()).startsWith("12 of the 120 in all pictures");
        assertThat(evaluate("--split", "all", "--limit", "50%").get("pictures").asInt())
                .isEqualTo(60);
    }

    @Test
    void evaluate_refuses_labels_that_the_model_lacks() throws IOException {
        Path others = folder.resolve("others");
        DrawnPictures.write(others, 3, Seed.of(4));
        Files.move(others.resolve(DrawnPictures.labels().getFirst()), others.resolve("zeppelin"));
        CommandLineRun run = glimpse("evaluate", model.toString(), others.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(1)
                .contains("'zeppelin'", DrawnPictures.labels().getFirst());
    }

    @Test
    void evaluate_names_what_it_leaves_out_unless_it_is_strict() throws IOException {
        Path others = folder.resolve("others");
        DrawnPictures.write(others, 3, Seed.of(5));
        Path home = others.resolve(DrawnPictures.labels().getFirst());
        Files.createFile(home.resolve("zero.png"));
        byte[] whole = Files.readAllBytes(Path.of(pictures().getFirst()));
        Files.write(home.resolve("half.png"), Arrays.copyOf(whole, whole.length * 2 / 3));
        CommandLineRun run = glimpse("evaluate", "--json", model.toString(), others.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).hasLineCount(2).contains("zero.png", "half.png");
        JsonNode report = JsonMapper.shared().readTree(run.out());
        assertThat(report.get("pictures").asInt()).isEqualTo(18);
        assertThat(report.get("measuredOn").get("description").asString()).contains("none of which it ever saw");

        CommandLineRun strict = glimpse("evaluate", "--strict", model.toString(), others.toString());
        assertThat(strict.exitCode()).isEqualTo(2);
        assertThat(strict.err()).hasLineCount(1).contains("zero.png");
        Files.delete(home.resolve("zero.png"));
        assertThat(glimpse("evaluate", "--strict", model.toString(), others.toString())
                        .err())
                .hasLineCount(1)
                .contains("half.png");
    }

    @Test
    void a_reader_that_has_seen_enough_ends_the_work_without_a_word() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Screen screen = new Screen(broken, Screen.Reader.PROGRAM, err, Screen.Reader.PROGRAM, Map.of());

        assertThat(Glimpse.run(screen, "predict", model.toString(), drawn.toString()))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static JsonNode evaluate(String... options) {
        CommandLineRun run = glimpse(Stream.concat(
                        Stream.of("evaluate", "--json", model.toString(), drawn.toString()), Arrays.stream(options))
                .toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        return JsonMapper.shared().readTree(run.out());
    }

    private static List<String> pictures() throws IOException {
        try (Stream<Path> walk = Files.walk(drawn)) {
            return walk.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .map(Path::toString)
                    .toList();
        }
    }
}
