package dev.glimpse.image.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.image.ImageException;
import dev.glimpse.image.Patterns;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Recorded;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FilterTest {

    private static final Kernel NUMBERED = Kernel.parse("1 2 3 4 5 6 7 8 9");

    static List<String> recorded() {
        return Recorded.lines("filters.txt");
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void a_filtered_picture_is_that_of_opencv_and_scipy(String recorded) {
        String[] parts = recorded.split("\\|");
        int[] size =
                Arrays.stream(parts[3].split("x")).mapToInt(Integer::parseInt).toArray();
        Picture picture = Patterns.picture(size[0], size[1], size[2]);
        Kernel kernel = Kernel.parse(parts[0]);
        Filter filter = Filter.of(kernel).border(Filter.Border.valueOf(parts[2]));

        Picture seen = (parts[1].equals("CORRELATE") ? filter.correlate() : filter).apply(picture);

        byte[] expected = new byte[size[0] * size[1] * size[2]];
        String[] numbers = parts[4].split(" ");
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (byte) Integer.parseInt(numbers[i]);
        }
        boolean whole = kernel.toString().chars().noneMatch(letter -> letter == '.');
        // Whole weights give whole sums; others may fall on either side of a half.
        assertThat(Patterns.farthest(seen, Picture.of(size[0], size[1], size[2], expected)))
                .isLessThanOrEqualTo(whole ? 0 : 1);
    }

    @Test
    void convolution_of_a_point_is_the_kernel_and_correlation_the_kernel_turned() {
        byte[] pixels = new byte[25];
        pixels[12] = 1;
        Picture point = Picture.of(5, 5, 1, pixels);

        float[] convolved = Filter.of(NUMBERED).sums(point);
        float[] correlated = Filter.of(NUMBERED).correlate().sums(point);

        assertThat(inner(convolved)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(inner(correlated)).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    @Test
    void sums_are_those_of_the_definition() {
        Picture picture = Picture.of(2, 2, 1, new byte[] {1, 2, 3, 4});

        // By hand, with black around: at the top left 1·5 + 2·6 + 3·8 + 4·9 without turning.
        assertThat(Filter.of(NUMBERED).correlate().border(Filter.Border.BLACK).sums(picture))
                .containsExactly(77, 67, 47, 37);
        assertThat(Filter.of(NUMBERED).border(Filter.Border.BLACK).sums(picture))
                .containsExactly(23, 33, 53, 63);
    }

    @Test
    void a_picture_of_one_value_keeps_it_times_the_sum_of_the_weights() {
        byte[] pixels = new byte[7 * 9];
        Arrays.fill(pixels, (byte) 50);
        Picture even = Picture.of(7, 9, 1, pixels);

        for (String name : KernelNames.LIST) {
            Kernel kernel = Kernel.named(name);
            float[] sums = Filter.of(kernel).sums(even);
            for (float sum : sums) {
                assertThat(sum).isCloseTo(50 * kernel.sum(), Offset.offset(1e-3f));
            }
        }
        assertThat(Filter.of(Kernel.named("identity")).apply(even)).isEqualTo(even);
        assertThat(Filter.of(Kernel.named("gaussian-blur:31")).apply(even)).isEqualTo(even);
    }

    @Test
    void sums_beyond_a_byte_are_clipped_or_shown_otherwise() {
        Picture step = Picture.of(1, 4, 1, new byte[] {0, 0, (byte) 200, (byte) 200});
        Filter slope = Filter.of(Kernel.parse("-1 0 1;")).correlate();

        assertThat(slope.sums(step)).containsExactly(0, 200, 200, 0);
        Filter falling = Filter.of(Kernel.parse("-1 0 1;"));
        assertThat(falling.sums(step)).containsExactly(0, -200, -200, 0);
        assertThat(values(falling.apply(step))).containsExactly(0, 0, 0, 0);
        assertThat(values(falling.output(Filter.Output.ABSOLUTE).apply(step))).containsExactly(0, 200, 200, 0);
        assertThat(values(falling.output(Filter.Output.STRETCH).apply(step))).containsExactly(255, 0, 0, 255);
        assertThat(values(Filter.of(Kernel.parse("3")).apply(step))).containsExactly(0, 0, 255, 255);
    }

    @Test
    void normalising_keeps_the_brightness() {
        assertThat(Kernel.parse("1 1 1 1 1 1 1 1 1").normalised()).isEqualTo(Kernel.named("box-blur"));
        assertThat(Kernel.parse("1 2 1; 2 4 2; 1 2 1").normalised()).isEqualTo(Kernel.named("gaussian-blur"));
        assertThatThrownBy(() -> Kernel.named("edge").normalised())
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("sum to 0");
    }

    @Test
    void a_kernel_is_written_as_it_is_read() {
        assertThat(Kernel.named("sharpen")).hasToString("0 -1 0; -1 5 -1; 0 -1 0");
        assertThat(Kernel.parse("1/9,1/9,1/9 1/9,1/9,1/9,1/9,1/9,1/9")).isEqualTo(Kernel.named("box-blur:3"));
        Kernel slope = Kernel.parse("-1, 0, 0.5;");
        assertThat(slope).hasToString("-1 0 0.5;");
        assertThat(Kernel.parse(slope.toString())).isEqualTo(slope);
        assertThat(slope.width()).isEqualTo(3);
        assertThat(slope.height()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "edgy|there is no kernel \"edgy\"; there are identity",
                "edge:5|only box-blur and gaussian-blur come in sizes",
                "box-blur:4|odd number from 1 to 63",
                "box-blur:many|odd number from 1 to 63",
                "1 2 3 4|a square kernel has 1, 9, 25, 49 … weights, got 4",
                "1 2 3; 4 5|the rows of a kernel have equally many weights, got 3 and 2",
                "1 2 3; 4 5 6|a kernel's sides are odd",
                "1 2 x 4 5 6 7 8 9|\"x\" is no number",
                "1 2 1/0 4 5 6 7 8 9|finite",
                "''|there is no kernel"
            })
    void what_is_wrong_with_a_kernel_is_said(String text, String message) {
        assertThatThrownBy(() -> Kernel.parse(text))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void native_memory_is_given_back() {
        Picture picture = Patterns.picture(60, 80, 3);
        Filter filter = Filter.of(Kernel.named("gaussian-blur:9"));
        filter.apply(picture);
        long before = Pointer.totalCount();

        for (int i = 0; i < 20; i++) {
            filter.apply(picture);
        }

        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before + 5);
    }

    private static float[] inner(float[] sums) {
        float[] inner = new float[9];
        for (int i = 0; i < 9; i++) {
            inner[i] = sums[(1 + i / 3) * 5 + 1 + i % 3];
        }
        return inner;
    }

    private static int[] values(Picture picture) {
        int[] values = new int[picture.width()];
        for (int x = 0; x < values.length; x++) {
            values[x] = picture.at(0, x, 0);
        }
        return values;
    }
}
