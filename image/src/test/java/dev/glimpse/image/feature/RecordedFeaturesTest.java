package dev.glimpse.image.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.image.Patterns;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Recorded;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers of OpenCV-Python and scikit-image, recorded by {@code src/test/opencv/record.py}. */
class RecordedFeaturesTest {

    /** Single precision, and the rounding of another release of OpenCV. */
    private static final Offset<Float> TOLERANCE = Offset.offset(2e-4f);

    static List<String> direct() {
        return cases(false);
    }

    static List<String> local() {
        return cases(true);
    }

    private static List<String> cases(boolean local) {
        return Recorded.lines("features.txt").stream()
                .filter(line -> line.matches("(dense-)?sift .*") == local)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("direct")
    void a_feature_is_that_of_opencv_or_scikit_image(String recorded) {
        String[] words = recorded.split(" ");
        float[] expected = numbers(words);

        Features features = Features.parse(words[0]);
        float[] vector = features.describer().describe(picture(words[1]));

        assertThat(features.length()).isEqualTo(expected.length);
        assertThat(vector).containsExactly(expected, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("local")
    void places_and_what_is_seen_there_are_those_of_opencv(String recorded) {
        String[] words = recorded.split(" ");
        float[] expected = numbers(words);

        VisualWords feature = (VisualWords) Features.parse(words[0]).list().getFirst();
        LocalDescriptors seen = feature.look(picture(words[1]));

        assertThat(seen.length()).isEqualTo(128);
        assertThat((float) seen.count()).isEqualTo(expected[0]);
        float[] means = new float[128];
        for (int i = 0; i < seen.values().length; i++) {
            means[i % 128] += seen.values()[i] / seen.count();
        }
        // The numbers of a descriptor are whole, so that one more or less here and there is a matter of rounding.
        assertThat(means)
                .containsExactly(
                        Arrays.copyOfRange(expected, expected.length - 128, expected.length), Offset.offset(0.1f));
        if (feature.local() == LocalFeature.SIFT) {
            KeyPoint best = seen.points().stream()
                    .max(Comparator.comparingDouble(KeyPoint::response))
                    .orElseThrow();
            assertThat(new float[] {best.x(), best.y(), best.size(), best.angle()})
                    .containsExactly(Arrays.copyOfRange(expected, 1, 5), Offset.offset(0.05f));
        }
    }

    private static Picture picture(String size) {
        int[] sides = Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
        return Patterns.picture(sides[0], sides[1], sides[2]);
    }

    private static float[] numbers(String[] words) {
        float[] numbers = new float[words.length - 2];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.parseFloat(words[i + 2]);
        }
        return numbers;
    }
}
