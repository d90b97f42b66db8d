package dev.glimpse.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedFilesTest {

    private static final int MUTATIONS = 60;

    static List<String> files() {
        return Recorded.lines("formats.txt").stream()
                .map(line -> line.split(" ")[0])
                .toList();
    }

    /**
     * A few thousand broken files, always the same ones. Whatever they are, there is a picture or an error of ours: no
     * crash, no hang, no huge allocation.
     */
    @ParameterizedTest
    @MethodSource("files")
    void a_changed_file_is_a_picture_or_an_error_of_ours(String name) {
        byte[] whole = Recorded.bytes("formats/" + name);
        for (int seed = 0; seed < MUTATIONS; seed++) {
            byte[] changed = change(whole, new SplittableRandom(seed * 31L + name.hashCode()));
            try {
                Picture picture = Picture.decode(changed, name, decode -> decode.maxPixels(1_000_000));
                assertThat(picture.height() * (long) picture.width()).isLessThanOrEqualTo(1_000_000);
            } catch (ImageException e) {
                assertThat(e).hasMessageStartingWith(name + ": ");
            }
        }
    }

    private static byte[] change(byte[] whole, SplittableRandom random) {
        byte[] changed = whole.clone();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            int head = Math.min(changed.length, random.nextBoolean() ? 64 : changed.length);
            int at = random.nextInt(head);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> changed[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
                default -> changed = random.nextInt(3) == 0 ? Arrays.copyOf(changed, at + 1) : changed;
            }
        }
        return changed;
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_that_is_cut_off_is_an_error(String name) {
        byte[] whole = Recorded.bytes("formats/" + name);
        boolean several = name.startsWith("animated") || name.startsWith("pages");
        for (double share : several ? new double[] {0.02, 0.2} : new double[] {0.02, 0.3, 0.6}) {
            byte[] part = Arrays.copyOf(whole, (int) (whole.length * share));
            assertThatThrownBy(() -> Picture.decode(part, name))
                    .as("%s of %s bytes", part.length, whole.length)
                    .isInstanceOf(ImageException.class)
                    .hasMessageStartingWith(name + ": ");
        }
    }

    /** Its end is marked, so that libjpeg only fills the rest with grey. */
    @ParameterizedTest
    @ValueSource(strings = {"rgb420.jpg", "rgb444.jpg", "gray.jpg", "restarts.jpg"})
    void a_jpeg_whose_scan_is_cut_short_is_an_error(String name) {
        byte[] whole = Recorded.bytes("formats/" + name);
        byte[] part = Arrays.copyOf(whole, whole.length * 4 / 5);
        part[part.length - 2] = (byte) 0xFF;
        part[part.length - 1] = (byte) 0xD9;

        assertThatThrownBy(() -> Picture.decode(part, name))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("ends before the picture is full");
    }

    @Test
    void a_jpeg_that_ends_in_grey_by_itself_is_none() {
        byte[] grey = new byte[64 * 48 * 3];
        Arrays.fill(grey, (byte) 128);
        Picture picture = Picture.of(48, 64, 3, grey);

        assertThat(Picture.decode(picture.toJpeg(80), "grey.jpg")).isEqualTo(picture);
        assertThat(Picture.decode(picture.gray().toJpeg(80), "grey.jpg")).isEqualTo(picture.gray());
    }

    @Test
    void a_pipe_or_a_device_is_not_waited_for(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("pipe.jpg");
        assumeTrue(Files.exists(Path.of("/dev/null")), "there are no pipes with names here");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> Picture.read(pipe)).hasMessage(pipe + ": it is a pipe or a device, and no file");
        assertThatThrownBy(() -> PictureHeader.read(pipe)).hasMessage(pipe + ": it is a pipe or a device, and no file");
    }

    @Test
    void a_file_of_nothing_names_itself(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.jpg"));

        assertThatThrownBy(() -> Picture.read(empty)).hasMessage(empty + ": the file is empty");
        assertThatThrownBy(() -> PictureHeader.read(empty)).hasMessage(empty + ": the file is empty");
        assertThatThrownBy(() -> Picture.read(folder.resolve("none.png")))
                .isInstanceOf(ImageException.class)
                .hasMessageEndingWith("none.png: there is no such file");
        assertThatThrownBy(() -> Picture.read(folder)).isInstanceOf(ImageException.class);
        assertThatThrownBy(() -> PictureHeader.read(folder)).isInstanceOf(ImageException.class);
    }

    @Test
    void what_is_not_a_picture_is_said_to_be_none() {
        assertThatThrownBy(() -> PictureHeader.read("hello, world".getBytes(StandardCharsets.UTF_8), "notes.jpg"))
                .hasMessage("notes.jpg: is not a picture; Glimpse reads JPEG, PNG, GIF, BMP, TIFF and WebP");
        assertThatThrownBy(
                        () -> PictureHeader.read(new byte[] {0, 0, 0, 24, 'f', 't', 'y', 'p', 'h', 'e', 'i', 'c'}, "a"))
                .hasMessageContaining("HEIC");
    }

    @Test
    void limits_are_checked_before_a_codec_sees_the_file() {
        byte[] file = Recorded.bytes("formats/rgb.png");

        assertThatThrownBy(() -> Picture.decode(file, "large.png", decode -> decode.maxPixels(400)))
                .hasMessage("large.png: it has 26 x 19 = 494 pixels; at most 400 are decoded");
        assertThatThrownBy(() -> Picture.decode(file, "long.png", decode -> decode.maxBytes(100)))
                .hasMessage("long.png: the file has " + file.length + " bytes; at most 100 are read");
    }

    /** 60,000 x 60,000 pixels in a few hundred bytes, in the formats whose header can say so. */
    @Test
    void a_picture_that_claims_to_be_huge_is_refused() {
        byte[] png = Recorded.bytes("formats/rgb.png");
        png[18] = (byte) 0xEA;
        png[22] = (byte) 0xEA;
        byte[] gif = Recorded.bytes("formats/plain.gif");
        Arrays.fill(gif, 6, 10, (byte) 0xEA);
        byte[] bmp = Recorded.bytes("formats/rgb.bmp");
        bmp[19] = (byte) 0xEA;
        bmp[23] = (byte) 0xEA;
        for (byte[] file : List.of(png, gif, bmp)) {
            assertThatThrownBy(() -> Picture.decode(file, "huge")).isInstanceOf(ImageException.class);
        }
    }

    /** A chunk, a segment, a directory that points back at itself. */
    @Test
    void a_header_that_goes_in_circles_ends() {
        byte[] tiff = Recorded.bytes("formats/pages.tif");
        int directory = (tiff[4] & 0xFF) | ((tiff[5] & 0xFF) << 8);
        int entries = tiff[directory] & 0xFF;
        tiff[directory + 2 + 12 * entries] = (byte) directory;
        tiff[directory + 3 + 12 * entries] = (byte) (directory >> 8);
        assertThat(Picture.decode(tiff, "loop.tif").height()).isEqualTo(19);

        byte[] jpeg = Recorded.bytes("formats/exif1.jpg");
        int exif = indexOf(jpeg, "II*\0") > 0 ? indexOf(jpeg, "II*\0") : indexOf(jpeg, "MM\0*");
        Arrays.fill(jpeg, exif + 4, exif + 8, (byte) 0xFF);
        assertThat(PictureHeader.read(jpeg, "exif.jpg").orientation()).isEqualTo(Orientation.UPRIGHT);
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    /** Each scan would be decoded over the whole picture. */
    @Test
    void a_jpeg_of_very_many_scans_is_refused() {
        byte[] jpeg = Recorded.bytes("formats/progressive.jpg");
        int scan = indexOf(jpeg, "\u00FF\u00DA");
        byte[] hostile = Arrays.copyOf(jpeg, scan + 200 * 12);
        for (int at = scan; at < hostile.length; at += 12) {
            System.arraycopy(jpeg, scan, hostile, at, 12);
        }

        assertThatThrownBy(() -> Picture.decode(hostile, "bomb.jpg"))
                .hasMessage("bomb.jpg: is a JPEG of more than 100 scans, which only a hostile one has");
    }

    @Test
    void a_rare_kind_is_named() {
        byte[] jpeg = Recorded.bytes("formats/gray.jpg");
        for (int i = 0; i < jpeg.length - 1; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
                jpeg[i + 4] = 12;
                assertThatThrownBy(() -> PictureHeader.read(jpeg, "x-ray.jpg"))
                        .hasMessage("x-ray.jpg: is a JPEG of a rare kind (12 bits); save it as an ordinary one");
                return;
            }
        }
        fail("a JPEG has a frame");
    }
}
