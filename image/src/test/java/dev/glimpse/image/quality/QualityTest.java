package dev.glimpse.image.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.image.Patterns;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Recorded;
import dev.glimpse.image.Resize;
import dev.glimpse.image.filter.Filter;
import dev.glimpse.image.filter.Kernel;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QualityTest {

    private static final Offset<Double> EXACT = Offset.offset(1e-9);

    static List<String> recorded() {
        return Recorded.lines("quality.txt");
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void scores_and_hash_are_those_of_the_published_formulas(String recorded) {
        String[] words = recorded.split(" ");
        int[] size =
                Arrays.stream(words[1].split("x")).mapToInt(Integer::parseInt).toArray();
        Picture pattern = Patterns.picture(size[0], size[1], size[2]);
        Picture picture =
                switch (words[0]) {
                    case "pattern" -> pattern;
                    case "dark" -> changed(pattern, value -> value / 5);
                    case "light" -> changed(pattern, value -> 255 - value / 40);
                    case "blurred" -> {
                        String kernel = size[2] == 3 ? "box-blur:31" : "box-blur:15";
                        yield Filter.of(Kernel.named(kernel)).apply(pattern);
                    }
                    default -> throw new AssertionError(words[0]);
                };

        Quality quality = Quality.of(picture);

        // A blurred pixel may fall on either side of a half; Pillow's and our resizing are the same.
        Offset<Double> tolerance = Offset.offset(words[0].equals("blurred") ? 2e-3 : 1e-6);
        for (Check check : Check.values()) {
            assertThat(quality.score(check))
                    .as(check.toString())
                    .isCloseTo(
                            Double.parseDouble(words[3 + List.of(Check.values()).indexOf(check)]), tolerance);
        }
        assertThat(PerceptualHash.of(picture)).hasToString(words[2]);
    }

    @Test
    void black_is_dark_and_tells_nothing() {
        Quality black = Quality.of(even(40, 60, 0, 0, 0));

        assertThat(black.dark()).isZero();
        assertThat(black.light()).isEqualTo(1);
        assertThat(black.oddAspectRatio()).isCloseTo(2.0 / 3, EXACT);
        // Three equal channels of one value each: log2(3) bits in Pillow's histogram.
        assertThat(black.lowInformation()).isCloseTo(0.1 * Math.log(3) / Math.log(2), EXACT);
        // No edges; all 2400 pixels in one of 256 bins: the deviation of the histogram is 2400 sqrt(255) / 256.
        assertThat(black.blurry()).isCloseTo(1 - Math.exp(-0.01 * 2400 * Math.sqrt(255) / 256), EXACT);
        assertThat(black.problems()).containsExactly(Check.DARK, Check.LOW_INFORMATION);
    }

    @Test
    void white_is_light() {
        Quality white = Quality.of(even(40, 60, 255, 255, 255));

        assertThat(white.dark()).isCloseTo(1, EXACT);
        assertThat(white.light()).isCloseTo(0, EXACT);
        assertThat(white.problems()).containsExactly(Check.LIGHT, Check.LOW_INFORMATION);
    }

    @Test
    void one_colour_has_the_brightness_of_the_formula() {
        Quality orange = Quality.of(even(30, 100, 255, 128, 0));

        double brightness = Math.sqrt(0.241 * 255 * 255 + 0.691 * 128 * 128) / 255;
        assertThat(orange.dark()).isCloseTo(brightness, EXACT);
        assertThat(orange.light()).isCloseTo(1 - brightness, EXACT);
        assertThat(orange.oddAspectRatio()).isCloseTo(0.3, EXACT);
        assertThat(orange.problems()).contains(Check.ODD_ASPECT_RATIO, Check.LOW_INFORMATION);
    }

    @Test
    void a_gray_picture_is_told_by_its_channel() {
        assertThat(Quality.of(Patterns.picture(30, 30, 1)).problems()).contains(Check.GRAYSCALE);
        assertThat(Quality.of(Patterns.picture(30, 30, 1).rgb()).problems()).doesNotContain(Check.GRAYSCALE);
    }

    @Test
    void the_more_a_picture_is_blurred_the_lower_its_score() {
        Picture sharp = Patterns.picture(64, 64, 1);
        double last = 2;
        for (String kernel : List.of("identity", "box-blur:3", "box-blur:5", "box-blur:9", "box-blur:15")) {
            double score =
                    Quality.of(Filter.of(Kernel.named(kernel)).apply(sharp)).blurry();
            assertThat(score).isLessThan(last);
            last = score;
        }
        assertThat(last).isLessThan(Check.BLURRY.threshold());
    }

    @Test
    void a_pixel_is_enough() {
        assertThat(Quality.of(even(1, 1, 9, 9, 9)).score(Check.ODD_ASPECT_RATIO))
                .isEqualTo(1);
        assertThat(Quality.of(even(1, 3000, 9, 9, 9)).problems()).contains(Check.ODD_ASPECT_RATIO);
    }

    @Test
    void odd_sizes_are_those_far_outside_of_the_quartiles() {
        UsualSize usual = UsualSize.among(100, 110, 120, 130, 140);

        // Quartiles 110 and 130, so 50 to 190 is usual.
        assertThat(usual).isEqualTo(new UsualSize(50, 190));
        assertThat(usual.score(120)).isEqualTo(1);
        assertThat(usual.score(190)).isEqualTo(0.5);
        assertThat(usual.isOdd(190)).isFalse();
        assertThat(usual.isOdd(191)).isTrue();
        assertThat(usual.isOdd(49)).isTrue();
        assertThat(usual.score(1000)).isZero();
        assertThat(UsualSize.size(9, 16)).isCloseTo(12, EXACT);
    }

    @Test
    void among_pictures_of_one_size_any_other_is_odd() {
        UsualSize usual = UsualSize.among(224, 224, 224);

        assertThat(usual.isOdd(224)).isFalse();
        assertThat(usual.isOdd(225)).isTrue();
        assertThat(usual.score(112)).isEqualTo(0.5);
    }

    @Test
    void equal_pixels_have_equal_hashes() {
        Picture picture = Patterns.picture(20, 30, 3);

        assertThat(PixelHash.of(Picture.decode(picture.toPng(), "copy"))).isEqualTo(PixelHash.of(picture));
        assertThat(PixelHash.of(Patterns.picture(30, 20, 3))).isNotEqualTo(PixelHash.of(picture));
        assertThat(PixelHash.of(Picture.of(1, 3, 1, new byte[] {'a', 'b', 'c'})).md5())
                .isEqualTo("900150983cd24fb0d6963f7d28e17f72");
        assertThat(PixelHash.of(Picture.of(3, 1, 1, new byte[] {'a', 'b', 'c'})))
                .isNotEqualTo(PixelHash.of(Picture.of(1, 3, 1, new byte[] {'a', 'b', 'c'})));
    }

    @Test
    void a_picture_resized_and_encoded_again_looks_the_same() {
        Picture picture = Patterns.picture(240, 320, 3);
        PerceptualHash hash = PerceptualHash.of(picture);

        Picture copy = Picture.decode(Resize.to(120, 160).apply(picture).toJpeg(80), "copy");

        assertThat(PerceptualHash.of(copy).distance(hash)).isLessThanOrEqualTo(4);
        assertThat(PerceptualHash.of(Patterns.picture(80, 90, 3)).distance(hash))
                .isGreaterThan(10);
    }

    @Test
    void a_picture_of_one_colour_has_the_lowest_frequency_alone() {
        assertThat(PerceptualHash.of(even(50, 70, 200, 100, 31))).hasToString("8000000000000000");
        assertThat(PerceptualHash.of(even(9, 9, 0, 0, 0))).hasToString("0000000000000000");
    }

    private static Picture even(int height, int width, int red, int green, int blue) {
        byte[] pixels = new byte[height * width * 3];
        for (int i = 0; i < pixels.length; i += 3) {
            pixels[i] = (byte) red;
            pixels[i + 1] = (byte) green;
            pixels[i + 2] = (byte) blue;
        }
        return Picture.of(height, width, 3, pixels);
    }

    private static Picture changed(Picture picture, IntUnaryOperator change) {
        byte[] pixels = picture.pixels();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) change.applyAsInt(pixels[i] & 0xFF);
        }
        return Picture.of(picture.height(), picture.width(), picture.channels(), pixels);
    }
}
