package dev.glimpse.nn.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.RecordedLayers;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.tensor.DType;
import dev.glimpse.tensor.Gradients;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Every layer computes what Keras's does, forward and backward. */
@ExtendWith(NoTensorLeaks.class)
class KerasLayersTest {

    /** Keras 3.15 gives rows here that do not sum to 1; ours are held against the paper's definition elsewhere. */
    private static final String NOT_WHAT_IT_SAYS = "activation_sparsemax";

    /** Keras keeps the constants of some functions in 32 bits, also when it computes in 64. */
    private static final Set<String> CONSTANTS_IN_32_BITS = Set.of("Activation", "LeakyReLU", "Rescaling");

    private static final double PRECISION_OF_32_BITS = 1.2e-7;

    @TestFactory
    Stream<DynamicTest> a_layer_computes_what_keras_computes() {
        return cases().filter(recorded -> !recorded.get("name").stringValue().equals(NOT_WHAT_IT_SAYS))
                .map(recorded -> DynamicTest.dynamicTest(recorded.get("name").stringValue(), () -> check(recorded)));
    }

    /** Every recorded case of every layer whose output is certain. */
    static Stream<JsonNode> cases() {
        return RecordedLayers.cases().filter(recorded -> !recorded.path("facts").has("contrast_factor"));
    }

    /** A model of the recorded layer alone, with its weights; the caller's. */
    static Model model(JsonNode recorded, DType dtype) {
        Architecture architecture =
                KerasJson.read(RecordedLayers.modelOf(recorded).toString()).architecture();
        Model model = Model.build(architecture, build -> build.dtype(dtype));
        write(model, recorded);
        return model;
    }

    static Purpose purpose(JsonNode recorded) {
        int samples = recorded.get("inputs").get(0).get("shape").get(0).intValue();
        return recorded.get("training").booleanValue()
                ? new Purpose.Training(Seed.of(1), new long[samples])
                : Purpose.predicting();
    }

    private static void check(JsonNode recorded) {
        DType dtype = recorded.get("dtype").stringValue().equals("float64") ? DType.FLOAT64 : DType.FLOAT32;
        double tolerance = tolerance(recorded);
        try (var model = model(recorded, dtype);
                var _ = TensorScope.open()) {
            List<Tensor> inputs = new ArrayList<>();
            for (JsonNode input : recorded.get("inputs")) {
                inputs.add(tensor(input).cast(dtype).requireGradient());
            }
            List<Variable> learning = model.variables().all().stream()
                    .filter(variable -> variable.weight().learns())
                    .toList();
            learning.forEach(variable -> variable.value().requireGradient());
            Tensor output = model.call(inputs, purpose(recorded)).getFirst();
            assertClose(output, recorded.get("outputs").get(0), tolerance, "output");
            checkGradients(recorded, tolerance, dtype, inputs, learning, output);
            if (recorded.has("updatedWeights")) {
                checkWeights(recorded.get("updatedWeights"), model, tolerance);
            }
            learning.forEach(variable -> variable.value().clearGradient());
        }
    }

    private static double tolerance(JsonNode recorded) {
        double stated = recorded.get("tolerance").doubleValue();
        String layer = recorded.get("config").get("class_name").stringValue();
        return CONSTANTS_IN_32_BITS.contains(layer) ? Math.max(stated, PRECISION_OF_32_BITS) : stated;
    }

    private static void checkGradients(
            JsonNode recorded,
            double tolerance,
            DType dtype,
            List<Tensor> inputs,
            List<Variable> learning,
            Tensor output) {
        if (!recorded.has("upstream") || recorded.get("upstream").isNull()) {
            return;
        }
        output.mul(tensor(recorded.get("upstream")).cast(dtype)).sum().backward();
        for (int i = 0; i < inputs.size(); i++) {
            JsonNode expected = recorded.get("inputGradients").get(i);
            if (!expected.isNull()) {
                assertClose(inputs.get(i).gradient().orElseThrow(), expected, tolerance, "gradient of input " + i);
            }
        }
        JsonNode expected = recorded.get("weightGradients");
        assertThat(learning).hasSize(expected.size());
        for (JsonNode gradient : expected) {
            Variable variable = learning.stream()
                    .filter(v -> v.path().endsWith("/" + gradient.get("name").stringValue()))
                    .findFirst()
                    .orElseThrow();
            assertClose(
                    variable.inKerasOrder(variable.value().gradient().orElseThrow()),
                    gradient,
                    tolerance,
                    "gradient of " + variable.path());
        }
    }

    private static void checkWeights(JsonNode weights, Model model, double tolerance) {
        for (JsonNode weight : weights) {
            Variable variable = find(model, weight.get("name").stringValue());
            try (var _ = Gradients.disabled()) {
                assertClose(variable.inKerasOrder(variable.value()), weight, tolerance, "updated " + variable.path());
            }
        }
    }

    private static void write(Model model, JsonNode recorded) {
        assertThat(model.variables().all()).hasSize(recorded.get("weights").size());
        try (var _ = TensorScope.open()) {
            for (JsonNode weight : recorded.get("weights")) {
                Variable variable = find(model, weight.get("name").stringValue());
                variable.write(variable.value(), tensor(weight));
            }
        }
    }

    private static Variable find(Model model, String name) {
        return model.variables().all().stream()
                .filter(variable -> variable.path().endsWith("/" + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no weight " + name));
    }

    static Tensor tensor(JsonNode array) {
        return Tensor.of(Recorded.values(array), Recorded.shape(array));
    }

    static void assertClose(Tensor mine, JsonNode recorded, double tolerance, String what) {
        assertThat(mine.shape()).as(what).isEqualTo(Recorded.shape(recorded));
        double[] computed = mine.cast(DType.FLOAT64).toDoubles();
        double[] expected = Recorded.values(recorded);
        for (int i = 0; i < expected.length; i++) {
            double allowed = tolerance * Math.max(1, Math.abs(expected[i]));
            assertThat(Math.abs(computed[i] - expected[i]))
                    .as("%s, number %d: %s instead of %s", what, i, computed[i], expected[i])
                    .isLessThanOrEqualTo(allowed);
        }
    }
}
