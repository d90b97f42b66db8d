package dev.glimpse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldsTest {

    @TempDir
    Path folder;

    private int painted;

    @Test
    void every_picture_is_judged_by_once_and_learnt_from_in_all_other_rounds() throws IOException {
        write("apple", 23);
        write("pear", 11);
        try (Dataset fruit = Dataset.open(folder)) {
            Folds folds = fruit.folds(5);
            Map<String, Integer> judged = new HashMap<>();
            for (int fold = 0; fold < 5; fold++) {
                Dataset round = folds.dataset(fold);
                assertThat(round.size()).isEqualTo(34);
                assertThat(round.size(Split.TEST)).isEqualTo(folds.size(fold));
                round.items(Split.TEST).forEach(item -> judged.merge(item.name(), 1, Integer::sum));
                assertThat(hashes(round, Split.TEST))
                        .doesNotContainAnyElementsOf(hashes(round, Split.TRAIN))
                        .doesNotContainAnyElementsOf(hashes(round, Split.VALIDATION));
            }
            assertThat(judged)
                    .hasSize(34)
                    .allSatisfy((name, times) -> assertThat(times).as(name).isEqualTo(1));
        }
    }

    /** What scikit-learn 1.7's StratifiedKFold(5) makes of 23, 11 and 7 samples, by fold; which fold has one more is its own choice. */
    @Test
    void folds_and_classes_are_as_even_as_those_of_scikit_learn() throws IOException {
        write("a", 23);
        write("b", 11);
        write("c", 7);
        try (Dataset letters = Dataset.open(folder)) {
            Folds folds = letters.folds(5, options -> options.seed(3));
            List<int[]> counts = IntStream.range(0, 5)
                    .mapToObj(fold -> folds.dataset(fold).counts(Split.TEST))
                    .toList();
            assertThat(counts.stream().map(count -> Arrays.stream(count).sum()))
                    .containsExactlyInAnyOrder(9, 8, 8, 8, 8);
            assertThat(counts.stream().map(count -> count[0])).containsExactlyInAnyOrder(5, 5, 5, 4, 4);
            assertThat(counts.stream().map(count -> count[1])).containsExactlyInAnyOrder(2, 2, 2, 3, 2);
            assertThat(counts.stream().map(count -> count[2])).containsExactlyInAnyOrder(2, 1, 1, 1, 2);
        }
    }

    @Test
    void equal_files_stand_in_one_fold_under_whatever_names_and_labels() throws IOException {
        write("a", 9);
        write("b", 9);
        for (int copy = 0; copy < 4; copy++) {
            Files.copy(folder.resolve("a/1.png"), folder.resolve("a/copy" + copy + ".png"));
        }
        Files.copy(folder.resolve("a/2.png"), folder.resolve("b/both.png"));
        try (Dataset letters = Dataset.open(folder)) {
            Folds folds = letters.folds(3);
            for (int fold = 0; fold < 3; fold++) {
                Dataset round = folds.dataset(fold);
                Map<ContentHash, Set<Optional<Split>>> splits = round.items()
                        .collect(
                                Collectors.groupingBy(Item::hash, Collectors.mapping(Item::split, Collectors.toSet())));
                assertThat(splits.values()).allSatisfy(of -> assertThat(of).hasSize(1));
            }
        }
    }

    @Test
    void of_what_is_learnt_a_stratified_part_steers() throws IOException {
        write("a", 40);
        write("b", 20);
        try (Dataset letters = Dataset.open(folder)) {
            Dataset round = letters.folds(4, options -> options.validation(0.2)).dataset(0);
            assertThat(round.counts(Split.TEST)).containsExactly(10, 5);
            assertThat(round.counts(Split.VALIDATION)).containsExactly(6, 3);
            assertThat(letters.folds(4, options -> options.validation(0))
                            .dataset(0)
                            .size(Split.VALIDATION))
                    .isZero();
        }
    }

    @Test
    void names_do_not_matter_and_the_seed_does() throws IOException {
        write("a", 12);
        write("b", 12);
        List<Set<ContentHash>> before = judged(7);
        assertThat(judged(7)).isEqualTo(before);
        assertThat(judged(8)).isNotEqualTo(before);
        for (int i = 1; i <= 12; i++) {
            Files.move(folder.resolve("a/" + i + ".png"), folder.resolve("a/z" + (20 - i) + ".png"));
        }
        assertThat(judged(7)).isEqualTo(before);
    }

    private List<Set<ContentHash>> judged(long seed) {
        try (Dataset letters = Dataset.open(folder)) {
            Folds folds = letters.folds(3, options -> options.seed(seed));
            return IntStream.range(0, 3)
                    .mapToObj(fold -> Set.copyOf(hashes(folds.dataset(fold), Split.TEST)))
                    .toList();
        }
    }

    @Test
    void a_class_of_few_pictures_is_told_of_and_one_picture_is_always_learnt_from() throws IOException {
        write("many", 20);
        write("few", 3);
        write("one", 1);
        try (Dataset things = Dataset.open(folder)) {
            Folds folds = things.folds(5);
            assertThat(folds.remarks())
                    .anyMatch(text -> text.contains("'few' (3)"))
                    .anyMatch(text -> text.contains("'one'") && text.contains("never judged by"));
            for (int fold = 0; fold < 5; fold++) {
                assertThat(folds.dataset(fold)
                                .counts(Split.TEST)[things.labels().indexOf("one")])
                        .isZero();
                assertThat(folds.dataset(fold).counts(Split.TRAIN)).doesNotContain(0);
            }
        }
    }

    @Test
    void too_few_and_too_many_folds_are_refused() throws IOException {
        write("a", 4);
        write("b", 3);
        try (Dataset letters = Dataset.open(folder)) {
            assertThatThrownBy(() -> letters.folds(1))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("at least 2");
            assertThatThrownBy(() -> letters.folds(8))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("7 different pictures")
                    .hasMessageContaining("at most 7");
            assertThat(letters.folds(7).count()).isEqualTo(7);
        }
    }

    private static List<ContentHash> hashes(Dataset dataset, Split split) {
        Function<Item, ContentHash> hash = Item::hash;
        return new ArrayList<>(dataset.items(split).map(hash).toList());
    }

    private void write(String label, int count) throws IOException {
        Path place = Files.createDirectories(folder.resolve(label));
        for (int i = 1; i <= count; i++) {
            TestPictures.write(place.resolve(i + ".png"), TestPictures.png(4, 4, painted++));
        }
    }
}
