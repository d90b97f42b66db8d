package dev.glimpse.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.RecordedLayers;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Every layer gives in ONNX Runtime what it gives in libtorch, and what Keras recorded. */
class EveryLayerTest {

    /** Numbers of the recordings' size lie 1e-7 apart in 32 bits; sums of a few of them in another order stay below this. */
    private static final double TOLERANCE = 1e-5;

    /** Keras 3.15 gives rows here that do not sum to 1; ours are held against the paper's definition elsewhere. */
    private static final String NOT_WHAT_IT_SAYS = "activation_sparsemax";

    /** Divides the distance to a mean nearby by 1e-7; the recorded input, in 64 bits, is not there in 32. */
    private static final String ENLARGES_ROUNDING = "normalization_zero_variance";

    private static final double ENLARGED_TOLERANCE = 5e-5;

    @TestFactory
    Stream<DynamicTest> a_layer_gives_what_keras_and_libtorch_give() {
        return predictions().map(recorded -> DynamicTest.dynamicTest(name(recorded), () -> check(recorded)));
    }

    @Test
    void enough_cases_are_seen() {
        assertThat(predictions()).hasSizeGreaterThan(150);
    }

    private static Stream<JsonNode> predictions() {
        return RecordedLayers.cases()
                .filter(recorded -> !recorded.get("training").booleanValue());
    }

    private static void check(JsonNode recorded) {
        Architecture architecture =
                KerasJson.read(RecordedLayers.modelOf(recorded).toString()).architecture();
        Weights weights = weights(architecture, recorded);
        List<NdArray.Floats> inputs =
                recorded.get("inputs").valueStream().map(Recorded::floats).toList();

        List<NdArray.Floats> outputs = Sessions.run(OnnxGraph.of(architecture, weights), inputs);

        try (Model model = Model.build(architecture)) {
            model.weights(weights.byPath());
            Sessions.assertClose(outputs, model.predict(List.copyOf(inputs)), TOLERANCE, "libtorch");
        }
        if (!name(recorded).equals(NOT_WHAT_IT_SAYS)) {
            JsonNode expected = recorded.get("outputs").get(0);
            Shape shape = Recorded.shape(expected);
            double stated = name(recorded).equals(ENLARGES_ROUNDING) ? ENLARGED_TOLERANCE : TOLERANCE;
            double tolerance = Math.max(stated, recorded.get("tolerance").doubleValue());
            Sessions.assertClose(outputs.getFirst(), shape, Recorded.values(expected), tolerance, "Keras");
        }
    }

    private static Weights weights(Architecture architecture, JsonNode recorded) {
        var weights = new LinkedHashMap<String, NdArray.Floats>();
        for (PlacedWeight placed : architecture.placedWeights()) {
            String name = placed.spec().name();
            weights.put(
                    placed.path(),
                    recorded.get("weights")
                            .valueStream()
                            .filter(weight -> weight.get("name").stringValue().equals(name))
                            .findFirst()
                            .map(Recorded::floats)
                            .orElseThrow());
        }
        return new Weights(weights);
    }

    private static String name(JsonNode recorded) {
        return recorded.get("name").stringValue();
    }
}
