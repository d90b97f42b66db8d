package dev.glimpse.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PictureTest {

    @Test
    void a_png_keeps_every_number(@TempDir Path folder) {
        for (int channels : new int[] {1, 3}) {
            Picture picture = Patterns.picture(30, 41, channels);
            Path file = folder.resolve("picture.png");
            picture.writePng(file);

            assertThat(Picture.read(file)).isEqualTo(picture);
        }
    }

    @Test
    void a_jpeg_keeps_about_what_its_quality_says(@TempDir Path folder) {
        Picture picture = Resize.to(120, 90).bicubic().apply(Patterns.picture(20, 15, 3));
        Path file = folder.resolve("picture.jpg");
        picture.writeJpeg(file, 95);
        Picture good = Picture.read(file);
        picture.writeJpeg(file, 10);

        assertThat(Patterns.apart(good, picture)).isLessThan(6);
        assertThat(Patterns.apart(Picture.read(file), picture)).isGreaterThan(Patterns.apart(good, picture));
        assertThatThrownBy(() -> picture.toJpeg(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writing_leaves_nothing_beside_the_file(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("picture.png");
        Patterns.picture(5, 5, 3).writePng(file);
        Patterns.picture(6, 6, 3).writePng(file);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThatThrownBy(() -> Patterns.picture(5, 5, 3).writePng(folder.resolve("none/picture.png")))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("picture.png: cannot be written");
    }

    /** The grays are those of Pillow's {@code convert("L")}. */
    @ParameterizedTest
    @CsvSource({"255,0,0,76", "0,255,0,150", "0,0,255,29", "250,190,130,201", "1,2,3,2", "17,200,99,134"})
    void gray_is_weighted_as_pillow_does(int red, int green, int blue, int gray) {
        Picture pixel = Picture.of(1, 1, 3, new byte[] {(byte) red, (byte) green, (byte) blue});

        assertThat(pixel.gray().at(0, 0, 0)).isEqualTo(gray);
    }

    @Test
    void gray_and_colour_go_over_into_each_other() {
        Picture gray = Patterns.picture(7, 9, 1);

        assertThat(gray.rgb().channels()).isEqualTo(3);
        assertThat(gray.rgb().gray()).isEqualTo(gray);
        assertThat(gray.gray()).isSameAs(gray);
        assertThat(gray.toFloats()[10]).isEqualTo(gray.at(1, 1, 0));
    }

    @ParameterizedTest
    @CsvSource({"rgb.png,1", "gray.png,3", "gray.jpg,3", "rgb444.jpg,1", "rgba.png,1", "palette.gif,1"})
    void a_file_is_read_with_the_channels_asked_for(String name, int channels) {
        byte[] file = Recorded.bytes("formats/" + name);
        Picture plain = Picture.decode(file, name);

        Picture asked = Picture.decode(file, name, decode -> decode.channels(channels));

        assertThat(asked).isEqualTo(channels == 1 ? plain.gray() : plain.rgb());
    }

    @Test
    void transparency_shows_the_colour_asked_for() {
        byte[] file = Recorded.bytes("formats/transparent.gif");

        Picture white = Picture.decode(file, "a.gif");
        Picture blue = Picture.decode(file, "a.gif", decode -> decode.over(0x0000FF));

        assertThat(blue).isNotEqualTo(white);
        for (int y = 0; y < white.height(); y++) {
            for (int x = 0; x < white.width(); x++) {
                boolean through = white.at(y, x, 0) != blue.at(y, x, 0);
                assertThat(blue.at(y, x, 2)).isEqualTo(through ? 255 : white.at(y, x, 2));
            }
        }
    }

    @Test
    void a_picture_does_not_share_its_numbers() {
        byte[] pixels = {1, 2, 3};
        Picture picture = Picture.of(1, 1, 3, pixels);
        pixels[0] = 9;
        picture.pixels()[1] = 9;

        assertThat(picture.pixels()).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> Picture.of(2, 2, 3, pixels)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> picture.at(0, 1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** What is not reduced while it is decoded is the same in one go as in two. */
    @ParameterizedTest
    @EnumSource(Resize.Fit.class)
    void reading_for_a_size_is_reading_and_resizing(Resize.Fit fit) {
        Resize resize = Resize.to(20, 24).bicubic().fit(fit);
        for (String name : new String[] {"rgb444.jpg", "gray.png", "exif6.jpg", "lossless.webp", "palette.gif"}) {
            byte[] file = Recorded.bytes("formats/" + name);

            assertThat(Picture.decodeFor(file, name, resize, decode -> decode))
                    .isEqualTo(resize.apply(Picture.decode(file, name)));
            assertThat(Picture.decodeFor(file, name, resize, Decoding::gray))
                    .isEqualTo(resize.apply(Picture.decode(file, name).gray()));
        }
    }

    /** A large picture is decoded at a fraction of its size, and looks the same whichever way it is held. */
    @ParameterizedTest
    @CsvSource({"80,2", "40,4", "20,8", "120,1"})
    void a_large_jpeg_is_reduced_without_being_seen_to(int size, int reduction) {
        Picture smooth =
                Resize.to(999, 1221).bicubic().apply(Resize.to(30, 37).box().apply(Patterns.picture(90, 111, 3)));
        Resize resize = Resize.to(size, size).centerCrop();
        byte[] upright = smooth.toJpeg(92);
        assertThat(Decoder.reduction(PictureHeader.read(upright, "large.jpg"), resize))
                .isEqualTo(reduction);
        for (Orientation orientation : Orientation.values()) {
            byte[] file = turned(upright, orientation);

            Picture quick = Picture.decodeFor(file, "large.jpg", resize, decode -> decode);
            Picture full = resize.apply(Picture.decode(file, "large.jpg"));

            assertThat(Patterns.apart(quick, full)).as("%s", orientation).isLessThan(0.6);
        }
    }

    /** A JPEG with an EXIF block of one entry, the orientation, after its first two bytes. */
    private static byte[] turned(byte[] jpeg, Orientation orientation) {
        byte[] exif = HexFormat.of()
                .parseHex("ffe10022457869660000" + "4d4d002a00000008" + "0001" + "0112000300000001"
                        + "000%d0000".formatted(orientation.exif()) + "00000000");
        return ByteBuffer.allocate(jpeg.length + exif.length)
                .put(jpeg, 0, 2)
                .put(exif)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }
}
