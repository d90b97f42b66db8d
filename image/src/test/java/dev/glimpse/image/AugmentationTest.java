package dev.glimpse.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {

    private static final Picture PICTURE = Patterns.picture(48, 64, 3);
    private static final Augmentation EVERYTHING = Augmentation.parse(
            "flip=both,rotate=10,zoom=0.1,shift=0.1,shear=5,brightness=0.2,contrast=0.2,fill=nearest");

    @Test
    void the_same_seed_gives_the_same_picture() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(EVERYTHING.apply(PICTURE, seed)).isEqualTo(EVERYTHING.apply(PICTURE, seed));
        }
    }

    @Test
    void other_seeds_give_other_pictures() {
        Set<Picture> seen = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            seen.add(EVERYTHING.apply(PICTURE, seed));
        }

        assertThat(seen).hasSize(50);
        assertThat(seen).allSatisfy(picture -> assertThat(picture).hasToString(PICTURE.toString()));
    }

    @Test
    void many_threads_give_what_one_gives() {
        List<Picture> alone = IntStream.range(0, 64)
                .mapToObj(seed -> EVERYTHING.apply(PICTURE, seed))
                .toList();

        List<Picture> together = IntStream.range(0, 64)
                .parallel()
                .mapToObj(seed -> EVERYTHING.apply(PICTURE, seed))
                .toList();

        assertThat(together).isEqualTo(alone);
    }

    @Test
    void no_change_gives_the_picture_itself() {
        assertThat(Augmentation.none().apply(PICTURE, 1)).isSameAs(PICTURE);
        assertThat(Augmentation.none().fill(Augmentation.Fill.BLACK).isNone()).isTrue();
        assertThat(EVERYTHING.isNone()).isFalse();
    }

    @Test
    void half_of_the_pictures_are_mirrored_and_the_others_stay() {
        Augmentation flip = Augmentation.none().flip();
        int mirrored = 0;
        for (long seed = 0; seed < 400; seed++) {
            Picture flipped = flip.apply(PICTURE, seed);
            if (!flipped.equals(PICTURE)) {
                mirrored++;
                assertThat(flipped.at(5, 0, 1)).isEqualTo(PICTURE.at(5, 63, 1));
                assertThat(flipped.at(40, 63, 2)).isEqualTo(PICTURE.at(40, 0, 2));
            }
        }

        // five standard deviations of 400 throws of a coin
        assertThat(mirrored).isBetween(150, 250);
    }

    @Test
    void a_picture_upside_down_keeps_its_columns() {
        Augmentation flip = Augmentation.none().flip(Augmentation.Flip.VERTICAL);
        Picture flipped = IntStream.range(0, 20)
                .mapToObj(seed -> flip.apply(PICTURE, seed))
                .filter(picture -> !picture.equals(PICTURE))
                .findFirst()
                .orElseThrow();

        assertThat(flipped.at(0, 7, 0)).isEqualTo(PICTURE.at(47, 7, 0));
    }

    @Test
    void brightness_adds_and_contrast_spreads_about_mid_grey() {
        Picture grey = Picture.of(1, 3, 1, new byte[] {(byte) 128, 100, (byte) 250});
        for (long seed = 0; seed < 50; seed++) {
            Picture brighter = Augmentation.none().brightness(0.2).apply(grey, seed);
            int added = brighter.at(0, 0, 0) - 128;
            assertThat(added).isBetween(-51, 51);
            assertThat(brighter.at(0, 1, 0)).isEqualTo(100 + added);
            assertThat(brighter.at(0, 2, 0)).isEqualTo(Math.min(255, 250 + added));

            Picture sharper = Augmentation.none().contrast(0.4).apply(grey, seed);
            double gain = (127.5 - sharper.at(0, 1, 0)) / 27.5;
            assertThat(gain).isBetween(0.58, 1.42);
            assertThat((double) sharper.at(0, 2, 0)).isCloseTo(Math.min(255, 127.5 + 122.5 * gain), within(3.5));
        }
    }

    /** A disc, moved as drawn: its centre of mass says by how much, and its mass how it was enlarged. */
    @Test
    void shift_moves_and_zoom_enlarges_within_their_shares() {
        Picture disc = disc(101, 50, 50, 12);
        double mass = moment(disc, 0, 0);
        Set<Long> moved = new HashSet<>();
        for (long seed = 0; seed < 40; seed++) {
            Picture shifted =
                    Augmentation.none().shift(0.2).fill(Augmentation.Fill.BLACK).apply(disc, seed);
            double x = moment(shifted, 1, 0) / moment(shifted, 0, 0) - 50;
            double y = moment(shifted, 0, 1) / moment(shifted, 0, 0) - 50;
            assertThat(moment(shifted, 0, 0)).isCloseTo(mass, within(0.01 * mass));
            assertThat(Math.abs(x)).isLessThan(20.3);
            assertThat(Math.abs(y)).isLessThan(20.3);
            moved.add(Math.round(x));

            Picture zoomed = Augmentation.none().zoom(0.3).apply(disc, seed);
            double scale = Math.sqrt(moment(zoomed, 0, 0) / mass);
            assertThat(scale).isBetween(0.69, 1.31);
            assertThat(moment(zoomed, 1, 0) / moment(zoomed, 0, 0)).isCloseTo(50, within(0.1));
        }

        assertThat(moved).hasSizeGreaterThan(10);
    }

    /** A disc beside the centre goes round it by the angle that is drawn. */
    @Test
    void rotation_turns_about_the_center() {
        Picture disc = disc(101, 80, 50, 8);
        for (long seed = 0; seed < 40; seed++) {
            Picture turned = Augmentation.none().rotate(30).apply(disc, seed);
            double x = moment(turned, 1, 0) / moment(turned, 0, 0) - 50;
            double y = moment(turned, 0, 1) / moment(turned, 0, 0) - 50;
            assertThat(Math.hypot(x, y)).isCloseTo(30, within(0.3));
            assertThat(Math.abs(Math.toDegrees(Math.atan2(y, x)))).isLessThan(30.5);
        }
    }

    private static Picture disc(int size, int centerX, int centerY, int radius) {
        byte[] pixels = new byte[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (Math.hypot(x - centerX, y - centerY) <= radius) {
                    pixels[y * size + x] = (byte) 200;
                }
            }
        }
        return Picture.of(size, size, 1, pixels);
    }

    private static double moment(Picture picture, int powerX, int powerY) {
        double sum = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                sum += picture.at(y, x, 0) * Math.pow(x, powerX) * Math.pow(y, powerY);
            }
        }
        return sum;
    }

    @Test
    void an_empty_place_is_filled_as_asked() {
        Picture white = Picture.of(20, 20, 1, filled(400));
        Augmentation far = Augmentation.none().shift(0.5);

        assertThat(far.apply(white, 3)).isEqualTo(white);
        assertThat(far.fill(Augmentation.Fill.NEAREST).apply(white, 3)).isEqualTo(white);
        assertThat(far.fill(Augmentation.Fill.BLACK).apply(white, 3).pixels()).contains(0);
    }

    private static byte[] filled(int count) {
        byte[] white = new byte[count];
        java.util.Arrays.fill(white, (byte) 255);
        return white;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "flip",
                "flip=vertical,rotate=90",
                "flip=both",
                "flip,rotate=10,zoom=0.1,shift=0.1,brightness=0.2,contrast=0.2",
                "rotate=7.5,shear=3,fill=black"
            })
    void a_text_is_read_and_written_back(String text) {
        assertThat(Augmentation.parse(text)).hasToString(text);
    }

    @Test
    void spaces_and_capitals_in_a_text_do_not_matter() {
        assertThat(Augmentation.parse(" Flip = Vertical , rotate= 5 ")).hasToString("flip=vertical,rotate=5");
    }

    @Test
    void a_wrong_text_says_what_was_expected() {
        assertThatThrownBy(() -> Augmentation.parse("flip,turn=10"))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("augmentation: expected flip, rotate,")
                .hasMessageContaining("\"turn=10\"");
        assertThatThrownBy(() -> Augmentation.parse("rotate=much"))
                .hasMessage("augmentation: \"rotate=much\" needs a number, as in rotate=10 or zoom=0.1");
        assertThatThrownBy(() -> Augmentation.parse("zoom=1.5"))
                .hasMessage("augmentation: zoom is 0 to less than 1, got 1.5");
        assertThatThrownBy(() -> Augmentation.parse("flip=diagonal"))
                .hasMessage("augmentation: \"flip=diagonal\" is none of none, horizontal, vertical, both");
        assertThatThrownBy(() -> Augmentation.parse("")).isInstanceOf(ImageException.class);
    }
}
