package dev.glimpse.classifier.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FoldScoresTest {

    private static final List<String> LABELS = List.of("a", "b", "c", "d", "e", "f");

    /** NumPy: np.mean([.9, .85, .8, .95]), np.std(…, ddof=1). */
    @Test
    void mean_and_sample_deviation_are_those_of_numpy() {
        Estimate estimate = Estimate.of(0.9, 0.85, 0.8, 0.95);
        assertThat(estimate.mean()).isCloseTo(0.875, within(1e-15));
        assertThat(estimate.deviation().orElseThrow()).isCloseTo(0.06454972243679026, within(1e-15));
        assertThat(estimate.percent()).isEqualTo("87.5 ± 6.5 %");
        assertThat(Estimate.of(0.5).deviation()).isEmpty();
        assertThat(Estimate.of(0.5).words(2)).isEqualTo("0.50");
    }

    @Test
    void evaluations_put_together_are_the_evaluation_of_all_their_pictures() {
        SplittableRandom random = new SplittableRandom(1);
        Evaluator all = Evaluator.of(LABELS, Basis.heldOut("all"));
        List<Evaluation> parts = IntStream.range(0, 4)
                .mapToObj(part -> {
                    Evaluator own = Evaluator.of(LABELS, Basis.heldOut("a part"));
                    for (int i = 0; i < 20 + part; i++) {
                        float[] probabilities = probabilities(random);
                        int label = random.nextInt(LABELS.size());
                        own.add("p" + part + "-" + i, label, probabilities);
                        all.add("p" + part + "-" + i, label, probabilities);
                    }
                    return own.evaluation();
                })
                .toList();
        Evaluation pooled = Evaluation.pooled(Basis.heldOut("all"), parts);
        Evaluation expected = all.evaluation();
        assertThat(pooled.accuracy()).isEqualTo(expected.accuracy());
        assertThat(pooled.topK()).isEqualTo(expected.topK());
        assertThat(pooled.confusion()).isEqualTo(expected.confusion());
        assertThat(pooled.mistakes()).isEqualTo(expected.mistakes());
        assertThat(pooled.logLoss()).isCloseTo(expected.logLoss(), within(1e-12));
        assertThat(pooled.brier()).isCloseTo(expected.brier(), within(1e-12));
        assertThat(pooled.calibration().expectedError())
                .isCloseTo(expected.calibration().expectedError(), within(1e-12));
    }

    @Test
    void a_report_tells_of_the_folds_as_text_json_and_html() {
        SplittableRandom random = new SplittableRandom(2);
        List<FoldScore> folds = IntStream.range(0, 3)
                .mapToObj(fold -> {
                    Evaluator own = Evaluator.of(LABELS, Basis.heldOut("a fold"));
                    for (int i = 0; i < 10; i++) {
                        own.add("p" + fold + i, i % 6, probabilities(random));
                    }
                    return new FoldScore(fold + 1, 20, 4, own.evaluation(), Duration.ofMillis(1500));
                })
                .toList();
        FoldScores scores = new FoldScores(folds);
        Evaluation all = Evaluation.pooled(
                Basis.heldOut("everything"),
                folds.stream().map(FoldScore::evaluation).toList());
        Report report = Report.of("linear", all, about -> about.folds(scores));
        assertThat(report.text(100)).contains("Folds\n", scores.accuracy().percent(), "sample deviation");
        assertThat(report.html())
                .contains("id=\"folds\"", "href=\"#folds\"", scores.accuracy().percent());
        JsonNode json = JsonMapper.shared().readTree(report.json()).get("folds");
        assertThat(json.get("count").intValue()).isEqualTo(3);
        assertThat(json.get("accuracy").get("mean").doubleValue())
                .isEqualTo(scores.accuracy().mean());
        assertThat(json.get("accuracy").get("deviation").doubleValue())
                .isEqualTo(scores.accuracy().deviation().orElseThrow());
        assertThat(json.get("topK").has("mean")).isTrue();
        assertThat(json.get("rounds").get(1).get("learnt").intValue()).isEqualTo(20);
        assertThat(json.get("rounds").get(1).get("seconds").doubleValue()).isEqualTo(1.5);
    }

    private static float[] probabilities(SplittableRandom random) {
        float[] numbers = new float[LABELS.size()];
        float sum = 0;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) Math.exp(3 * random.nextDouble());
            sum += numbers[i];
        }
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] /= sum;
        }
        return numbers;
    }
}
