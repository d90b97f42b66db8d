package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.classifier.Classifier;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.nn.archive.KerasHdf5;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Seed;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.weights.KnownWeights;
import dev.glimpse.zoo.weights.Top;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searching with a backbone that nobody taught: random weights in a zoo of its own. */
class SearchCommandTest {

    private static final String ZOO = "glimpse.zoo";

    @TempDir
    static Path shared;

    private static Path drawn;

    @TempDir
    Path folder;

    @BeforeAll
    static void fillZoo() throws IOException {
        drawn = shared.resolve("drawn");
        DrawnPictures.write(drawn, 40, Seed.of(1));
        KnownNetwork network = KnownNetwork.named("mobilenet_0.25").orElseThrow();
        Architecture layers = network.architecture(Size2.square(32), new Ending.Features());
        Path zoo = Files.createDirectory(shared.resolve("zoo"));
        String name = KnownWeights.of(network)
                .file(Top.WITHOUT, Size2.square(network.usualSize()))
                .name();
        try (Model model = Model.build(layers, build -> build.seed(1))) {
            KerasHdf5.writeWeights(zoo.resolve(name), layers, new Weights(new LinkedHashMap<>(model.weights())));
        }
        System.setProperty(ZOO, zoo.toString());
    }

    @AfterAll
    static void leaveZoo() {
        System.clearProperty(ZOO);
    }

    private CommandLineRun search(String... options) {
        List<String> words = new ArrayList<>(List.of(
                "search",
                drawn.toString(),
                "--size",
                "32",
                "-o",
                folder.resolve("s").toString()));
        words.addAll(List.of(options));
        return glimpse(words.toArray(String[]::new));
    }

    @Test
    void the_same_search_gives_the_same_table_but_for_the_seconds_and_its_best_is_a_model() throws IOException {
        String[] options = {
            "--recipe",
            "head",
            "--epochs",
            "4",
            "--vary",
            "learning-rate=log:1e-4..1e-1",
            "--vary",
            "units=0|16",
            "--tries",
            "4",
            "--halving",
            "2",
            "--seed",
            "3"
        };
        CommandLineRun run = search(options);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Recipe    head", "Search    4 tries of learning-rate=log:0.0001..0.1, units=0|16")
                .contains("Rank  Try  learning-rate  units  Accuracy  Log loss  Seconds  Learnt from")
                .contains("Best      try ", "On test   ", "Saved in " + folder.resolve("s/best.keras"))
                .contains("train " + drawn + " --size 32 --recipe head --epochs 4 --learning-rate");
        assertThat(run.err()).contains("Halving: 4 tries on 84 pictures, 2 on 168");
        try (Classifier best = Classifier.load(folder.resolve("s/best.keras"));
                Classifier first = Classifier.load(folder.resolve("s/try-0001/model.keras"))) {
            assertThat(best.labels()).isEqualTo(DrawnPictures.labels());
            assertThat(best.about()).containsKeys("Chosen by", "Options", "Test accuracy");
            assertThat(first.about()).doesNotContainKey("Test accuracy");
        }
        assertThat(Files.readString(folder.resolve("s/try-0001/configuration.json")))
                .contains("\"seed\" : 3", "\"learning-rate\"", "\"epochs\" : \"4\"");
        String table = Files.readString(folder.resolve("s/results.csv"));

        CommandLineRun again = search(options);
        assertThat(again.out()).isEqualTo(run.out());
        assertThat(again.err()).doesNotContain("Tried");

        Files.move(folder.resolve("s"), folder.resolve("before"));
        assertThat(search(options).exitCode()).isZero();
        assertThat(withoutSeconds(Files.readString(folder.resolve("s/results.csv"))))
                .isEqualTo(withoutSeconds(table));

        CommandLineRun other = search("--recipe", "head", "--epochs", "5", "--vary", "units=0|16");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err())
                .contains("holds another search", "choose another folder")
                .hasLineCount(1);
    }

    private static List<List<String>> withoutSeconds(String csv) {
        return csv.lines()
                .map(line -> new ArrayList<>(Arrays.asList(line.split(",", -1))))
                .<List<String>>map(cells -> {
                    cells.remove(cells.size() - 3);
                    return cells;
                })
                .toList();
    }

    @Test
    void a_grid_over_recipes_leaves_out_what_says_nothing_to_one() {
        CommandLineRun run = search(
                "--grid",
                "--vary",
                "recipe=knn|linear",
                "--vary",
                "k=1|3",
                "--vary",
                "distance=cosine|euclidean",
                "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("{").contains("\"tries\" : 5", "\"end\" : \"complete\"", "\"test\" : {");
        assertThat(run.err()).contains("Tried try 1, recipe=knn k=1 distance=cosine", "Tried try 5, recipe=linear ");
    }

    @Test
    void options_that_do_not_go_together_are_a_row_of_the_table() {
        CommandLineRun run = search(
                "--recipe", "head", "--epochs", "1", "--momentum", "0.9", "--grid", "--vary", "optimizer=sgd|adam");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("failed: --momentum goes with --optimizer sgd");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--recipe head --vary lerning-rate=log:1e-4..1e-1; did you mean --learning-rate",
                "--recipe head --vary dropout=0.5..0.1; write 0.1..0.5",
                "--recipe head --vary dropout=0.5..0.5; is empty",
                "--recipe head --vary learning-rate=log:0..1; no logarithm of 0",
                "--recipe head --grid --vary dropout=0..0.5; say how many",
                "--recipe head --grid --tries 2 --vary units=0|1|2; more than 2 tries",
                "--recipe head --vary dropout=a|b; not a double",
                "--recipe head --vary k=1|3; says nothing to --recipe head",
                "--recipe head --vary units; has a = between",
                "--recipe head --vary limit=10|20; the same for all tries",
                "--recipe head --units 5 --vary units=10|20; leave one of both away",
                "--recipe head --vary units=10|20 --vary units=30|40; given twice",
                "--recipe head --vary epochs=7; nothing to search",
                "--recipe head; say it with --vary",
                "--recipe auto --vary fit=squash|letterbox; name a recipe",
                "--vary fit=squash|letterbox; name a recipe",
                "--recipe haed --vary units=10|20; --recipe is one of",
                "--recipe head --vary optimizer=adm|sdg; --optimizer is one of",
                "--recipe head --vary units=10|20 --tries 0; 1 to 10,000 tries",
                "--recipe head --vary units=10|20 --halving 1; 2 or more",
                "--recipe head --vary units=10|20 --budget soon; such as 90s"
            })
    void what_cannot_be_meant_is_refused_in_one_line(String options, String message) {
        CommandLineRun run = search(options.split(" "));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).containsIgnoringCase(message).hasLineCount(1);
        assertThat(folder.resolve("s")).doesNotExist();
    }
}
