package dev.glimpse.data.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.split.SplitRule.Outcome;
import dev.glimpse.data.split.SplitRule.TrainByHand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplitRuleTest {

    private static final Shares HALVES = new Shares(0.25, 0.25);

    /** A picture with a content, a class and perhaps a split by hand. */
    private record Toy(String content, int label, Optional<Split> byHand) {
        private static Toy of(String content, int label) {
            return new Toy(content, label, Optional.empty());
        }

        private Toy in(Split split) {
            return new Toy(content, label, Optional.of(split));
        }
    }

    private record Toys(List<String> labels, List<Toy> toys) implements SplitRule.Pictures {
        @Override
        public int size() {
            return toys.size();
        }

        @Override
        public ContentHash hash(int picture) {
            return ContentHash.of(toys.get(picture).content().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int label(int picture) {
            return toys.get(picture).label();
        }

        @Override
        public Optional<Split> byHand(int picture) {
            return toys.get(picture).byHand();
        }
    }

    private static Toys toys(List<Toy> toys) {
        return new Toys(List.of("cat", "dog"), toys);
    }

    private static List<Toy> many(int each) {
        List<Toy> toys = new ArrayList<>();
        for (int label = 0; label < 2; label++) {
            for (int i = 0; i < each; i++) {
                toys.add(Toy.of(label + " " + i, label));
            }
        }
        return toys;
    }

    private static Outcome apply(Toys toys, Shares shares, Splits known) {
        return SplitRule.apply(toys, shares, known, TrainByHand.KEPT);
    }

    private static Map<String, Split> byContent(Toys toys, Split[] splits) {
        Map<String, Split> found = new HashMap<>();
        for (int i = 0; i < splits.length; i++) {
            found.put(toys.toys().get(i).content(), splits[i]);
        }
        return found;
    }

    @Test
    void each_class_is_divided_by_the_shares() {
        Toys toys = toys(many(1000));
        Split[] splits = apply(toys, new Shares(0.1, 0.2), Splits.none()).splits();
        for (int label = 0; label < 2; label++) {
            List<Split> ofClass = Arrays.asList(splits).subList(label * 1000, label * 1000 + 1000);
            assertThat(Collections.frequency(ofClass, Split.TEST)).isEqualTo(200);
            assertThat(Collections.frequency(ofClass, Split.VALIDATION)).isEqualTo(100);
        }
    }

    @Test
    void the_order_in_which_pictures_are_listed_does_not_matter() {
        Toys toys = toys(many(100));
        List<Toy> shuffled = new ArrayList<>(toys.toys());
        Collections.shuffle(shuffled, new Random(1));
        Toys other = toys(shuffled);
        assertThat(byContent(other, apply(other, HALVES, Splits.none()).splits()))
                .isEqualTo(byContent(toys, apply(toys, HALVES, Splits.none()).splits()));
    }

    @Test
    void adding_pictures_moves_none_and_keeps_the_shares() {
        Toys before = toys(many(100));
        Split[] first = apply(before, HALVES, Splits.none()).splits();
        Splits recorded = SplitRule.record(before, first);
        Toys after = toys(many(300));
        Split[] second = apply(after, HALVES, recorded).splits();
        assertThat(byContent(after, second)).containsAllEntriesOf(byContent(before, first));
        assertThat(Collections.frequency(Arrays.asList(second), Split.TEST)).isEqualTo(150);
    }

    @Test
    void pictures_that_come_one_by_one_keep_to_the_shares_too() {
        Splits recorded = SplitRule.record(
                toys(many(20)), apply(toys(many(20)), HALVES, Splits.none()).splits());
        for (int each = 21; each <= 60; each++) {
            recorded = recorded.with(SplitRule.record(
                    toys(many(each)), apply(toys(many(each)), HALVES, recorded).splits()));
        }
        assertThat((double) recorded.size(Split.TRAIN)).isCloseTo(60, within(1.0));
        assertThat(recorded.size()).isEqualTo(120);
    }

    @Test
    void a_split_set_by_hand_wins_over_a_recorded_one() {
        List<Toy> toys = many(20);
        Splits recorded = SplitRule.record(
                toys(toys), apply(toys(toys), HALVES, Splits.none()).splits());
        for (int i = 0; i < toys.size(); i++) {
            toys.set(i, toys.get(i).in(i % 20 == 0 ? Split.VALIDATION : Split.TRAIN));
        }
        assertThat(apply(toys(toys), HALVES, recorded).splits())
                .containsExactly(
                        toys.stream().map(toy -> toy.byHand().orElseThrow()).toArray(Split[]::new));
    }

    @Test
    void copies_of_a_picture_never_stand_on_both_sides() {
        List<Toy> toys = many(200);
        for (int i = 0; i < 100; i++) {
            toys.add(Toy.of("0 " + i, 0));
            toys.add(Toy.of("0 " + i, 1));
        }
        Split[] splits = apply(toys(toys), HALVES, Splits.none()).splits();
        Map<String, Split> seen = new HashMap<>();
        for (int i = 0; i < splits.length; i++) {
            Split before = seen.put(toys.get(i).content(), splits[i]);
            assertThat(before == null || before == splits[i]).isTrue();
        }
    }

    @Test
    void copies_put_on_two_sides_by_hand_go_to_the_one_further_from_learning() {
        List<Toy> toys = new ArrayList<>();
        many(10).forEach(toy -> toys.add(toy.in(Split.TRAIN)));
        toys.add(Toy.of("0 3", 0).in(Split.TEST));
        toys.add(Toy.of("1 4", 1).in(Split.VALIDATION));
        Outcome outcome = apply(toys(toys), HALVES, Splits.none());
        assertThat(outcome.splits()[3]).isEqualTo(Split.TEST);
        assertThat(outcome.splits()[14]).isEqualTo(Split.VALIDATION);
        assertThat(outcome.moved()).isEqualTo(2);
    }

    @Test
    void shares_can_be_taken_out_of_what_was_put_into_train_by_hand() {
        List<Toy> toys = new ArrayList<>();
        List<Toy> all = many(120);
        for (int i = 0; i < all.size(); i++) {
            toys.add(all.get(i).in(i % 120 < 100 ? Split.TRAIN : Split.TEST));
        }
        Split[] splits = SplitRule.apply(toys(toys), new Shares(0.1, 0), Splits.none(), TrainByHand.SHARED)
                .splits();
        assertThat(Collections.frequency(Arrays.asList(splits), Split.VALIDATION))
                .isEqualTo(20);
        assertThat(Collections.frequency(Arrays.asList(splits), Split.TEST)).isEqualTo(40);
    }

    @Test
    void a_class_with_too_few_pictures_learns_from_them_and_is_named_with_how_many_it_takes() {
        List<Toy> toys = new ArrayList<>(many(40).subList(0, 44));
        Outcome few = apply(toys(toys), Shares.usual(), Splits.none());
        assertThat(few.few())
                .singleElement()
                .asString()
                .contains("for test of 'dog' (4 different pictures)", "at least 5", "15 % validation, 15 % test");
        assertThat(Arrays.asList(few.splits()).subList(40, 44))
                .containsExactlyInAnyOrder(Split.TRAIN, Split.TRAIN, Split.TRAIN, Split.VALIDATION);
        toys.add(Toy.of("one more", 1));
        assertThat(apply(toys(toys), Shares.usual(), Splits.none()).few()).isEmpty();
    }

    @Test
    void one_picture_of_each_class_is_learnt_from() {
        List<Toy> toys = List.of(Toy.of("a", 0), Toy.of("b", 1));
        Outcome one = apply(toys(toys), Shares.usual(), Splits.none());
        assertThat(one.splits()).containsExactly(Split.TRAIN, Split.TRAIN);
        assertThat(one.few()).hasSize(2).allMatch(line -> line.contains("'cat' (1 picture), 'dog' (1 picture)"));
    }

    @Test
    void a_class_without_pictures_to_learn_from_is_named() {
        List<Toy> toys = new ArrayList<>();
        many(10).forEach(toy -> toys.add(toy.in(toy.label() == 0 ? Split.TRAIN : Split.TEST)));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> apply(toys(toys), Shares.usual(), Splits.none()))
                .withMessageContaining("class 'dog'")
                .withMessageContaining("none to learn from");
    }

    @Test
    void one_class_alone_cannot_be_told_from_anything() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> apply(new Toys(List.of("cat"), List.of(Toy.of("a", 0))), HALVES, Splits.none()))
                .withMessageContaining("only one class, 'cat'");
    }

    @Test
    void shares_leave_something_to_learn_from() {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> new Shares(0.5, 0.5));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> new Shares(-0.1, 0.5));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> new Shares(Double.NaN, 0.5));
    }
}
