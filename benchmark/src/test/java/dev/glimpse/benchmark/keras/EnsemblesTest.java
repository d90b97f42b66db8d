package dev.glimpse.benchmark.keras;

import dev.glimpse.classifier.Classifier;
import dev.glimpse.classifier.Ensemble;
import dev.glimpse.classifier.FromScratch;
import dev.glimpse.classifier.Head;
import dev.glimpse.classifier.Joining;
import dev.glimpse.classifier.Linear;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.Backbone;
import dev.glimpse.zoo.pixel.PixelMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An ensemble whose members are layers is one model to Keras and ONNX Runtime, with one input for each way to see. */
@JudgedByKeras
class EnsemblesTest {

    @ParameterizedTest
    @EnumSource(Joining.Weights.class)
    void members_that_are_layers_are_one_model(Joining.Weights weights, Keras keras) throws Exception {
        Path folder = Files.createTempDirectory(keras.folder(), "ensemble");
        Path pictures = folder.resolve("drawn");
        DrawnPictures.write(pictures, 24, Seed.of(3));
        Backbone backbone = RecipesTest.backbone(PixelMode.TF);
        Path head = taught(folder, pictures, "head.keras", Head.of(backbone).epochs(2));
        Path linear = taught(folder, pictures, "linear.keras", Linear.of(backbone));
        Path scratch = taught(
                folder,
                pictures,
                "scratch.keras",
                FromScratch.of(KnownArchitecture.SMALL_CNN, Shape.of(16, 16, 3)).epochs(1));
        Path file = folder.resolve("ensemble.keras");
        try (Dataset dataset = Dataset.open(pictures);
                Classifier classifier = Ensemble.of(List.of(head, scratch, linear))
                        .join(dataset, joining -> joining.weights(weights))
                        .classifier()) {
            classifier.save(file);
        }
        List<NdArray.Floats> expected;
        List<NdArray> inputs;
        try (Model model = Model.load(file)) {
            inputs = model.architecture().inputShapes().stream()
                    .map(EnsemblesTest::pixels)
                    .toList();
            expected = model.predict(inputs);
        }
        RecipesTest.assertSame(keras, file, inputs, expected);
    }

    private static NdArray pixels(Shape shape) {
        byte[] pixels = new byte[Math.toIntExact(2 * shape.count())];
        RandomGenerator.of("L64X128MixRandom").nextBytes(pixels);
        Shape two = shape.prepend(2);
        return new NdArray.Floats(two, new NdArray.Bytes(two, pixels).toFloats());
    }

    private static Path taught(Path folder, Path pictures, String name, Recipe recipe) {
        Path file = folder.resolve(name);
        try (Dataset dataset = Dataset.open(pictures).split()) {
            var store = new EmbeddingStore(folder.resolve("vectors"));
            Training.run(dataset, recipe, training -> training.output(file).embeddings(store));
        }
        return file;
    }
}
