package dev.glimpse.classifier.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.tensor.Seed;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpaceTest {

    private static final Space SPACE =
            Space.parse(List.of("learning-rate=log:1e-4..1e-1", "units=0|50|100", "epochs=20"));

    @Test
    void a_grid_has_every_combination_once_in_the_order_of_the_words() {
        Space space = Space.parse(List.of("recipe=head|linear", "k=int:1..3", "seed=7", "dropout=0..0.5/2"));

        List<String> words = space.grid(UnaryOperator.identity()).stream()
                .map(one -> one.words(space.varied()))
                .toList();

        assertThat(words).hasSize(2 * 3 * 2).doesNotHaveDuplicates();
        assertThat(words.subList(0, 3))
                .containsExactly(
                        "recipe=head k=1 dropout=0", "recipe=head k=1 dropout=0.5", "recipe=head k=2 dropout=0");
        assertThat(words.getLast()).isEqualTo("recipe=linear k=3 dropout=0.5");
    }

    @Test
    void what_is_the_same_when_settled_comes_once() {
        Space space = Space.parse(List.of("recipe=head|linear", "units=0|50|100"));
        UnaryOperator<Configuration> settled =
                one -> one.where(name -> !name.equals("units") || one.values().containsValue("head"));

        assertThat(space.grid(settled)).hasSize(3 + 1);
        assertThat(space.draws(Seed.of(1), 20, settled)).hasSize(3 + 1).doesNotHaveDuplicates();
    }

    @Test
    void a_draw_depends_on_the_seed_its_number_and_the_name_alone() {
        Configuration seventh = SPACE.draw(Seed.of(1), 7);
        Space reversed = new Space(SPACE.parameters().reversed());

        assertThat(SPACE.draw(Seed.of(1), 7)).isEqualTo(seventh);
        assertThat(reversed.draw(Seed.of(1), 7).values()).containsExactlyInAnyOrderEntriesOf(seventh.values());
        assertThat(SPACE.draw(Seed.of(2), 7)).isNotEqualTo(seventh);
        assertThat(SPACE.draw(Seed.of(1), 8)).isNotEqualTo(seventh);
        assertThat(SPACE.draws(Seed.of(1), 30, UnaryOperator.identity()).subList(0, 10))
                .isEqualTo(SPACE.draws(Seed.of(1), 10, UnaryOperator.identity()));
    }

    @Test
    void draws_follow_the_distribution() {
        List<Configuration> draws = IntStream.range(0, 4000)
                .mapToObj(number -> SPACE.draw(Seed.of(3), number))
                .toList();

        // Four standard deviations of a proportion of 4,000.
        double tolerance = 4 * Math.sqrt(0.25 / 4000);
        for (double share : new double[] {0.25, 0.5, 0.75}) {
            double quantile = 1e-4 * Math.pow(1000, share);
            assertThat(draws.stream()
                                    .filter(one -> one.number("learning-rate") < quantile)
                                    .count()
                            / 4000.0)
                    .isCloseTo(share, within(tolerance));
        }
        assertThat(draws.stream().filter(one -> one.number("units") == 50).count() / 4000.0)
                .isCloseTo(1 / 3.0, within(tolerance));
    }

    @Test
    void draws_end_where_there_are_no_more() {
        Space space = Space.parse(List.of("k=1|3|5"));

        assertThat(space.draws(Seed.of(1), 20, UnaryOperator.identity())).hasSize(3);
    }

    @Test
    void a_grid_of_a_range_without_steps_or_of_too_many_values_is_refused() {
        assertThatThrownBy(() -> SPACE.grid(UnaryOperator.identity()))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("learning-rate=log:0.0001..0.1/5");
        Space large = Space.parse(List.of("a=int:1..99999", "b=int:1..99999", "c=int:1..99999", "d=int:1..99999"));
        assertThatThrownBy(() -> large.grid(UnaryOperator.identity()))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("combinations, and at most 10,000");
        assertThatThrownBy(() -> Space.parse(List.of("k=1|3", "k=5|7")))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("k is given twice");
    }
}
