package dev.glimpse.image.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.image.ImageException;
import dev.glimpse.image.Patterns;
import dev.glimpse.image.Picture;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeaturesTest {

    private static final String DIRECT = "hog,lbp,color-histogram,harris,hough";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hog|1764",
                "hog:cell=8|8100",
                "hog:size=64:cell=8:bins=12|2352",
                "lbp|944",
                "lbp:grid=1|59",
                "color-histogram|512",
                "color-histogram:space=rgb:bins=4:grid=2|256",
                "harris|23",
                "hough:bins=6|11",
                "sift|200",
                "sift:words=50:levels=2|250",
                "dense-sift:levels=3|4200",
                "surf:words=64:side=128|64",
                "hog,lbp:grid=2,sift:words=100|2100"
            })
    void a_length_is_known_before_any_picture_is_read(String text, int length) {
        Features features = Features.parse(text);

        assertThat(features.length()).isEqualTo(length);
        assertThat(features).hasToString(text);
        assertThat(Features.parse(features.toString())).isEqualTo(features);
    }

    @Test
    void options_that_are_as_usual_are_not_written() {
        assertThat(Features.parse(" HOG:bins=9:cell=8 , lbp ")).hasToString("hog:cell=8,lbp");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hogg|expected hog, lbp, color-histogram, harris, hough, sift, dense-sift, surf, got \"hogg\"",
                "hog,|got \"\"",
                "hog:cells=8|hog has no option \"cells\"; it has size, cell, bins",
                "hog:cell=eight|cell of hog is a whole number, got \"eight\"",
                "hog:cell=7|size of hog is a multiple of the cell (7)",
                "hog:cell|an option looks like \"cell=8\", got \"cell\"",
                "hog:cell=8:cell=16|cell is given twice",
                "lbp:radius=0|radius of lbp is 1 to 16 pixels, got 0",
                "color-histogram:space=lab|space of color-histogram is hsv or rgb, got \"lab\"",
                "sift:words=1|words of sift is 2 to 10000, got 1",
                "harris:side=5|side of harris is 16 to 4096 pixels, got 5"
            })
    void what_is_wrong_with_a_text_is_said(String text, String message) {
        assertThatThrownBy(() -> Features.parse(text))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("features: ")
                .hasMessageContaining(message);
    }

    @Test
    void vectors_stand_one_after_the_other() {
        Picture picture = Patterns.picture(75, 100, 3);

        float[] both = Features.parse("harris,lbp:grid=1").describer().describe(picture);

        assertThat(Arrays.copyOf(both, 23))
                .containsExactly(HarrisCorners.standard().describe(picture));
        assertThat(Arrays.copyOfRange(both, 23, both.length))
                .containsExactly(LocalBinaryPatterns.standard().grid(1).describe(picture));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x1x3", "1x300x1", "500x2x3", "17x16x1", "700x900x3"})
    void pictures_of_any_size_have_vectors_of_finite_numbers(String size) {
        int[] sides = Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
        Features features = Features.parse(DIRECT);

        float[] vector = features.describer().describe(Patterns.picture(sides[0], sides[1], sides[2]));

        assertThat(vector).hasSize(features.length());
        for (float value : vector) {
            assertThat(Float.isFinite(value)).isTrue();
        }
    }

    @Test
    void a_picture_of_one_colour_has_neither_gradients_nor_corners_nor_lines() {
        Picture red = Picture.of(40, 60, 3, repeated(40 * 60, 255, 0, 0));

        assertThat(Hog.standard().describe(red)).containsOnly(0f);
        assertThat(HarrisCorners.standard().describe(red)).containsOnly(0f);
        assertThat(HoughLines.standard().describe(red)).containsOnly(0f);
    }

    @Test
    void the_histogram_of_one_colour_is_one_box() {
        Picture red = Picture.of(40, 60, 3, repeated(40 * 60, 255, 0, 0));

        float[] hsv = ColorHistogram.standard().describe(red);
        float[] rgb = ColorHistogram.standard()
                .space(ColorHistogram.Space.RGB)
                .bins(4)
                .grid(2)
                .describe(red);

        // Hue 0, saturation and value 255: boxes 0, 7 and 7 of 8.
        assertThat(hsv[7 * 8 + 7]).isEqualTo(1f);
        assertThat(sum(hsv)).isEqualTo(1f);
        for (int part = 0; part < 4; part++) {
            assertThat(rgb[part * 64 + 3 * 16]).isEqualTo(1f);
        }
        assertThat(sum(rgb)).isEqualTo(4f);
    }

    @Test
    void an_even_picture_has_the_pattern_of_eight_neighbours_as_bright_but_at_its_edge() {
        for (int gray : new int[] {1, 100, 255}) {
            byte[] pixels = new byte[20 * 20];
            Arrays.fill(pixels, (byte) gray);

            float[] vector = LocalBinaryPatterns.standard().grid(1).describe(Picture.of(20, 20, 1, pixels));

            assertThat(vector[57]).isEqualTo(18f * 18 / 400);
        }
    }

    @Test
    void a_square_has_four_corners_one_in_each_quarter() {
        byte[] pixels = new byte[64 * 64];
        for (int y = 20; y < 44; y++) {
            Arrays.fill(pixels, y * 64 + 20, y * 64 + 44, (byte) 255);
        }

        float[] vector = HarrisCorners.standard().grid(2).describe(Picture.of(64, 64, 1, pixels));

        assertThat(vector[0]).isEqualTo(4000f / 4096);
        assertThat(Arrays.copyOfRange(vector, 7, 11)).containsOnly(0.25f);
        assertThat(vector[3]).isCloseTo(0.5f, org.assertj.core.data.Offset.offset(1f / 64));
    }

    @Test
    void level_lines_are_level_and_upright_ones_upright() {
        byte[] level = new byte[100 * 100];
        Arrays.fill(level, 50 * 100, 100 * 100, (byte) 255);
        byte[] upright = new byte[100 * 100];
        for (int y = 0; y < 100; y++) {
            Arrays.fill(upright, y * 100 + 50, y * 100 + 100, (byte) 255);
        }

        float[] along = HoughLines.standard().bins(4).describe(Picture.of(100, 100, 1, level));
        float[] down = HoughLines.standard().bins(4).describe(Picture.of(100, 100, 1, upright));

        assertThat(Arrays.copyOfRange(along, 5, 9)).containsExactly(1, 0, 0, 0);
        assertThat(Arrays.copyOfRange(down, 5, 9)).containsExactly(0, 0, 1, 0);
        assertThat(along[4]).isEqualTo((float) (99 / Math.hypot(100, 100)));
    }

    @Test
    void native_memory_is_given_back() {
        Picture picture = Patterns.picture(120, 160, 3);
        useAll(picture);
        long before = Pointer.totalCount();

        for (int i = 0; i < 5; i++) {
            useAll(picture);
        }

        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    private static void useAll(Picture picture) {
        Features features = Features.parse(DIRECT + ",sift");
        Features.parse(DIRECT).describer().describe(picture);
        for (LocalFeature local : LocalFeature.values()) {
            local.of(picture);
        }
        FeatureDrawing.of(picture, features);
    }

    private static byte[] repeated(int times, int... values) {
        byte[] pixels = new byte[times * values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) values[i % values.length];
        }
        return pixels;
    }

    private static float sum(float[] values) {
        float sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
