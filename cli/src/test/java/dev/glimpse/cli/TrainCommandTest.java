package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.classifier.Classifier;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.tensor.Seed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainCommandTest {

    @TempDir
    static Path drawn;

    @TempDir
    Path folder;

    @BeforeAll
    static void draw() {
        DrawnPictures.write(drawn, 20, Seed.of(1));
    }

    @Test
    void a_training_ends_with_a_model_its_accuracy_and_what_to_do_next() {
        Path model = folder.resolve("drawn.keras");
        CommandLineRun run = train(model, "--epochs", "2", "--augment", "flip", "--schedule", "cosine:warmup=2");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("small-cnn on [16, 16, 3]", "84 to learn from", "18 to judge by", "Best      epoch")
                .contains("accuracy", "of 18)", "Confusion", "Saved in " + model, "glimpse predict " + model);
        assertThat(run.err()).hasLineCount(2).contains("Epoch 1/2  loss ", "Epoch 2/2", "val_accuracy");
        try (Classifier classifier = Classifier.load(model)) {
            assertThat(classifier.labels()).isEqualTo(DrawnPictures.labels());
        }
        assertThat(folder.resolve("drawn.run/history.csv")).exists();
    }

    @Test
    void events_are_one_json_object_a_line() throws IOException {
        Path events = folder.resolve("events.jsonl");
        CommandLineRun run = train(folder.resolve("drawn.keras"), "--epochs", "2", "--events", events.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<JsonNode> lines = Files.readAllLines(events).stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
        assertThat(names(lines)).startsWith("began", "batch").endsWith("epoch", "checkpoint", "end");
        JsonNode began = lines.getFirst();
        assertThat(began.get("epochs").asInt()).isEqualTo(2);
        assertThat(began.get("pictures").asInt()).isEqualTo(84);
        assertThat(began.get("batches").asInt()).isEqualTo(3);
        assertThat(began.get("epoch").asInt()).isEqualTo(1);
        List<JsonNode> last = lines.stream()
                .filter(line -> line.get("event").asString().equals("batch")
                        && line.get("batch").asInt() == 3)
                .toList();
        assertThat(last).hasSize(2);
        JsonNode epoch = lines.get(lines.size() - 3);
        assertThat(epoch.get("epoch").asInt()).isEqualTo(2);
        assertThat(epoch.get("metrics").propertyNames())
                .contains("loss", "accuracy", "val_loss", "val_accuracy", "learning_rate");
        JsonNode end = lines.getLast();
        assertThat(end.get("reason").asString()).isEqualTo("completed");
        assertThat(end.get("pictures").asInt()).isEqualTo(18);
        assertThat(end.get("accuracy").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void a_description_of_layers_is_a_model_too() {
        Path first = folder.resolve("first.keras");
        assertThat(train(first, "--epochs", "1").exitCode()).isZero();
        CommandLineRun again = glimpse(
                "train",
                drawn.toString(),
                "--model",
                first.toString(),
                "--epochs",
                "1",
                "-o",
                folder.resolve("b.keras").toString());
        assertThat(again.exitCode()).as(again.err()).isZero();
    }

    @Test
    void a_text_with_layers_is_a_model_too_and_gets_its_output_layer() throws IOException {
        Path text = Files.writeString(folder.resolve("my_cnn.py"), """
                model.add(Conv2D(4, 3, activation='relu'))
                model.add(GlobalAveragePooling2D())
                """);
        Path model = folder.resolve("mine.keras");
        CommandLineRun run = train(model, "--model", text.toString(), "--epochs", "1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("Dense(6, activation='softmax') was added at the end, for the labels");
        try (Classifier classifier = Classifier.load(model)) {
            assertThat(classifier.labels()).isEqualTo(DrawnPictures.labels());
        }
    }

    @Test
    void errors_of_a_text_are_told_before_any_picture_is_read() throws IOException {
        Path text = Files.writeString(folder.resolve("my_cnn.py"), "model.add(Conv2D(4))");
        CommandLineRun run = glimpse(
                "train",
                folder.resolve("nothing").toString(),
                "--model",
                text.toString(),
                "-o",
                folder.resolve("x.keras").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("line 1, column 11: Conv2D needs kernel_size", "          ^^^^^^");
    }

    @Test
    void unreadable_pictures_are_named_and_counted_or_refused() throws IOException {
        Path broken = folder.resolve("broken");
        copy(drawn, broken);
        Files.writeString(broken.resolve("tree/empty.png"), "");
        Path picture = broken.resolve("tree/tree-0003.png");
        Files.write(picture, java.util.Arrays.copyOf(Files.readAllBytes(picture), 600));
        String output = folder.resolve("x.keras").toString();

        CommandLineRun strict = glimpse("train", broken.toString(), "--strict", "-o", output);
        assertThat(strict.exitCode()).isEqualTo(2);
        assertThat(strict.err()).contains("empty.png");
        CommandLineRun run = glimpse(
                "train", broken.toString(), "--model", "small-cnn", "--size", "16", "--epochs", "1", "-o", output);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("Left out: tree/empty.png", "left out");
    }

    /** Each is refused before anything is written. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--model lennet | lenet, mnist-cnn",
                "--optimizer adan | adagrad, got 'adan'",
                "--optimizer adam --momentum 0.9 | --momentum goes with --optimizer sgd",
                "--schedule cosine:warm=3 | not 'warm'",
                "--schedule piecewise:soon=1 | 'soon' is no number of steps",
                "--learning-rate -1 | learning rate",
                "--epochs 0 | --epochs is at least 1",
                "--augment spin=3 | expected flip, rotate",
                "--fit stretch | squash, center-crop, letterbox",
                "--size big | such as 96 or 96x128",
                "--channels 2 | 1 (grey) or 3 (colour)",
                "--limit 0 | at least 1 picture",
                "--validation 0.6 --test 0.6 | leave something to learn from",
                "--class-weights fair | even, balanced",
                "--label-smoothing 1 | label smoothing",
                "--checkpoint-every 0 | --checkpoint-every is at least 1",
                "--events nowhere/events.jsonl | a folder that exists",
                "--resume | there is no interrupted training",
                "--size 2 | 2",
            })
    void bad_options_are_one_line_and_leave_nothing(String options, String message) throws IOException {
        CommandLineRun run = train(folder.resolve("x.keras"), options.split(" "));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).startsWith("glimpse: ").contains(message).hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }

    /** Each names what the option goes with. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--epochs 3 | --epochs is for one recipe, and without a choice several are tried: choose one of --recipe head, ",
                "--k 5 | --k is for one recipe, and without a choice several are tried: choose one of --recipe knn, --recipe ",
                "--distance cosine | several are tried: add --recipe knn, or leave it away",
                "--recipe auto --epochs 3 | not with --recipe auto",
                "--recipe head --budget 2m | --budget goes with --recipe auto, not with --recipe head",
                "--recipe knn --augment flip | --augment goes with --recipe head, ",
                "--recipe linear --model lenet | --model goes with --recipe from-scratch, --from, not with --recipe linear",
                "--model lenet --layers 3 | --layers goes with --recipe fine-tune, not with --recipe from-scratch",
                "--recipe head --check | --check goes with --recipe from-scratch, --from",
                "--resume | there is nothing to resume with --recipe auto",
                "--recipe forest | --recipe is one of auto, head, linear, knn, fine-tune, from-scratch",
                "--recipe head --from x.keras | leave --recipe head away, or --from",
                "--budget soon | a time such as 90s, 2m or 1h30m, got 'soon'",
                "--recipe head --units 10,x | such as 100 or 100,50",
                "--recipe head --looks 3 | --looks goes with --augment",
                "--recipe knn --k 0 | --k is at least 1",
                "--recipe features | add a learner, such as features+svm",
                "--recipe head+svm | head takes no learner, only features and embedding do",
                "--recipe features+tree | knn, logistic, linear-svm, svm, forest, boosting, got 'tree'",
                "--recipe features+svm --features hog,hug | expected hog, lbp",
                "--recipe features+svm --features hog:cell=1 | 2 to 256 pixels",
                "--recipe features+svm --backbone mobilenet_v2 | --backbone goes with --recipe auto",
                "--recipe embedding+svm --features hog | --features goes with --recipe features+LEARNER",
                "--recipe features+forest --c 3 | --c goes with svm, linear-svm, logistic, not with features+forest",
                "--recipe features+svm --learning-rate 0.1 | --learning-rate goes with boosting, not with features+svm",
                "--recipe features+svm --c 0 | --c is above 0, got 0.0",
                "--recipe features+forest --trees 0 | --trees is 1 to 10000, got 0",
                "--recipe features+boosting --learning-rate 2 | above 0 and at most 1, got 2.0",
                "--recipe features+svm --size 100x200 | --size is one number with features",
                "--recipe features+svm --size 4 | 16 to 1024 pixels, got 4",
                "--recipe features+svm --epochs 3 | not with --recipe features+LEARNER",
                "--recipe knn --distance far | cosine, euclidean",
                "--recipe fine-tune --rates slow | uniform, discriminative",
                "--recipe head --backbone mobilnet | there is no pretrained network 'mobilnet'",
            })
    void options_of_other_recipes_are_refused(String options, String message) {
        List<String> words = new ArrayList<>(List.of("train", drawn.toString()));
        words.addAll(List.of(options.split(" ")));
        CommandLineRun run = glimpse(words.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).startsWith("glimpse: ").contains(message).hasLineCount(1);
    }

    @Test
    void every_rule_is_about_an_option_that_there_is() {
        var options = new CommandLine(new TrainCommand(new Screen(
                        System.out, Screen.Reader.PROGRAM, System.err, Screen.Reader.PROGRAM, java.util.Map.of())))
                .getCommandSpec()
                .optionsMap()
                .keySet();

        assertThat(options).containsAll(RecipeRules.options());
    }

    @Test
    void bad_data_is_one_line_and_leaves_nothing() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path one = folder.resolve("one");
        copy(drawn.resolve("tree"), one.resolve("tree"));
        refused(empty, "empty");
        refused(one, "one class");
        refused(folder.resolve("nowhere"), "nowhere");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("empty", "one");
        }
    }

    @Test
    void one_picture_of_a_class_is_said_before_anything_is_learnt() throws IOException {
        Path few = folder.resolve("few");
        for (String label : List.of("fish", "tree")) {
            Files.createDirectories(few.resolve(label));
            Files.copy(drawn.resolve(label + "/" + label + "-0000.png"), few.resolve(label + "/0.png"));
        }
        CommandLineRun run = glimpse(
                "train",
                few.toString(),
                "--model",
                "small-cnn",
                "--size",
                "16",
                "--epochs",
                "1",
                "-o",
                folder.resolve("x.keras").toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err().lines().toList().getFirst())
                .contains("too few pictures to keep one back for validation of 'fish' (1 picture), 'tree' (1 picture)");
        assertThat(run.err()).contains("There is only 1 picture to learn from of fish, tree");
        assertThat(run.out()).contains("There are no pictures to judge it by");
    }

    private void refused(Path data, String message) {
        CommandLineRun run = glimpse(
                "train", data.toString(), "-o", folder.resolve("x.keras").toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1);
    }

    @Test
    void an_output_that_cannot_be_is_refused_at_once() throws IOException {
        assertThat(train(folder.resolve("model.h5")).err()).contains("add that ending");
        assertThat(train(folder.resolve("nowhere/model.keras")).err()).contains("make it first");
        Files.createDirectory(folder.resolve("folder.keras"));
        assertThat(train(folder.resolve("folder.keras")).err()).contains("is a folder");
    }

    @Test
    void two_trainings_do_not_share_an_output() throws IOException {
        Path run = Files.createDirectory(folder.resolve("x.run"));
        try (FileChannel channel =
                        FileChannel.open(run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            CommandLineRun second = train(folder.resolve("x.keras"));
            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.err()).contains("another training writes into").hasLineCount(1);
        }
    }

    @Test
    void check_passes_a_good_recipe_and_writes_nothing() {
        CommandLineRun run = train(folder.resolve("x.keras"), "--check");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("10 pictures were learnt to 100 %", "about 1.792");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void check_says_what_is_wrong_with_the_learning_rate() {
        CommandLineRun high =
                train(folder.resolve("x.keras"), "--check", "--optimizer", "sgd", "--learning-rate", "1000");
        assertThat(high.exitCode()).isEqualTo(2);
        assertThat(high.err()).contains("could not be learnt to 100 %", "the learning rate 1000.0 is too high");
        CommandLineRun low = train(folder.resolve("x.keras"), "--check", "--learning-rate", "1e-9");
        assertThat(low.exitCode()).isEqualTo(2);
        assertThat(low.err()).contains("the learning rate 1.0E-9 is too low");
    }

    private static CommandLineRun train(Path output, String... options) {
        List<String> words = new ArrayList<>(List.of(
                "train", drawn.toString(), "--recipe", "from-scratch", "--size", "16", "-o", output.toString()));
        words.addAll(List.of(options));
        return glimpse(words.toArray(String[]::new));
    }

    private static List<String> names(List<JsonNode> lines) {
        return lines.stream().map(line -> line.get("event").asString()).toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
