package dev.glimpse.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.Recorded;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MetricTest {

    /** Keras's vectors of results, and areas under curves by other sums than its default. */
    private static final Set<String> NOT_HERE = Set.of(
            "precision_thresholds",
            "recall_thresholds",
            "auc_roc_minoring",
            "auc_roc_majoring",
            "auc_roc_labels_apart",
            "auc_pr_minoring",
            "auc_pr_majoring",
            "auc_pr_labels_apart",
            "auc_thresholds");

    static Stream<Recorded> recorded() {
        return Recorded.cases("metrics.json").stream().filter(keras -> !NOT_HERE.contains(keras.name()));
    }

    static Stream<Recorded> notHere() {
        return Recorded.cases("metrics.json").stream().filter(keras -> NOT_HERE.contains(keras.name()));
    }

    static Stream<JsonNode> meanings() {
        return Recorded.file("metrics.json").get("meanings").valueStream();
    }

    static List<Metric> metrics() {
        return List.of(
                Metrics.accuracy(),
                Metrics.binaryAccuracy().threshold(0.3),
                Metrics.categoricalAccuracy().named("share"),
                Metrics.sparseCategoricalAccuracy(),
                Metrics.topK(5),
                Metrics.sparseTopK(2),
                Metrics.meanSquaredError(),
                Metrics.meanAbsoluteError(),
                Metrics.precision().classId(2).threshold(0.7),
                Metrics.recall().topK(3),
                Metrics.auc(),
                Metrics.auc().precisionRecall().thresholds(50));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void results_after_every_batch_are_keras_s(Recorded keras) {
        Metric metric = Metric.fromKeras(keras.config());
        MetricState state = metric.start();
        List<JsonNode> results = keras.list("results");
        int batch = 0;
        for (JsonNode update : keras.list("updates")) {
            take(state, update);
            assertThat(state.result()).isCloseTo(Recorded.values(results.get(batch))[0], within(keras.tolerance()));
            batch++;
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void a_state_taken_up_after_each_batch_comes_to_the_same(Recorded keras) {
        Metric metric = Metric.fromKeras(keras.config());
        MetricState whole = metric.start();
        MetricState state = metric.start();
        for (JsonNode update : keras.list("updates")) {
            take(whole, update);
            double[] kept = state.snapshot();
            state = metric.start();
            state.restore(kept);
            take(state, update);
        }

        assertThat(state.result()).isEqualTo(whole.result());
        assertThat(state.snapshot()).isEqualTo(whole.snapshot());
    }

    private static void take(MetricState state, JsonNode update) {
        state.update(
                Recorded.floats(update.get("yPred")),
                Recorded.floats(update.get("yTrue")),
                Recorded.optional(update, "sampleWeight").map(weights -> Recorded.narrow(Recorded.values(weights))));
    }

    @ParameterizedTest
    @MethodSource("notHere")
    void metrics_that_are_not_known_here_are_refused(Recorded keras) {
        assertThatThrownBy(() -> Metric.fromKeras(keras.config())).isInstanceOf(NnException.class);
    }

    @ParameterizedTest
    @MethodSource("meanings")
    void the_word_accuracy_means_what_it_means_in_keras(JsonNode keras) {
        Shape predicted = shape(keras.get("yPred"));
        Shape right = shape(keras.get("yTrue"));
        NdArray.Floats predictions = new NdArray.Floats(predicted, numbers(predicted, 0.37f));
        NdArray.Floats targets = new NdArray.Floats(right, numbers(right, 0.41f));
        for (int i = 0; i < targets.values().length; i++) {
            targets.values()[i] = Math.round(targets.values()[i]);
        }
        Metric word = Metric.fromKeras(keras.get("word").stringValue());
        Metric meant = Metric.fromKeras(keras.get("metric").stringValue());
        MetricState state = word.start();
        MetricState expected = meant.start();

        state.update(predictions, targets, Optional.empty());
        expected.update(predictions, targets, Optional.empty());

        assertThat(word.name()).isEqualTo(keras.get("name").stringValue());
        assertThat(state.result()).isEqualTo(expected.result());
    }

    private static Shape shape(JsonNode sizes) {
        return Shape.of(sizes.valueStream().mapToInt(JsonNode::intValue).toArray());
    }

    private static float[] numbers(Shape shape, float step) {
        float[] numbers = new float[(int) shape.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (i * step) % 1;
        }
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void a_metric_survives_keras_s_json(Metric metric) {
        String json = JsonMapper.shared().writeValueAsString(metric.kerasConfig());

        assertThat(Metric.fromKeras(JsonMapper.shared().readValue(json, Object.class)))
                .isEqualTo(metric);
    }

    @Test
    void shapes_that_do_not_fit_are_refused_with_the_fix() {
        NdArray.Floats probabilities = new NdArray.Floats(Shape.of(2, 3), new float[6]);
        NdArray.Floats indices = new NdArray.Floats(Shape.of(2), new float[2]);

        assertThatThrownBy(() -> Metrics.topK(2).start().update(probabilities, indices, Optional.empty()))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("[2, 3], got [2]: for class indices use the sparse metric");
        assertThatThrownBy(() -> Metrics.meanSquaredError().start().update(probabilities, indices, Optional.empty()))
                .hasMessageContaining("same shape, got [2, 3] and [2]");
        assertThatThrownBy(() ->
                        Metrics.accuracy().start().update(probabilities, probabilities, Optional.of(new float[3])))
                .hasMessage("a batch of 2 samples has as many weights, got 3");
    }

    @Test
    void before_any_sample_a_result_is_0_as_in_keras() {
        for (Metric metric : metrics()) {
            assertThat(metric.start().result()).as(metric.name()).isZero();
        }
    }
}
