package dev.glimpse.classifier;

import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.relu;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.TrainingResult.Interrupted;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.image.Augmentation;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Node;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.nn.model.Model;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.nn.train.TrainingEvent;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.Backbone;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.pixel.PixelLayers;
import dev.glimpse.zoo.pixel.PixelMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FineTuneTest {

    private static final Backbone BLOCKS = blocks();

    private static final FineTune QUICK = FineTune.of(Head.of(BLOCKS).dropout(0).epochs(4))
            .layers(new FineTune.Layers.From("block2_conv"))
            .optimizer(Optimizers.adam().learningRate(3e-3))
            .epochs(3);

    @TempDir
    static Path shared;

    private static Path drawn;
    private static EmbeddingStore store;

    @TempDir
    Path folder;

    @BeforeAll
    static void draw() {
        drawn = shared.resolve("drawn");
        store = new EmbeddingStore(shared.resolve("embeddings"));
        DrawnPictures.write(drawn, 12, Seed.of(1));
    }

    /** A block, and two more with a way around them. */
    private static Backbone blocks() {
        Node picture = input(24, 24, 3).named("picture");
        Node scaled = rescaling(1 / 255.0).named("scaled").on(picture);
        Node first = maxPooling2d(4)
                .named("block1_pool")
                .on(block(1, conv2d(8, 3).same().noBias(), scaled));
        Node second = block(2, conv2d(8, 3).same().noBias(), first);
        Node third = block(3, conv2d(8, 3).same().noBias(), second);
        Node joined = add().named("block3_add").on(first, third);
        Functional layers =
                Functional.of(picture, globalAveragePooling2d().named("vector").on(joined));
        try (Model model = Model.build(layers, build -> build.seed(5))) {
            Map<String, NdArray.Floats> weights = new LinkedHashMap<>(model.weights());
            // Statistics as if it had seen pictures: those of a batch would be others.
            weights.forEach((path, numbers) -> {
                if (path.endsWith("moving_mean")) {
                    Arrays.fill(numbers.values(), 0.1f);
                }
            });
            model.weights(weights);
            return new Backbone("blocks", model.toFile(), "b10c");
        }
    }

    private static Node block(int number, Layer convolution, Node x) {
        String name = "block" + number + "_";
        Node convolved = convolution.named(name + "conv").outputsOn(x).getFirst();
        return relu().named(name + "relu")
                .on(batchNormalization().named(name + "bn").on(convolved));
    }

    @Test
    void the_end_of_the_backbone_learns_and_its_front_and_all_normalizations_do_not() throws IOException {
        Path file = folder.resolve("drawn.keras");
        List<String> remarks = new ArrayList<>();
        try (Dataset dataset = Dataset.open(drawn).split();
                Classifier taught = classifier(
                        dataset, QUICK, training -> training.output(file).watch(event -> {
                            if (event instanceof TeachingEvent.Remark(String text)) {
                                remarks.add(text);
                            }
                        }));
                Classifier loaded = Classifier.load(file)) {
            ModelFile saved = ModelFiles.read(file);
            assertThat(saved.architecture().placedWeights().stream()
                            .filter(weight -> weight.learns())
                            .map(weight -> weight.path()))
                    .containsExactly(
                            "block2_conv/kernel", "block3_conv/kernel", "dense/kernel", "dense/bias", "dense_1/kernel");
            assertThat(changed(saved)).containsExactlyInAnyOrder("block2_conv/kernel", "block3_conv/kernel");
            assertThat(saved.architecture().layersByName().keySet())
                    .startsWith("picture", "scaled", "block1_conv")
                    .endsWith("block3_add", "vector", "dense", "dense_1");
            assertThat(loaded.about())
                    .containsEntry("Recipe", "fine-tune")
                    .containsEntry("Tuned layers", "block2_conv and all behind it")
                    .containsEntry("Learning rate", "0.003 at most, in one cycle, divided by 2.6 from block to block")
                    .containsEntry("Frozen layers ran", "once")
                    .containsKey("Head alone");
            Path picture =
                    drawn.resolve(dataset.items().findFirst().orElseThrow().name());
            Prediction expected = taught.predict(picture);
            for (Guess guess : loaded.predict(picture).guesses()) {
                assertThat(guess.probability())
                        .as(guess.label())
                        .isCloseTo(expected.probability(guess.label()), within(1e-5f));
            }
        }
        assertThat(remarks)
                .anyMatch(text -> text.startsWith("The head alone: "))
                .anyMatch(text -> text.startsWith("Tuned: "));
        assertThat(folder.resolve("drawn.run/history.csv")).exists();
        assertThat(folder.resolve("drawn.run/last.keras")).doesNotExist();
        assertThat(folder.resolve("drawn.run/head.keras")).doesNotExist();
    }

    /** The weights that are others than the backbone's. */
    private static List<String> changed(ModelFile saved) {
        return BLOCKS.model().weights().byPath().entrySet().stream()
                .filter(weight -> !Arrays.equals(
                        saved.weights().get(weight.getKey()).values(),
                        weight.getValue().values()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void it_is_judged_by_what_the_front_made_as_it_would_be_by_pictures() {
        try (Dataset dataset = Dataset.open(drawn).split()) {
            Trained trained = trained(dataset, QUICK, _ -> {});
            try (Classifier classifier = trained.classifier()) {
                var kept = trained.report().orElseThrow().evaluation();
                var looked = classifier.evaluate(dataset, "the classifier").evaluation();
                assertThat(kept.confusion()).isEqualTo(looked.confusion());
                assertThat(kept.logLoss()).isCloseTo(looked.logLoss(), within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "flip"})
    void an_interrupted_tuning_ends_with_the_same_bytes(String augmentation) throws IOException {
        FineTune recipe = augmentation.isEmpty() ? QUICK : QUICK.augmentation(Augmentation.parse(augmentation));
        Path whole = folder.resolve("whole.keras");
        Path broken = folder.resolve("broken.keras");
        try (Dataset dataset = Dataset.open(drawn).split()) {
            classifier(dataset, recipe, training -> training.output(whole)).close();

            Path checkpoint = folder.resolve("broken.run/last.keras");
            AtomicInteger batches = new AtomicInteger();
            var stopped = (Interrupted) run(dataset, recipe, training -> training.output(broken)
                    .stopWhen(() -> batches.get() >= 3)
                    .listener(event -> {
                        // Batches of the second phase only: the first one is not kept.
                        if (event instanceof TrainingEvent.BatchDone
                                && Files.exists(folder.resolve("broken.run/head.keras"))) {
                            batches.incrementAndGet();
                        }
                    }));
            assertThat(stopped.checkpoint()).contains(checkpoint);
            assertThat(checkpoint).exists();
            assertThatThrownBy(() -> run(dataset, recipe, training -> training.output(broken)))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("go on with --resume");
            assertThatThrownBy(() -> run(
                            dataset,
                            recipe.layers(new FineTune.Layers.From("block3_conv")),
                            training -> training.output(broken).resume()))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("is not this one");

            classifier(dataset, recipe, training -> training.output(broken).resume())
                    .close();
        }
        assertThat(weights(broken)).isEqualTo(weights(whole));
        assertThat(Files.readAllLines(folder.resolve("broken.run/history.csv"))).hasSize(4);
    }

    private static Map<String, List<Float>> weights(Path file) throws IOException {
        Map<String, List<Float>> weights = new LinkedHashMap<>();
        ModelFiles.read(file).weights().byPath().forEach((path, numbers) -> {
            List<Float> list = new ArrayList<>();
            for (float number : numbers.values()) {
                list.add(number);
            }
            weights.put(path, list);
        });
        return weights;
    }

    @Test
    void stopped_while_the_head_is_taught_it_begins_anew() {
        Path file = folder.resolve("drawn.keras");
        try (Dataset dataset = Dataset.open(drawn).split()) {
            var stopped = (Interrupted)
                    run(dataset, QUICK, training -> training.output(file).stopWhen(() -> true));
            assertThat(stopped.checkpoint()).isEmpty();

            classifier(dataset, QUICK.epochs(1), training -> training.output(file))
                    .close();
        }
        assertThat(file).exists();
    }

    @Test
    void what_makes_nothing_better_leaves_the_head_alone() throws IOException {
        Path file = folder.resolve("drawn.keras");
        Path head = folder.resolve("head.keras");
        FineTune wild = QUICK.course(FineTune.Course.CONSTANT)
                .optimizer(Optimizers.sgd().learningRate(30))
                .epochs(1);
        List<String> remarks = new ArrayList<>();
        try (Dataset dataset = Dataset.open(drawn).split()) {
            classifier(dataset, wild, training -> training.output(file).watch(event -> {
                        if (event instanceof TeachingEvent.Remark(String text)) {
                            remarks.add(text);
                        }
                    }))
                    .close();
            Training.run(dataset, wild.head(), training -> training.output(head).embeddings(store));
        }
        assertThat(remarks).anyMatch(text -> text.startsWith("Tuning made nothing better"));
        assertThat(weights(file)).isEqualTo(weights(head));
    }

    @Test
    void all_layers_learn_on_pictures() throws IOException {
        Path file = folder.resolve("drawn.keras");
        try (Dataset dataset = Dataset.open(drawn).split()) {
            classifier(dataset, QUICK.layers(new FineTune.Layers.All()), training -> training.output(file))
                    .close();
        }
        assertThat(changed(ModelFiles.read(file)))
                .containsExactlyInAnyOrder("block1_conv/kernel", "block2_conv/kernel", "block3_conv/kernel");
        try (Classifier loaded = Classifier.load(file)) {
            assertThat(loaded.about()).containsEntry("Frozen layers ran", "in each epoch");
        }
    }

    /** The workshop's example, with random weights: all but the last 4 layers of VGG16 are frozen. */
    @Test
    void vgg16_for_pictures_of_75_by_75_learns_its_last_block(@TempDir Path few) throws IOException {
        DrawnPictures.write(few, 4, Seed.of(2));
        Path file = folder.resolve("vgg.keras");
        FineTune recipe = FineTune.of(Head.of(vgg16()).epochs(1))
                .layers(new FineTune.Layers.Last(4))
                .rates(new FineTune.Rates.Uniform())
                .toTheEnd()
                .epochs(1);
        try (Dataset dataset = Dataset.open(few).split()) {
            classifier(dataset, recipe, training -> training.output(file)).close();
        }
        ModelFile saved = ModelFiles.read(file);
        assertThat(saved.architecture().placedWeights().stream()
                        .filter(weight -> weight.learns())
                        .map(weight -> weight.path().replaceFirst("/.*", ""))
                        .distinct())
                .containsExactly("block5_conv1", "block5_conv2", "block5_conv3", "dense", "dense_1");
        assertThat(saved.architecture().parameterCount().nonTrainable())
                .as("blocks 1 to 4 of VGG16, and the 12 numbers that turn colours round")
                .isEqualTo(7_635_264 + 12);
    }

    private static Backbone vgg16() {
        var layers =
                KnownNetwork.named("vgg16").orElseThrow().architecture(Size2.square(75), new Ending.AveragePooled());
        try (Model model = Model.build(layers)) {
            return new Backbone("vgg16", PixelLayers.before(model.toFile(), PixelMode.CAFFE), "0");
        }
    }

    @Test
    void rates_fall_from_block_to_block_down_to_a_hundredth() {
        Thawed thawed = Thawed.of(vgg16(), new FineTune.Layers.All());

        Map<String, Double> factors = thawed.rateFactors(new FineTune.Rates.Discriminative(4));

        assertThat(factors.entrySet().stream()
                        .collect(Collectors.groupingBy(
                                entry -> entry.getKey().replaceFirst("_.*", ""),
                                Collectors.mapping(Map.Entry::getValue, Collectors.toSet()))))
                .isEqualTo(Map.of(
                        "block5", Set.of(1 / 4.0),
                        "block4", Set.of(1 / 16.0),
                        "block3", Set.of(1 / 64.0),
                        "block2", Set.of(0.01),
                        "block1", Set.of(0.01)));
        assertThat(thawed.rateFactors(new FineTune.Rates.Uniform())).isEmpty();
    }

    @Test
    void layers_that_are_not_there_or_cannot_learn_are_refused() {
        assertThatThrownBy(() -> Thawed.of(BLOCKS, FineTune.Layers.parse("block9")))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("blocks has no layer block9; its last ones are ")
                .hasMessageContaining("block3_add, vector");
        assertThatThrownBy(() -> Thawed.of(BLOCKS, FineTune.Layers.parse("3")))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("the last 3 of blocks, has weights that learn");
        assertThatThrownBy(() -> FineTune.Layers.parse("0")).hasMessageContaining("1 or more");
        assertThat(Thawed.of(BLOCKS, FineTune.Layers.parse("4")).front())
                .map(Thawed.Front::layer)
                .contains("block1_pool");
    }

    private static Trained trained(Dataset dataset, FineTune recipe, Consumer<Training> options) {
        return (Trained) run(dataset, recipe, options);
    }

    private static Classifier classifier(Dataset dataset, FineTune recipe, Consumer<Training> options) {
        return trained(dataset, recipe, options).classifier();
    }

    private static TrainingResult run(Dataset dataset, FineTune recipe, Consumer<Training> options) {
        return Training.run(dataset, recipe, training -> options.accept(training.embeddings(store)));
    }
}
