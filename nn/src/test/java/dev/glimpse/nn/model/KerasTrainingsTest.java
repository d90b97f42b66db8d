package dev.glimpse.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.loss.Loss;
import dev.glimpse.nn.metric.Metric;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.train.Compilation;
import dev.glimpse.nn.train.Compilation.Judged;
import dev.glimpse.nn.train.EpochResult;
import dev.glimpse.nn.train.History;
import dev.glimpse.tensor.DType;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.batch.ArrayBatches;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole trainings end where Keras's end, weight by weight. */
@ExtendWith(NoTensorLeaks.class)
class KerasTrainingsTest {

    /** Both compute in 64 bits, but samples cross the border in 32. */
    private static final double TOLERANCE = 3e-6;

    @TestFactory
    Stream<DynamicTest> a_training_ends_where_kerass_ends() {
        return Recorded.cases("models.json").stream()
                .map(recorded -> DynamicTest.dynamicTest(recorded.name(), () -> check(recorded)));
    }

    private static void check(Recorded recorded) {
        Architecture architecture =
                KerasJson.read(recorded.get("config").toString()).architecture();
        try (var model = Model.build(architecture, build -> build.dtype(DType.FLOAT64));
                var _ = TensorScope.open()) {
            for (JsonNode weight : recorded.list("initialWeights")) {
                find(model, weight).write(find(model, weight).value(), KerasLayersTest.tensor(weight));
            }
            model.compile(compilation(
                    recorded.get("compile"), architecture.outputShapes().size()));
            ArrayBatches samples = batches(
                    recorded.json(), recorded.get("fit").get("batchSize").intValue());
            assertPredictions(model, samples, recorded.list("initialPredictions"));

            History history = model.fit(samples, fit -> {
                fit.epochs(recorded.get("fit").get("epochs").intValue());
                JsonNode classWeights = recorded.get("fit").path("class_weight");
                if (classWeights.isObject()) {
                    float[] weights = new float[classWeights.size()];
                    classWeights
                            .properties()
                            .forEach(entry -> weights[Integer.parseInt(entry.getKey())] =
                                    entry.getValue().floatValue());
                    fit.classWeights(weights);
                }
                Recorded.optional(recorded.json(), "validation")
                        .ifPresent(validation -> fit.validation(batches(validation, 4)));
            });

            assertHistory(history, recorded.get("history"));
            for (JsonNode weight : recorded.list("finalWeights")) {
                Variable variable = find(model, weight);
                assertThat(variable.inKerasOrder(variable.value().detach()).toDoubles())
                        .as(variable.path())
                        .containsExactly(Recorded.values(weight), within(TOLERANCE));
            }
            assertPredictions(model, samples, recorded.list("finalPredictions"));
            Map<String, Double> evaluation = model.evaluate(samples);
            recorded.get("evaluation").properties().forEach(entry -> assertThat(evaluation.get(entry.getKey()))
                    .as("evaluated " + entry.getKey())
                    .isCloseTo(entry.getValue().doubleValue(), within(TOLERANCE)));
        }
    }

    private static Variable find(Model model, JsonNode weight) {
        String path = weight.get("name").stringValue();
        return model.variables()
                .find(path)
                .or(() -> model.variables().find(path.substring(path.indexOf('/') + 1)))
                .or(() -> model.variables().all().stream()
                        .filter(variable -> variable.path().endsWith("/" + path))
                        .findFirst())
                .orElseThrow(() -> new AssertionError("no weight " + path));
    }

    private static Compilation compilation(JsonNode compile, int outputs) {
        Optimizer optimizer =
                Optimizer.fromKeras(JsonMapper.shared().convertValue(compile.get("optimizer"), Map.class));
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            JsonNode loss = compile.get("loss").isArray() ? compile.get("loss").get(i) : compile.get("loss");
            JsonNode metrics = compile.get("metrics");
            if (metrics.isArray() && metrics.get(0).isArray()) {
                metrics = metrics.get(i);
            }
            double weight = compile.get("lossWeights").isArray()
                    ? compile.get("lossWeights").get(i).doubleValue()
                    : 1;
            judged.add(new Judged(
                    Loss.fromKeras(JsonMapper.shared().convertValue(loss, Object.class)),
                    weight,
                    metrics.valueStream()
                            .map(metric -> Metric.fromKeras(JsonMapper.shared().convertValue(metric, Object.class)))
                            .toList()));
        }
        return new Compilation(optimizer, judged);
    }

    private static ArrayBatches batches(JsonNode samples, int batchSize) {
        ArrayBatches batches = ArrayBatches.of(arrays(samples.get("x")), arrays(samples.get("y")))
                .batchSize(batchSize)
                .inOrder();
        return Recorded.optional(samples, "sampleWeight")
                .map(weights -> batches.weights(Recorded.narrow(Recorded.values(weights))))
                .orElse(batches);
    }

    private static List<NdArray> arrays(JsonNode list) {
        return list.valueStream().<NdArray>map(Recorded::floats).toList();
    }

    private static void assertPredictions(Model model, ArrayBatches samples, List<JsonNode> expected) {
        List<NdArray.Floats> predicted = model.predict(samples);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(predicted.get(i).values())
                    .containsExactly(Recorded.narrow(Recorded.values(expected.get(i))), within((float) TOLERANCE));
        }
    }

    private static void assertHistory(History history, JsonNode expected) {
        expected.properties().forEach(entry -> {
            List<EpochResult> epochs = history.epochs();
            assertThat(epochs).hasSize(entry.getValue().size());
            for (int i = 0; i < epochs.size(); i++) {
                assertThat(epochs.get(i).metrics().get(entry.getKey()))
                        .as(entry.getKey() + " of epoch " + i)
                        .isCloseTo(entry.getValue().get(i).doubleValue(), within(TOLERANCE));
            }
        });
    }
}
