package dev.glimpse.image.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.image.ImageException;
import dev.glimpse.image.Patterns;
import dev.glimpse.image.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VisualWordsTest {

    private static final List<Picture> PICTURES = List.of(
            Patterns.picture(75, 100, 3),
            Patterns.picture(120, 90, 1),
            Patterns.picture(64, 64, 3),
            Patterns.picture(200, 230, 1));

    @ParameterizedTest
    @EnumSource(LocalFeature.class)
    void words_are_the_same_for_the_same_pictures_and_seed(LocalFeature local) {
        Features features = Features.of(VisualWords.of(local).words(12).levels(2));

        Describer once = features.learn(PICTURES.stream(), 7);
        Describer again = features.learn(PICTURES.stream(), 7);

        assertThat(again).isEqualTo(once);
        assertThat(features.learn(PICTURES.stream(), 8)).isNotEqualTo(once);
        float[] vector = once.describe(PICTURES.getFirst());
        assertThat(vector).hasSize(60);
        assertThat(sum(vector, 0, 12)).isCloseTo(1, Offset.offset(1e-5f));
        assertThat(new Describer(features, once.vocabularies()).describe(PICTURES.getFirst()))
                .containsExactly(vector);
    }

    @Test
    void each_place_counts_for_the_word_that_is_nearest() {
        Vocabulary vocabulary = new Vocabulary(3, 2, new float[] {1, 0, 0, 1, 0.5f, 0.5f});
        List<KeyPoint> places = List.of(new KeyPoint(0, 0, 1, 0, 0), new KeyPoint(1, 1, 1, 0, 0));

        // The roots of the shares: (1, 0) and (0.2, 0.98).
        int[] nearest = vocabulary.nearest(new LocalDescriptors(9, 9, places, 2, new float[] {7, 0, 1, 24}));

        assertThat(nearest).containsExactly(0, 1);
    }

    @Test
    void means_of_well_parted_groups_are_found() {
        // Two kinds of picture, each of which has one kind of place only.
        Picture level = stripes(1, 0);
        Picture upright = stripes(0, 1);
        Features features = Features.parse("dense-sift:words=2");

        Describer describer = features.learn(java.util.stream.Stream.of(level, upright), 1);

        float[] ofLevel = describer.describe(level);
        float[] ofUpright = describer.describe(upright);
        assertThat(Math.abs(ofLevel[0] - ofUpright[0])).isGreaterThan(0.9f);
        assertThat(ofLevel[0] + ofLevel[1]).isEqualTo(1f);
    }

    @Test
    void a_picture_without_key_points_has_an_empty_bag() {
        Describer describer = Features.parse("sift:words=5").learn(PICTURES.stream(), 1);

        assertThat(describer.describe(Patterns.picture(8, 8, 3))).containsOnly(0f);
    }

    @Test
    void surf_finds_a_blob_where_it_is_and_its_descriptors_have_length_one() {
        int size = 96;
        byte[] pixels = new byte[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double square = Math.pow(x - 40, 2) + Math.pow(y - 56, 2);
                pixels[y * size + x] = (byte) Math.round(250 * Math.exp(-square / (2 * 6 * 6)));
            }
        }

        LocalDescriptors seen = LocalFeature.SURF.of(Picture.of(size, size, 1, pixels));

        assertThat(seen.count()).isPositive();
        KeyPoint best = seen.points().stream()
                .max(java.util.Comparator.comparingDouble(KeyPoint::response))
                .orElseThrow();
        assertThat(best.x()).isCloseTo(40, Offset.offset(1f));
        assertThat(best.y()).isCloseTo(56, Offset.offset(1f));
        for (int place = 0; place < seen.count(); place++) {
            float squares = 0;
            for (int i = 0; i < 64; i++) {
                squares += seen.values()[place * 64 + i] * seen.values()[place * 64 + i];
            }
            assertThat(squares).isCloseTo(1, Offset.offset(1e-4f));
        }
    }

    @Test
    void no_more_key_points_than_the_strongest_five_hundred_are_looked_at() {
        Picture busy = Patterns.picture(500, 600, 1);

        assertThat(LocalFeature.SURF.of(busy).count()).isEqualTo(500);
        assertThat(LocalFeature.SIFT.of(busy).count()).isLessThanOrEqualTo(510);
    }

    @Test
    void where_pictures_have_no_places_at_all_words_are_better_left_away() {
        Picture even = Picture.of(1, 1, 3, new byte[3]);

        assertThatThrownBy(() -> Features.parse("sift:words=10").learn(Stream.of(even, even), 1))
                .isInstanceOf(ImageException.class)
                .hasMessageEndingWith("the 2 pictures have 0: leave sift away");
    }

    @Test
    void too_few_places_are_told_with_the_way_out() {
        assertThatThrownBy(() -> Features.parse("sift:words=2000").learn(PICTURES.stream(), 1))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("2000 words of sift need at least as many places")
                .hasMessageContaining("the 4 pictures have")
                .hasMessageContaining("fewer words");
        assertThatThrownBy(() -> Features.parse("hog,sift").describer())
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("the words of sift have to be learnt");
    }

    @Test
    void vocabularies_have_to_fit_the_features() {
        assertThatThrownBy(() ->
                        new Describer(Features.parse("sift:words=5"), List.of(new Vocabulary(4, 128, new float[512]))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sift:words=5 cannot use 4 words of 128 numbers");
    }

    private static Picture stripes(int down, int across) {
        byte[] pixels = new byte[64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((i / 64 * down + i % 64 * across) / 4 % 2 * 255);
        }
        return Picture.of(64, 64, 1, pixels);
    }

    private static float sum(float[] values, int from, int to) {
        float sum = 0;
        for (float value : Arrays.copyOfRange(values, from, to)) {
            sum += value;
        }
        return sum;
    }
}
