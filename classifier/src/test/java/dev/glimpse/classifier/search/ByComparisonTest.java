package dev.glimpse.classifier.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.tensor.Seed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByComparisonTest {

    @TempDir
    Path folder;

    @Test
    void a_part_has_fewer_pictures_to_learn_from_with_classes_in_proportion_and_all_others() {
        DrawnPictures.write(folder, 20, Seed.of(1));
        try (Dataset all = Dataset.open(folder).split()) {
            int classes = all.labels().size();
            Dataset half = ByComparison.part(all, all.size(Split.TRAIN) / 2);

            assertThat(half.size(Split.TRAIN)).isEqualTo(all.size(Split.TRAIN) / 2);
            assertThat(half.counts(Split.TRAIN)).containsOnly(all.size(Split.TRAIN) / 2 / classes);
            assertThat(Arrays.stream(half.counts()).sum()).isEqualTo(half.size());
            for (Split judged : List.of(Split.VALIDATION, Split.TEST)) {
                assertThat(half.items(judged).map(Item::hash).toList())
                        .isEqualTo(all.items(judged).map(Item::hash).toList());
            }
            assertThat(ByComparison.part(all, all.size(Split.TRAIN))).isSameAs(all);
        }
    }
}
