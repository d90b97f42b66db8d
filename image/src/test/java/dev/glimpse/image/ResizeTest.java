package dev.glimpse.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResizeTest {

    private static final byte[] EXPECTED = Recorded.bytes("resize.bin.gz");

    static List<String> cases() {
        return Recorded.lines("resize.txt");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_resized_picture_is_that_of_pillow(String recorded) {
        String[] words = recorded.split(" ");
        int[] sizes = Stream.of(words).limit(5).mapToInt(Integer::parseInt).toArray();
        Picture picture = Patterns.picture(sizes[0], sizes[1], sizes[2]);

        Picture resized = Resize.to(sizes[3], sizes[4])
                .filter(Resize.Filter.valueOf(words[5]))
                .fit(Resize.Fit.valueOf(words[6]))
                .border(picture.channels() == 3 ? 0x0AC81E : 0x7C7C7C)
                .apply(picture);

        int offset = Integer.parseInt(words[7]);
        Picture expected = Picture.of(
                sizes[3],
                sizes[4],
                sizes[2],
                Arrays.copyOfRange(EXPECTED, offset, offset + sizes[3] * sizes[4] * sizes[2]));
        assertThat(Patterns.farthest(resized, expected)).isZero();
    }

    @Test
    void a_picture_that_has_its_size_stays_as_it_is() {
        Picture picture = Patterns.picture(24, 31, 3);

        assertThat(Resize.to(24, 31).lanczos().apply(picture)).isSameAs(picture);
    }

    @Test
    void one_pixel_can_become_many_and_many_one() {
        Picture pixel = Picture.of(1, 1, 3, new byte[] {10, (byte) 200, 30});

        Picture large = Resize.to(50, 70).bicubic().apply(pixel);

        assertThat(large.at(49, 69, 1)).isEqualTo(200);
        assertThat(Resize.to(1, 1).box().apply(large)).isEqualTo(pixel);
    }

    @Test
    void rows_wider_than_a_chunk_are_summed_like_others() {
        Picture wide = Patterns.picture(3, 5000, 3);

        Picture half = Resize.to(1, 5000).box().apply(wide);

        for (int column = 0; column < 5000; column += 7) {
            double mean = (wide.at(0, column, 2) + wide.at(1, column, 2) + wide.at(2, column, 2)) / 3.0;
            assertThat((double) half.at(0, column, 2)).isBetween(mean - 0.51, mean + 0.51);
        }
    }

    @Test
    void memory_that_is_used_again_outlives_a_scope_of_someone_else() {
        Picture large = Patterns.picture(700, 900, 3);
        Picture small;
        try (PointerScope _ = new PointerScope()) {
            small = Resize.to(300, 400).apply(large);
        }

        assertThat(Resize.to(300, 400).apply(large)).isEqualTo(small);
    }

    @Test
    void a_size_of_nothing_is_refused() {
        assertThatThrownBy(() -> Resize.to(0, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 x 10");
    }
}
