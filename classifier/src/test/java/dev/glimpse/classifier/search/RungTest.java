package dev.glimpse.classifier.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.classifier.ClassifierException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RungTest {

    /**
     * n_candidates_ and n_resources_ of HalvingGridSearchCV(factor, cv=5, min_resources="exhaust") of scikit-learn 1.9.1, but for the
     * last round, which has all pictures: scikit-learn leaves over what the first round's number does not divide, and
     * learns from all only afterwards.
     */
    @ParameterizedTest
    @CsvSource({
        "3, 20, 2845, 5, 20 7 3, 316 948 2845",
        "3, 6, 2845, 5, 6 2, 948 2845",
        "2, 16, 1000, 2, 16 8 4 2 1, 62 124 248 496 1000",
        "3, 27, 1000, 2, 27 9 3 1, 37 111 333 1000",
        "3, 1, 1000, 2, 1, 1000",
        "2, 8, 1000, 2, 8 4 2 1, 125 250 500 1000"
    })
    void rounds_are_those_of_scikit_learn(
            int factor, int candidates, int pictures, int classes, String left, String learntFrom) {
        List<Rung> rungs = Rung.halving(factor, candidates, pictures, classes);

        assertThat(rungs).extracting(rung -> "" + rung.candidates()).containsExactly(left.split(" "));
        assertThat(rungs).extracting(rung -> "" + rung.pictures()).containsExactly(learntFrom.split(" "));
    }

    /** As above; here scikit-learn begins with its least number of pictures, ten a class, and does not come to use all. */
    @ParameterizedTest
    @CsvSource({
        "2, 64, 100, 2, 64 32 16, 25 50 100",
        "3, 243, 2845, 5, 243 81 27 9, 105 315 945 2845",
        "4, 100, 1000, 2, 100 25 7, 62 248 1000",
        "3, 50, 300, 5, 50 17, 100 300"
    })
    void with_few_pictures_there_are_fewer_rounds(
            int factor, int candidates, int pictures, int classes, String left, String learntFrom) {
        rounds_are_those_of_scikit_learn(factor, candidates, pictures, classes, left, learntFrom);
    }

    @Test
    void halving_by_one_is_refused() {
        assertThatThrownBy(() -> Rung.halving(1, 20, 1000, 2))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("2 or more");
    }
}
