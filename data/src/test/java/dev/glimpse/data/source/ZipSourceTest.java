package dev.glimpse.data.source;

import static dev.glimpse.data.TestPictures.png;
import static dev.glimpse.data.TestPictures.write;
import static dev.glimpse.data.TestPictures.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipSourceTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("pictures.zip");
    }

    @Test
    void a_zip_of_class_folders_is_read_where_it_is() throws IOException {
        zip(file(), "rose/b.png", png(2), "rose/a.png", png(1), "daisy/c.png", png(3));
        try (Source source = Source.open(file())) {
            assertThat(source.labels()).containsExactly("daisy", "rose");
            assertThat(IntStream.range(0, 3).mapToObj(source::name))
                    .containsExactly("daisy/c.png", "rose/a.png", "rose/b.png");
            assertThat(source.bytes(2)).isEqualTo(png(2));
        }
    }

    @Test
    void a_folder_around_the_classes_and_what_macos_adds_are_looked_through() throws IOException {
        zip(
                file(),
                "photos/",
                new byte[0],
                "photos/rose/x.jpg",
                png(1),
                "photos/tulip/y.jpg",
                png(2),
                "__MACOSX/photos/rose/._x.jpg",
                new byte[8],
                "photos/.DS_Store",
                new byte[9],
                "photos/readme.txt",
                new byte[3]);
        try (Source source = Source.open(file())) {
            assertThat(source.labels()).containsExactly("rose", "tulip");
            assertThat(source.size()).isEqualTo(2);
        }
    }

    @Test
    void splits_by_hand_are_seen_in_zips_too() throws IOException {
        zip(file(), "data/train/a/1.png", png(1), "data/train/b/1.png", png(2), "data/test/a/1.png", png(3));
        try (Source source = Source.open(file())) {
            assertThat(source.labels()).containsExactly("a", "b");
            assertThat(IntStream.range(0, 3).mapToObj(source::split).map(Optional::orElseThrow))
                    .containsExactly(Split.TEST, Split.TRAIN, Split.TRAIN);
        }
    }

    @Test
    void names_that_point_out_of_the_archive_are_refused() throws IOException {
        for (String name :
                new String[] {"../../etc/passwd.png", "a/../../b.png", "/etc/b.png", "C:/b.png", "..\\b.png"}) {
            zip(file(), "rose/a.png", png(1), name, png(2));
            assertThatExceptionOfType(DataException.class)
                    .as(name)
                    .isThrownBy(() -> Source.open(file()))
                    .withMessageContaining("unsafe name");
        }
    }

    @Test
    void a_zip_that_claims_a_hundred_times_its_size_is_refused() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            byte[] zeros = new byte[1 << 20];
            for (int entry = 0; entry < 4; entry++) {
                zip.putNextEntry(new ZipEntry("class/" + entry + ".bmp"));
                for (int i = 0; i < 30; i++) {
                    zip.write(zeros);
                }
                zip.closeEntry();
            }
        }
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Source.open(file()))
                .withMessageContaining("claims to hold 125 MB");
    }

    @Test
    void an_entry_larger_than_a_picture_may_be_is_not_read_to_its_end() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            zip.putNextEntry(new ZipEntry("class/huge.bmp"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 60; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        try (Source source = Source.open(file())) {
            assertThatIOException().isThrownBy(() -> source.bytes(0)).withMessageContaining("more than 50 MB");
        }
    }

    @Test
    void a_table_of_contents_beyond_reason_is_refused_before_it_is_read() throws IOException {
        ByteBuffer end = ByteBuffer.allocate(4 + 56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0x04034B50);
        end.putInt(0x06064B50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        end.putLong(4_000_000).putLong(4_000_000).putLong(184_000_000).putLong(0);
        end.putInt(0x07064B50).putInt(0).putLong(4).putInt(1);
        end.putInt(0x06054B50)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) -1)
                .putShort((short) -1);
        end.putInt(-1).putInt(-1).putShort((short) 0);
        write(file(), end.array());
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Source.open(file()))
                .withMessageContaining("4000000 entries");
    }

    @Test
    void a_zip_that_was_cut_off_is_one_error() throws IOException {
        zip(file(), "rose/a.png", png(1), "tulip/b.png", png(2));
        byte[] whole = Files.readAllBytes(file());
        write(file(), Arrays.copyOf(whole, whole.length / 2));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Source.open(file()))
                .withMessageContaining("broken zip");
    }

    @Test
    void an_empty_zip_has_no_pictures() throws IOException {
        zip(file());
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Source.open(file()))
                .withMessageContaining("no pictures");
    }

    @Test
    void names_in_the_code_page_of_the_ibm_pc_are_read() throws IOException {
        try (OutputStream out = Files.newOutputStream(file());
                ZipOutputStream zip = new ZipOutputStream(out, Charset.forName("IBM437"))) {
            zip.putNextEntry(new ZipEntry("Gänse/ü.png"));
            zip.write(png(1));
            zip.closeEntry();
        }
        try (Source source = Source.open(file())) {
            assertThat(source.labels()).containsExactly("Gänse");
            assertThat(source.bytes(0)).isEqualTo(png(1));
        }
    }
}
