package dev.glimpse.benchmark.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.nn.model.Model;
import dev.glimpse.onnx.OnnxGraph;
import dev.glimpse.onnx.run.OnnxSession;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.pixel.PixelLayers;
import dev.glimpse.zoo.weights.KnownWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The known networks make of pixels what Keras's own make of them, with the weights that Keras wrote. */
@JudgedByKeras
class ZooTest {

    /** Which are judged with all their endings. */
    private static final Set<String> SMALL = Set.of("mobilenet_0.25", "mobilenet_v2_0.35", "squeezenet");

    @Test
    void every_known_network_is_judged(Keras keras) {
        assertThat(keras.names("networks"))
                .containsExactlyInAnyOrderElementsOf(
                        KnownNetwork.all().stream().map(KnownNetwork::word).toList());
    }

    @TestFactory
    Stream<DynamicTest> with_their_top_they_are_those_of_keras(Keras keras) {
        return KnownNetwork.all().stream()
                .map(network -> dynamicTest(
                        network.word(),
                        () -> assertSame(keras, network, Size2.square(network.usualSize()), Ending.imageNet())));
    }

    @TestFactory
    Stream<DynamicTest> without_their_top_they_are_those_of_keras_at_an_odd_size(Keras keras) {
        return KnownNetwork.all().stream()
                .flatMap(network -> Stream.of(new Ending.AveragePooled(), new Ending.MaxPooled(), new Ending.Features())
                        .filter(ending -> ending instanceof Ending.AveragePooled || SMALL.contains(network.word()))
                        .map(ending -> dynamicTest(
                                network.word() + ", " + ending,
                                () -> assertSame(
                                        keras,
                                        network,
                                        new Size2(network.leastSize() + 22, network.leastSize() + 13),
                                        ending))));
    }

    private static void assertSame(Keras keras, KnownNetwork network, Size2 size, Ending ending) throws IOException {
        JsonNode answer = keras.ask("network", question -> question.put("name", network.word())
                .put("folder", keras.folder().toString())
                .put("top", ending instanceof Ending.Classes)
                .put("pooling", pooling(ending))
                .put("height", size.height())
                .put("width", size.width()));
        Path weights = Path.of(answer.get("weights").stringValue());
        ModelFile bare = ModelFiles.readWeights(weights, ModelConfig.of(network.architecture(size, ending)));
        Files.delete(weights);
        ModelFile whole = PixelLayers.before(bare, KnownWeights.of(network).pixels());
        assertThat(bare.architecture().parameterCount().total())
                .isEqualTo(answer.get("parameters").longValue());
        List<NdArray> pixels = Exchange.arrays(answer.get("inputs"));
        List<NdArray> expected = Exchange.arrays(answer.get("outputs"));
        try (Model model = Model.of(whole)) {
            Exchange.assertSame("libtorch's outputs", expected, model.predict(pixels), 2e-5);
        }
        try (OnnxSession session = OnnxSession.open(OnnxGraph.of(whole.architecture(), whole.weights()))) {
            Exchange.assertSame("ONNX Runtime's outputs", expected, session.predict(pixels), 2e-5);
        }
    }

    private static String pooling(Ending ending) {
        return switch (ending) {
            case Ending.Classes _, Ending.Features _ -> "none";
            case Ending.AveragePooled _ -> "avg";
            case Ending.MaxPooled _ -> "max";
        };
    }
}
