package dev.glimpse.benchmark.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.glimpse.classifier.Export;
import dev.glimpse.classifier.ExportFormat;
import dev.glimpse.classifier.FineTune;
import dev.glimpse.classifier.Head;
import dev.glimpse.classifier.Linear;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.Backbone;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.pixel.PixelLayers;
import dev.glimpse.zoo.pixel.PixelMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is taught on a backbone is one model to Keras and ONNX Runtime, the backbone and its pixel layers included. */
@JudgedByKeras
class RecipesTest {

    private static final int SIZE = 32;

    @TestFactory
    Stream<DynamicTest> every_recipe_gives_one_whole_model(Keras keras) throws Exception {
        Path pictures = Files.createDirectory(keras.folder().resolve("drawn"));
        DrawnPictures.write(pictures, 12, Seed.of(3));
        return Stream.of(PixelMode.TF, PixelMode.CAFFE, PixelMode.TORCH)
                .map(RecipesTest::backbone)
                .flatMap(backbone -> Stream.<Recipe>of(
                                Head.of(backbone).epochs(2),
                                Linear.of(backbone),
                                FineTune.of(Head.of(backbone).epochs(2)).epochs(2))
                        .map(recipe -> dynamicTest(
                                recipe.word() + " on " + backbone.word(), () -> judge(keras, pictures, recipe))));
    }

    static Backbone backbone(PixelMode pixels) {
        var network = KnownNetwork.named("mobilenet_v2_0.35").orElseThrow();
        try (Model model = Model.build(
                network.architecture(Size2.square(SIZE), new Ending.AveragePooled()), build -> build.seed(1))) {
            return new Backbone(
                    network.word() + " with " + pixels.word(), PixelLayers.before(model.toFile(), pixels), "random");
        }
    }

    private static void judge(Keras keras, Path pictures, Recipe recipe) throws Exception {
        Path file = keras.folder().resolve("taught.keras");
        try (Dataset dataset = Dataset.open(pictures).split()) {
            var store = new EmbeddingStore(keras.folder().resolve("vectors"));
            var trained = (TrainingResult.Trained) Training.run(
                    dataset, recipe, training -> training.output(file).embeddings(store));
            trained.classifier().close();
        }
        byte[] pixels = new byte[2 * SIZE * SIZE * 3];
        RandomGenerator.of("L64X128MixRandom").nextBytes(pixels);
        List<NdArray> inputs = List.of(new NdArray.Floats(
                Shape.of(2, SIZE, SIZE, 3), new NdArray.Bytes(Shape.of(2, SIZE, SIZE, 3), pixels).toFloats()));
        List<NdArray.Floats> expected;
        try (Model model = Model.load(file)) {
            expected = model.predict(inputs);
            assertThat(model.architecture().graph().steps())
                    .as("one flat model with the layers that the backbone always had")
                    .extracting(step -> step.name())
                    .contains("Conv1", "block_16_project_BN", "out_relu");
        }
        assertSame(keras, file, inputs, expected);
    }

    /** Checks that Keras says the same of a file and of what is exported from it, and ONNX Runtime, too. */
    static void assertSame(Keras keras, Path file, List<NdArray> inputs, List<NdArray.Floats> expected)
            throws Exception {
        Path h5 = keras.folder().resolve("taught.h5");
        Path graph = keras.folder().resolve("taught.onnx");
        Export.of(file, _ -> {}).write(ExportFormat.H5, h5);
        Export.of(file, _ -> {}).write(ExportFormat.ONNX, graph);
        for (Path given : List.of(file, h5)) {
            JsonNode seen = keras.ask("open", question -> ask(question, given, inputs));
            Exchange.assertSame("Keras's output", expected, Exchange.arrays(seen.get("outputs")));
        }
        JsonNode seen =
                keras.ask("onnx", question -> ask(question, graph, inputs).remove("like"));
        Exchange.assertSame("ONNX Runtime's output", expected, Exchange.arrays(seen.get("outputs")));
    }

    private static ObjectNode ask(ObjectNode question, Path file, List<NdArray> inputs) {
        question.put("file", file.toString()).put("like", file + " is like none");
        question.set("inputs", Exchange.json(inputs));
        return question;
    }
}
