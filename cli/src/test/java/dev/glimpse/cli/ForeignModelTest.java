package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.Classifier;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands on model files that say nothing about labels and pictures. */
class ForeignModelTest {

    private static final Architecture NETWORK = Sequential.of(
            Layers.input(12, 12, 3),
            Layers.conv2d(4, 3).relu(),
            Layers.flatten(),
            Layers.dense(6).softmax());

    @TempDir
    static Path shared;

    private static Path drawn;
    private static Path foreign;
    private static Path labels;
    private static String picture;

    @TempDir
    Path folder;

    @BeforeAll
    static void make() throws IOException {
        drawn = shared.resolve("drawn");
        DrawnPictures.write(drawn, 20, Seed.of(1));
        foreign = saved(NETWORK, shared.resolve("foreign.keras"));
        labels =
                Files.write(shared.resolve("labels.txt"), DrawnPictures.labels().reversed());
        try (Stream<Path> files = Files.list(drawn.resolve("tree"))) {
            picture = files.sorted().findFirst().orElseThrow().toString();
        }
    }

    @Test
    void predict_says_once_which_labels_and_preprocessing_it_took() {
        CommandLineRun run = glimpse(
                "predict", foreign.toString(), picture, "--labels", labels.toString(), "--preprocessing", "caffe");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .hasLineCount(1)
                .contains(
                        "labels are those in " + labels,
                        "squashed to 12x12 in colour",
                        "blue, green, red less their means in ImageNet (--preprocessing caffe)");
        assertThat(DrawnPictures.labels())
                .contains(run.out().lines().toList().get(1).strip().split(" ")[0]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--labels gone.txt | there is no file gone.txt with labels",
                "--preprocessing vgg | none, 0..1, tf, caffe, torch, got 'vgg'",
                "--size 24 | pictures of 12 x 12: leave the size 24 x 24 away",
                "--channels 1 | leave --channels away",
                "--fit bent | squash, center-crop, letterbox",
                "--model lenet | name the labels",
                "--model nothing | there is no model 'nothing'",
            })
    void what_cannot_be_meant_is_one_line_and_exit_code_2(String options, String message) {
        String[] words = Stream.concat(Stream.of("predict", foreign.toString(), picture), Stream.of(options.split(" ")))
                .toArray(String[]::new);
        CommandLineRun run = glimpse(words);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("glimpse: ").contains(message).hasLineCount(1);
    }

