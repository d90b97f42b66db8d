package dev.glimpse.classifier.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

    private static final List<String> PETS = List.of("cat", "dog", "newt");
    private static final Basis TEST = Basis.heldOut("the test split");

    @Test
    void counts_what_became_of_each_picture() {
        Evaluator evaluator = Evaluator.of(PETS, TEST);
        Outcome right = evaluator.add("a.jpg", 0, new float[] {0.7f, 0.2f, 0.1f});
        Outcome wrong = evaluator.add("b.jpg", 2, new float[] {0.5f, 0.3f, 0.2f});

        assertThat(right).isEqualTo(new Outcome("a.jpg", 0, 0, 0.7f, 0.7f, 1));
        assertThat(wrong).isEqualTo(new Outcome("b.jpg", 2, 0, 0.5f, 0.2f, 3));
        Evaluation evaluation = evaluator.evaluation();
        assertThat(evaluation.pictures()).isEqualTo(2);
        assertThat(evaluation.accuracy()).isEqualTo(new Proportion(1, 2));
        assertThat(evaluation.confusion().count(2, 0)).isEqualTo(1);
        assertThat(evaluation.logLoss()).isCloseTo(-(Math.log(0.7) + Math.log(0.2)) / 2, within(1e-7));
        assertThat(evaluation.mistakes()).containsExactly(wrong);
    }

    @Test
    void of_equally_probable_labels_the_first_is_the_prediction_and_ranks_first() {
        Outcome outcome = Evaluator.of(PETS, TEST).add("a.jpg", 1, new float[] {0.4f, 0.4f, 0.2f});

        assertThat(outcome.predicted()).isZero();
        assertThat(outcome.rank()).isEqualTo(2);
    }

    @Test
    void a_model_that_knows_nothing_does_not_shine_in_top_5() {
        List<String> labels = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        Evaluator evaluator = Evaluator.of(labels, TEST);
        float[] even = new float[10];
        java.util.Arrays.fill(even, 0.1f);
        for (int label = 0; label < 10; label++) {
            evaluator.add("picture", label, even);
        }

        assertThat(evaluator.evaluation().topK().orElseThrow().share()).isEqualTo(new Proportion(5, 10));
    }

    @Test
    void keeps_only_the_most_certain_mistakes_whatever_their_order() {
        List<Outcome> forwards = mistakes(IntStream.range(0, 500).boxed().toList());
        List<Outcome> backwards =
                mistakes(IntStream.range(0, 500).boxed().toList().reversed());

        assertThat(forwards).hasSize(3).isEqualTo(backwards);
        assertThat(forwards).extracting(Outcome::item).containsExactly("picture 499", "picture 498", "picture 497");
    }

    private static List<Outcome> mistakes(List<Integer> order) {
        Evaluator evaluator = Evaluator.of(PETS, TEST, options -> options.mistakes(3));
        for (int i : order) {
            float sure = 0.4f + i / 1000f;
            evaluator.add("picture " + i, 0, new float[] {1 - sure, sure, 0});
        }
        return evaluator.evaluation().mistakes();
    }

    @Test
    void equally_certain_mistakes_stand_by_name() {
        Evaluator evaluator = Evaluator.of(PETS, TEST, options -> options.mistakes(2));
        for (String item : List.of("c", "a", "b")) {
            evaluator.add(item, 0, new float[] {0, 1, 0});
        }

        assertThat(evaluator.evaluation().mistakes()).extracting(Outcome::item).containsExactly("a", "b");
    }

    @Test
    void a_listener_hears_of_every_picture() {
        List<Outcome> heard = new ArrayList<>();
        Evaluator evaluator = Evaluator.of(PETS, TEST, options -> options.each(heard::add));
        evaluator.add("a.jpg", 0, new float[] {1, 0, 0});
        evaluator.add("b.jpg", 1, new float[] {1, 0, 0});

        assertThat(heard).extracting(Outcome::isCorrect).containsExactly(true, false);
    }

    @Test
    void a_certain_and_wrong_prediction_has_a_finite_loss() {
        Evaluator evaluator = Evaluator.of(PETS, TEST);
        evaluator.add("a.jpg", 0, new float[] {0, 1, 0});

        assertThat(evaluator.evaluation().logLoss()).isCloseTo(-Math.log(1e-7), within(1e-9));
    }

    @Test
    void probabilities_on_the_edge_of_a_bin_belong_to_the_bin_below() {
        Evaluator evaluator = Evaluator.of(List.of("cat", "dog"), TEST, options -> options.bins(4));
        evaluator.add("a", 0, new float[] {0.5f, 0.5f});
        evaluator.add("b", 0, new float[] {0.75f, 0.25f});
        evaluator.add("c", 0, new float[] {1, 0});

        assertThat(evaluator.evaluation().calibration().bins())
                .extracting(Calibration.Bin::count)
                .containsExactly(0L, 1L, 1L, 1L);
    }

    @Test
    void a_probability_that_is_no_number_is_refused_with_its_likely_cause() {
        Evaluator evaluator = Evaluator.of(PETS, TEST);

        assertThatThrownBy(() -> evaluator.add("a.jpg", 0, new float[] {0.5f, Float.NaN, 0.5f}))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContainingAll("\"dog\"", "a.jpg", "NaN", "learning rate");
        assertThat(evaluator.pictures()).isZero();
    }

    @Test
    void numbers_that_are_no_probabilities_are_refused() {
        Evaluator evaluator = Evaluator.of(PETS, TEST);

        assertThatThrownBy(() -> evaluator.add("a.jpg", 0, new float[] {3.5f, -1f, 0.5f}))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContainingAll("between 0 and 1", "3.5", "softmax");
        assertThatThrownBy(() -> evaluator.add("a.jpg", 0, new float[] {0.9f, 0.9f, 0.9f}))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContainingAll("add up to 1", "2.7");
        assertThatThrownBy(() -> evaluator.add("a.jpg", 0, new float[] {0.5f, 0.5f}))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContainingAll("2 probabilities", "3 labels");
    }

    @Test
    void nothing_to_evaluate_is_an_error_that_names_where_it_looked() {
        assertThatThrownBy(() -> Evaluator.of(PETS, TEST).evaluation())
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("no pictures in the test split");
        assertThatThrownBy(() -> Evaluator.of(List.of("cat"), TEST))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("at least two labels");
    }

    @Test
    void what_it_remembers_does_not_grow_with_the_pictures() {
        Evaluator evaluator = Evaluator.of(PETS, TEST);
        float[] wrong = {0.2f, 0.5f, 0.3f};
        for (int i = 0; i < 200_000; i++) {
            evaluator.add("picture " + i, 0, wrong);
        }

        assertThat(evaluator.evaluation().mistakes()).hasSize(20);
        assertThat(evaluator.evaluation().confusion().count(0, 1)).isEqualTo(200_000);
    }
}
