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
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training with a backbone that nobody taught: random weights in a zoo of its own. */
class AutoCommandTest {

    private static final String ZOO = "glimpse.zoo";

    @TempDir
    static Path shared;

    private static Path drawn;

    @TempDir
    Path folder;

    @BeforeAll
    static void fillZoo() throws IOException {
        drawn = shared.resolve("drawn");
        DrawnPictures.write(drawn, 12, Seed.of(1));
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

    @Test
    void train_alone_tries_several_recipes_and_says_which_it_kept_and_why() throws IOException {
        Path model = folder.resolve("mine.keras");
        Path events = folder.resolve("mine.jsonl");
        CommandLineRun run = train(model, "--size", "32", "--budget", "15s", "--events", events.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Recipe    auto: several are tried", "Backbones mobilenet_0.25", "Saved in " + model);
        assertThat(run.err()).contains("Tried linear", "Tried head", "Chosen ", "validation pictures");
        assertThat(Files.readString(events))
                .contains("\"event\":\"embedding\"", "\"event\":\"try\"", "\"logLoss\"", "\"event\":\"chosen\"");
        try (Classifier classifier = Classifier.load(model)) {
            assertThat(classifier.labels()).isEqualTo(DrawnPictures.labels());
            assertThat(classifier.about()).containsKey("Tried");
        }
    }

    @Test
    void a_recipe_is_taught_by_name_with_its_own_options() {
        Path model = folder.resolve("head.keras");
        CommandLineRun run = train(
                model,
                "--recipe",
                "head",
                "--size",
                "32",
                "--units",
                "16,8",
                "--dropout",
                "0.1",
                "--epochs",
                "3",
                "--augment",
                "flip",
                "--looks",
                "2");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("head: dense layers of 16, 8 and the classes, on 2 looks of each picture")
                .contains("Backbone  mobilenet_0.25 on [32, 32, 3]: 256 numbers a picture");
        try (Classifier classifier = Classifier.load(model)) {
            assertThat(classifier.about())
                    .containsEntry("Hidden units", "16, 8")
                    .containsEntry("Recipe", "head");
        }
        assertThat(train(folder.resolve("linear.keras"), "--recipe", "linear", "--size", "32")
                        .exitCode())
                .isZero();
    }

    private static CommandLineRun train(Path output, String... options) {
        List<String> words = new ArrayList<>(List.of("train", drawn.toString(), "-o", output.toString()));
        words.addAll(List.of(options));
        return glimpse(words.toArray(String[]::new));
    }
}
