package dev.glimpse.classifier.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.tensor.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AllNearestTest {

    private static final int LENGTH = 7;

    @Test
    void finds_what_one_search_after_the_other_finds() {
        // More than the blocks and the pieces hold, and not a multiple of either.
        float[][] vectors = vectors(1100);
        Samples samples = Samples.none(LENGTH, Distance.COSINE).with(samples(vectors));
        Nearest[] found = search(vectors, groups(vectors.length), 5);

        for (int i = 0; i < vectors.length; i += 13) {
            Nearest six = samples.nearest(vectors[i], 6);
            assertThat(six.samples()[0]).isEqualTo(i);
            for (int j = 0; j < 5; j++) {
                assertThat(found[i].samples()[j]).isEqualTo(six.samples()[j + 1]);
                assertThat(found[i].distances()[j]).isCloseTo(six.distances()[j + 1], Offset.offset(1e-6));
            }
        }
    }

    @Test
    void those_of_its_own_group_are_no_neighbours() {
        float[][] vectors = vectors(40);
        int[] groups = groups(40);
        vectors[7] = vectors[3].clone();
        groups[7] = 3;
        Nearest[] found = search(vectors, groups, 39);

        assertThat(found[3].samples()).hasSize(38).doesNotContain(3, 7);
        assertThat(found[8].samples()).hasSize(39).doesNotContain(8);
    }

    private static Nearest[] search(float[][] vectors, int[] groups, int k) {
        Nearest[] found = new Nearest[vectors.length];
        AllNearest.of(groups, LENGTH, i -> vectors[i], k)
                .search(2, (vector, nearest) -> found[vector] = nearest, _ -> {});
        return found;
    }

    private static int[] groups(int size) {
        int[] groups = new int[size];
        for (int i = 0; i < size; i++) {
            groups[i] = i;
        }
        return groups;
    }

    private static float[][] vectors(int count) {
        SplittableRandom random = Seed.of(4).random();
        float[][] vectors = new float[count][LENGTH];
        for (float[] vector : vectors) {
            for (int i = 0; i < LENGTH; i++) {
                vector[i] = (float) random.nextDouble(-1, 3);
            }
        }
        return vectors;
    }

    private static List<Sample> samples(float[][] vectors) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            samples.add(new Sample(vectors[i], 0, ContentHash.of(new byte[] {(byte) i, (byte) (i >> 8)})));
        }
        return samples;
    }
}