    @Test
    void logits_get_softmax_when_the_user_says_that_they_are_such() {
        Path linear = saved(
                Sequential.of(Layers.input(8, 8, 1), Layers.flatten(), Layers.dense(3)),
                folder.resolve("linear.keras"));

        assertThat(glimpse("predict", linear.toString(), picture).err()).contains("bare sums", "--logits");
        CommandLineRun run = glimpse("predict", linear.toString(), picture, "--logits", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode guesses = JsonMapper.shared().readTree(run.out()).get("guesses");
        assertThat(guesses.valueStream()
                        .mapToDouble(guess -> guess.get("probability").doubleValue())
                        .sum())
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void bare_weights_need_the_layers_they_are_the_weights_of() throws IOException {
        Path layers = Files.writeString(folder.resolve("layers.json"), KerasJson.write(NETWORK));
        // A whole file does as one of weights: its own layers are passed over.
        CommandLineRun whole = glimpse("predict", foreign.toString(), picture);
        CommandLineRun parts = glimpse("predict", foreign.toString(), picture, "--model", layers.toString());

        assertThat(parts.exitCode()).as(parts.err()).isZero();
        assertThat(parts.out()).isEqualTo(whole.out());
    }

    @Test
    void a_model_for_pictures_of_any_size_is_told_which() throws IOException {
        Architecture network = Sequential.of(
                Layers.input(12, 12, 3),
                Layers.conv2d(4, 3).relu(),
                Layers.globalAveragePooling2d(),
                Layers.dense(6).softmax());
        String weights = saved(network, folder.resolve("any.keras")).toString();
        String json = JsonMapper.shared().readTree(KerasJson.write(network)).toString();
        assertThat(json).contains("[null,12,12,3]");
        String layers = Files.writeString(folder.resolve("any.json"), json.replace("null,12,12,3", "null,null,null,3"))
                .toString();

        assertThat(glimpse("summary", layers).err()).contains("any size", "--size 96x96");
        assertThat(glimpse("summary", layers, "--size", "20x24").out()).contains("(None, 18, 22, 4)");
        CommandLineRun run = glimpse("predict", weights, picture, "--model", layers, "--size", "20x24");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("squashed to 20x24");
    }

    @Test
    void evaluate_takes_data_with_some_of_the_labels_in_any_order() throws IOException {
        Path some = Files.createDirectory(folder.resolve("some"));
        for (String label : List.of("tree", "fish")) {
            Files.createDirectory(some.resolve(label));
            try (Stream<Path> files = Files.list(drawn.resolve(label))) {
                for (Path file : files.toList()) {
                    Files.copy(file, some.resolve(label).resolve(file.getFileName()));
                }
            }
        }
        CommandLineRun run =
                glimpse("evaluate", foreign.toString(), some.toString(), "--labels", labels.toString(), "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode report = JsonMapper.shared().readTree(run.out());
        assertThat(report.at("/pictures").intValue()).isEqualTo(40);
        assertThat(glimpse("evaluate", foreign.toString(), some.toString()).err())
                .contains("nobody has named the 6 outputs");
    }

    @Test
    void train_goes_on_from_it_and_saves_what_was_said() {
        Path model = folder.resolve("taught.keras");
        CommandLineRun run = glimpse(
                "train",
                drawn.toString(),
                "--from",
                foreign.toString(),
                "--labels",
                labels.toString(),
                "--preprocessing",
                "tf",
                "--epochs",
                "1",
                "-o",
                model.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("labels are those in " + labels, "-1 to 1 (--preprocessing tf)");
        assertThat(run.out()).contains("from the weights of " + foreign + "; the optimizer begins anew");
        try (Classifier classifier = Classifier.load(model)) {
            assertThat(classifier.labels()).isEqualTo(DrawnPictures.labels().reversed());
            assertThat(classifier.architecture().layersByName()).containsKey("rescaling");
        }

        Path more = folder.resolve("more.keras");
        CommandLineRun again = glimpse(
                "train",
                drawn.toString(),
                "--from",
                model.toString(),
                "--keep-optimizer",
                "--epochs",
                "1",
                "-o",
                more.toString());
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).doesNotContain("was not saved by Glimpse");
        assertThat(again.out()).contains("the optimizer goes on where it was");
    }

    @Test
    void what_does_not_fit_is_told_before_anything_is_printed_or_written() {
        Path events = folder.resolve("events.jsonl");
        CommandLineRun run = glimpse(
                "train",
                drawn.toString(),
                "--model",
                "small-cnn",
                "--size",
                "2",
                "--events",
                events.toString(),
                "-o",
                folder.resolve("x.keras").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(folder).isEmptyDirectory();

        assertThat(glimpse("train", drawn.toString(), "--labels", labels.toString())
                        .err())
                .contains("name it with --from");
    }

    @Test
    void a_test_split_of_a_part_says_what_it_leaves_out() {
        Path model = folder.resolve("part.keras");
        assertThat(glimpse(
                                "train",
                                drawn.toString(),
                                "--model",
                                "small-cnn",
                                "--limit",
                                "60",
                                "--size",
                                "16",
                                "--epochs",
                                "1",
                                "-o",
                                model.toString())
                        .exitCode())
                .isZero();

        assertThat(glimpse("evaluate", model.toString(), drawn.toString()).out())
                .containsIgnoringWhitespaces("60 pictures that were not there when it was taught");
        CommandLineRun unseen = glimpse("evaluate", model.toString(), drawn.toString(), "--split", "unseen");
        assertThat(unseen.exitCode()).as(unseen.err()).isZero();
        assertThat(unseen.out()).contains("all unseen pictures");
    }

    private static Path saved(Architecture architecture, Path file) {
        try (Model model = Model.build(architecture)) {
            model.save(file);
        }
        return file;
    }
}
