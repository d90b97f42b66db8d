package dev.glimpse.classifier.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.evaluation.Unknowns.Foreign;
import dev.glimpse.classifier.evaluation.Unknowns.Scores;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UnknownsTest {

    /** Rounded to one decimal, so that many are equal; drawn with NumPy. */
    private static final double[] OWN = {
        -0.4, -1.1, 0.0, -0.1, 1.4, 0.7, 0.2, 1.1, -0.2, -0.9, 0.6, 0.6, -0.2, -0.8, 0.2, -2.5, 0.7, 0.5, -1.6, 0.1,
        -1.0, 0.8, -2.0, -0.9, 0.7, 1.2, -2.2, -0.5, 0.3, -0.6, 1.6, -1.2, 0.4, -1.0, 1.4, -0.0, -0.4, -1.7, 1.7, 0.8
    };

    private static final double[] FOREIGN = {
        1.8, 2.1, 1.3, 0.4, 0.2, 0.2, 2.4, -0.5, 0.4, 0.7, 1.2, 1.6, -0.2, -0.7, 1.0, 2.2, 1.8, 1.2, 0.7, 1.3, 0.8, 1.8,
        0.2, 1.1, 0.9
    };

    private static Unknowns unknowns(double threshold) {
        return new Unknowns(
                OptionalDouble.of(threshold),
                Scores.of(OWN),
                Optional.of(new Foreign("all pictures of attic", Scores.of(FOREIGN))));
    }

    @Test
    void the_area_is_that_of_scikit_learn() {
        // sklearn.metrics.roc_auc_score, scikit-learn 1.9.1.
        assertThat(unknowns(1).auroc()).hasValueCloseTo(0.7805, within(1e-12));
        assertThat(Auroc.of(new double[] {.1, .4, .4, .35, .8, .2}, new double[] {.4, .9, .35, .7}))
                .isCloseTo(0.7291666666666667, within(1e-15));
    }

    @Test
    void all_told_apart_is_1_none_is_0_and_equal_scores_are_chance() {
        assertThat(Auroc.of(new double[] {1, 2}, new double[] {3, 4})).isEqualTo(1);
        assertThat(Auroc.of(new double[] {3, 4}, new double[] {1, 2})).isEqualTo(0);
        assertThat(Auroc.of(new double[] {1, 1}, new double[] {1, 1, 1})).isEqualTo(0.5);
    }

    @Test
    void only_what_is_above_the_threshold_is_refused() {
        assertThat(unknowns(1.4).lost()).contains(new Proportion(2, 40));
        assertThat(unknowns(1.4).refused()).contains(new Proportion(7, 25));
    }

    @Test
    void a_score_that_is_no_number_is_the_strangest() {
        Scores scores = Scores.of(new double[] {Double.NaN, 1});
        assertThat(scores.above(1e300)).isEqualTo(1);
        assertThatThrownBy(() -> Scores.of(new double[0])).isInstanceOf(EvaluationException.class);
    }

    @Test
    void a_report_says_it_as_text_as_json_and_as_a_page() {
        List<String> labels = Samples.labels(3);
        Report report = Report.of(
                "birds.keras",
                Samples.evaluation(labels, Samples.items(60, 3), Basis.heldOut("the test split of birds")),
                about -> about.unknowns(unknowns(1.4)).unscaled(new Unscaled(2.5, 0.9, 0.2)));
        assertThat(report.text(100))
                .contains("A temperature of 2.50")
                .contains("log loss           0.9000")
                .contains("Foreign pictures: 25, all pictures of attic.")
                .contains("2 of 40 (5.0 %")
                .contains("7 of 25 (28.0 %")
                .contains("0.781; 1 tells all apart");
        JsonNode json = JsonMapper.shared().readTree(report.json());
        assertThat(json.at("/temperature/value").asDouble()).isEqualTo(2.5);
        assertThat(json.at("/temperature/before/logLoss").asDouble()).isEqualTo(0.9);
        assertThat(json.at("/temperature/before/calibrationError").asDouble()).isEqualTo(0.2);
        assertThat(json.at("/unknown/threshold").asDouble()).isEqualTo(1.4);
        assertThat(json.at("/unknown/lost/count").asInt()).isEqualTo(2);
        assertThat(json.at("/unknown/lost/share").asDouble()).isEqualTo(0.05);
        assertThat(json.at("/unknown/foreign/pictures").asInt()).isEqualTo(25);
        assertThat(json.at("/unknown/foreign/auroc").asDouble()).isEqualTo(0.7805);
        assertThat(json.at("/unknown/foreign/refused/share").asDouble()).isEqualTo(0.28);
        assertThat(report.html())
                .contains(
                        "Does it know what it does not know?",
                        "href=\"#unknown\"",
                        "all pictures of attic",
                        "class=\"foreign\"")
                .doesNotContain("NaN", "Infinity");
    }

    @Test
    void without_foreign_pictures_or_a_threshold_it_says_what_it_can() {
        List<String> labels = Samples.labels(3);
        Report report = Report.of(
                "birds.keras",
                Samples.evaluation(labels, Samples.items(60, 3), Basis.heldOut("the test split of birds")),
                about -> about.unknowns(
                        new Unknowns(OptionalDouble.empty(), Scores.of(new double[] {1, 1, 1}), Optional.empty())));
        assertThat(report.text(100)).contains("never says that").doesNotContain("AUROC");
        assertThat(JsonMapper.shared().readTree(report.json()).at("/unknown").isEmpty())
                .isTrue();
        assertThat(report.html()).contains("id=\"unknown\"").doesNotContain("class=\"foreign\"", "NaN");
    }
}
