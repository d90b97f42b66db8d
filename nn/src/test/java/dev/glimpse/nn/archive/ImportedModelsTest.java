package dev.glimpse.nn.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.archive.Turning.Order;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Models as other people's files have them compute what Keras does, whatever layers they have become here. */
class ImportedModelsTest {

    static List<Recorded> models() {
        return Recorded.cases("imports.json");
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_model_predicts_what_keras_predicts(Recorded recorded) {
        RebuiltModel rebuilt = ModelReader.read(recorded.get("config"), "", FileOptions.with(_ -> {}));
        Architecture architecture = rebuilt.architecture();
        List<NdArray> inputs = arrays(recorded.list("inputs"), rebuilt.takes());
        List<NdArray> expected = arrays(recorded.list("outputs"), rebuilt.gives());

        assertThat(architecture.parameterCount().total())
                .isEqualTo(recorded.get("parameters").longValue());
        assertThat(architecture.inputShapes()).isEqualTo(samples(inputs));
        try (Model model = Model.build(architecture)) {
            model.weights(weights(recorded, rebuilt));
            List<NdArray.Floats> predictions = model.predict(inputs);
            for (int i = 0; i < expected.size(); i++) {
                NdArray.Floats output = (NdArray.Floats) expected.get(i);
                assertThat(predictions.get(i).shape()).isEqualTo(output.shape());
                assertThat(predictions.get(i).values()).containsExactly(output.values(), Offset.offset((float)
                        recorded.get("tolerance").doubleValue()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_model_is_the_same_after_writing_and_reading_it(Recorded recorded) {
        Architecture architecture =
                KerasJson.read(recorded.get("config").toString()).architecture();

        assertThat(KerasJson.read(KerasJson.write(architecture)).architecture()).isEqualTo(architecture);
    }

    private static Map<String, NdArray.Floats> weights(Recorded recorded, RebuiltModel rebuilt) {
        Map<String, NdArray.Floats> weights = new LinkedHashMap<>();
        for (PlacedWeight weight : rebuilt.architecture().placedWeights()) {
            JsonNode json = recorded.list("weights").stream()
                    .filter(one -> ("/" + weight.path())
                            .endsWith("/" + lastTwo(one.get("name").stringValue())))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("Keras has no " + weight.path()));
            weights.put(weight.path(), Recorded.floats(json));
        }
        return weights;
    }

    private static String lastTwo(String path) {
        int last = path.lastIndexOf('/');
        return path.substring(path.lastIndexOf('/', last - 1) + 1);
    }

    private static List<Shape> samples(List<NdArray> batches) {
        return batches.stream().map(batch -> batch.shape().drop(1)).toList();
    }

    private static List<NdArray> arrays(List<JsonNode> list, List<Order> orders) {
        List<NdArray> arrays = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            NdArray.Floats array = Recorded.floats(list.get(i));
            boolean turned = orders.get(i) == Order.TURNED && array.shape().rank() > 2;
            arrays.add(turned ? turnedSamples(array) : array);
        }
        return arrays;
    }

    /** A batch whose samples have their first axis last. */
    private static NdArray.Floats turnedSamples(NdArray.Floats batch) {
        Shape sample = batch.shape().drop(1);
        int count = batch.shape().size(0);
        int channels = sample.size(0);
        int places = Math.toIntExact(sample.count()) / channels;
        float[] turned = new float[batch.values().length];
        for (int i = 0; i < turned.length; i++) {
            int place = i % places;
            int channel = i / places % channels;
            turned[i / places / channels * places * channels + place * channels + channel] = batch.values()[i];
        }
        return new NdArray.Floats(Turning.turned(sample).prepend(count), turned);
    }
}
