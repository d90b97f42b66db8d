package dev.glimpse.benchmark.keras;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glimpse.classifier.Classifier;
import dev.glimpse.classifier.Export;
import dev.glimpse.classifier.ExportFormat;
import dev.glimpse.classifier.Opening;
import dev.glimpse.classifier.Prediction;
import dev.glimpse.image.Resize;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.pixel.PixelMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.node.ArrayNode;

/** From the same photographs, a classifier and the Python program that it is exported as say the same. */
@JudgedByKeras
class PicturesTest {

    /** Pillow and Glimpse resize alike within one level of grey. */
    private static final double TOLERANCE = 1e-2;

    private static final List<String> LABELS =
            IntStream.range(0, 1000).mapToObj(i -> "class " + i).toList();

    @TestFactory
    Stream<DynamicTest> photographs_are_seen_alike(Keras keras) throws IOException {
        String shared = System.getProperty("glimpse.shared", "");
        assumeTrue(!shared.isEmpty(), "the photographs are not here: -Dglimpse.shared names their folder");
        Path data = Path.of(shared);
        List<Path> photographs;
        try (Stream<Path> files = Files.list(data.resolve("photos"))) {
            photographs = files.sorted().toList();
        }
        keras.ask("known_network", question -> question.put(
                        "weights",
                        data.resolve("zoo/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5")
                                .toString())
                .put("folder", keras.folder().toString()));
        return Arrays.stream(Resize.Fit.values())
                .map(fit -> DynamicTest.dynamicTest(fit.name(), () -> compare(keras, fit, photographs)));
    }

    private static void compare(Keras keras, Resize.Fit fit, List<Path> photographs) {
        Path model = keras.folder().resolve("mobilenet_v2.keras");
        Path program = keras.folder().resolve("mobilenet_v2_" + fit + ".py");
        Export.of(model, said -> say(said, fit)).write(ExportFormat.PYTHON, program);
        List<NdArray> seen = Exchange.arrays(keras.ask("pictures", question -> {
                    ArrayNode pictures =
                            question.put("file", program.toString()).putArray("pictures");
                    photographs.forEach(photograph -> pictures.add(photograph.toString()));
                })
                .get("outputs"));
        List<NdArray> mine = new ArrayList<>();
        try (var classifier = Classifier.load(model, said -> say(said, fit))) {
            for (Path photograph : photographs) {
                Prediction prediction = classifier.predict(photograph);
                float[] probabilities = new float[LABELS.size()];
                for (int i = 0; i < probabilities.length; i++) {
                    probabilities[i] = prediction.probability(LABELS.get(i));
                }
                mine.add(new NdArray.Floats(Shape.of(LABELS.size()), probabilities));
            }
        }
        Exchange.assertSame("photograph", seen, mine, TOLERANCE);
    }

    private static void say(Opening said, Resize.Fit fit) {
        said.labels(LABELS).preprocessing(PixelMode.TF).fit(fit);
    }
}
