package dev.glimpse.classifier.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The numbers against those of scikit-learn, recorded by {@code src/test/sklearn/record_evaluation.py}. */
class SklearnAgreementTest {

    /** Both sides sum the same float32 probabilities in float64; only the order of the sums differs. */
    private static final Offset<Double> EXACT = within(1e-12);

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream json =
                Objects.requireNonNull(SklearnAgreementTest.class.getResourceAsStream("sklearn.json"))) {
            return JsonMapper.shared().readTree(json).valueStream().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void accuracy_and_its_interval_agree(JsonNode recorded) {
        Evaluation evaluation = evaluate(recorded);

        assertThat(evaluation.accuracy().value()).isCloseTo(number(recorded, "accuracy"), EXACT);
        assertThat(evaluation.accuracy().interval().low())
                .isCloseTo(recorded.get("wilson").get(0).asDouble(), EXACT);
        assertThat(evaluation.accuracy().interval().high())
                .isCloseTo(recorded.get("wilson").get(1).asDouble(), EXACT);
        assertThat(evaluation.topK().isPresent()).isEqualTo(recorded.has("top5"));
        evaluation.topK().ifPresent(top -> assertThat(top.share().value()).isCloseTo(number(recorded, "top5"), EXACT));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void losses_agree(JsonNode recorded) {
        Evaluation evaluation = evaluate(recorded);

        assertThat(evaluation.logLoss()).isCloseTo(number(recorded, "logLoss"), EXACT);
        // scikit-learn was given the clipped rows, made to add up to exactly 1, which float32 misses by 1e-7.
        assertThat(evaluation.logLoss()).isCloseTo(number(recorded, "sklearnLogLoss"), within(1e-6));
        assertThat(evaluation.brier()).isCloseTo(number(recorded, "brier"), within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scores_of_each_label_agree(JsonNode recorded) {
        List<ClassScore> scores = evaluate(recorded).classes();

        for (int label = 0; label < scores.size(); label++) {
            ClassScore score = scores.get(label);
            assertThat(score.precision())
                    .isCloseTo(recorded.get("precision").get(label).asDouble(), EXACT);
            assertThat(score.recall())
                    .isCloseTo(recorded.get("recall").get(label).asDouble(), EXACT);
            assertThat(score.f1()).isCloseTo(recorded.get("f1").get(label).asDouble(), EXACT);
            assertThat(score.support())
                    .isEqualTo(recorded.get("support").get(label).asLong());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void averages_agree(JsonNode recorded) {
        Evaluation evaluation = evaluate(recorded);

        assertAverage(evaluation.macroAverage(), recorded.get("macro"));
        assertAverage(evaluation.weightedAverage(), recorded.get("weighted"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_confusion_matrix_and_the_calibration_error_agree(JsonNode recorded) {
        Evaluation evaluation = evaluate(recorded);

        long[][] expected = recorded.get("confusion")
                .valueStream()
                .map(row -> row.valueStream().mapToLong(JsonNode::asLong).toArray())
                .toArray(long[][]::new);
        assertThat(evaluation.confusion()).isEqualTo(ConfusionMatrix.of(expected));
        assertThat(evaluation.calibration().expectedError()).isCloseTo(number(recorded, "calibrationError"), EXACT);
    }

    private static void assertAverage(Average average, JsonNode recorded) {
        assertThat(average.precision()).isCloseTo(recorded.get(0).asDouble(), EXACT);
        assertThat(average.recall()).isCloseTo(recorded.get(1).asDouble(), EXACT);
        assertThat(average.f1()).isCloseTo(recorded.get(2).asDouble(), EXACT);
    }

    private static double number(JsonNode recorded, String field) {
        return recorded.get(field).asDouble();
    }

    private static Evaluation evaluate(JsonNode recorded) {
        List<String> labels = IntStream.range(0, recorded.get("labels").asInt())
                .mapToObj(label -> "label " + label)
                .toList();
        Evaluator evaluator = Evaluator.of(labels, Basis.heldOut("made-up probabilities"));
        for (int i = 0; i < recorded.get("truth").size(); i++) {
            JsonNode row = recorded.get("probabilities").get(i);
            float[] probabilities = new float[row.size()];
            for (int label = 0; label < probabilities.length; label++) {
                probabilities[label] = row.get(label).floatValue();
            }
            evaluator.add("picture " + i, recorded.get("truth").get(i).asInt(), probabilities);
        }
        return evaluator.evaluation();
    }
}
