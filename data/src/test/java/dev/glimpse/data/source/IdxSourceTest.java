package dev.glimpse.data.source;

import static dev.glimpse.data.TestPictures.idx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxSourceTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_four_files_are_one_dataset_with_splits(boolean zipped) throws IOException {
        idx(folder, "train", 30, zipped);
        idx(folder, "t10k", 10, zipped);
        try (Source source = Source.open(folder)) {
            assertThat(source.labels()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
            assertThat(source.size()).isEqualTo(40);
            assertThat(source.split(9)).contains(Split.TEST);
            assertThat(source.split(10)).contains(Split.TRAIN);
            assertThat(source.label(10 + 13)).isEqualTo(3);
            assertThat(source.name(10 + 13)).isEqualTo("train-images-idx3-ubyte#13");
            assertThat(source.bytes(23)).hasSize(20).startsWith(0, 0, 0, 13);
            assertThat(source).isInstanceOfSatisfying(IdxSource.class, digits -> {
                assertThat(digits.height(0)).isEqualTo(5);
                assertThat(digits.width(0)).isEqualTo(4);
            });
        }
    }

    @Test
    void labels_that_do_not_belong_to_the_pictures_are_refused() throws IOException {
        idx(folder, "train", 30, false);
        Path labels = folder.resolve("train-labels-idx1-ubyte");
        byte[] bytes = Files.readAllBytes(labels);
        ByteBuffer.wrap(bytes).putInt(4, 29);
        Files.write(labels, Arrays.copyOf(bytes, bytes.length - 1));
        refuses("30 pictures", "29 labels");
        Files.delete(labels);
        refuses("no labels beside", "train-labels-idx1-ubyte.gz");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_file_that_was_cut_off_is_refused(boolean zipped) throws IOException {
        idx(folder, "train", 3000, zipped);
        Path pictures = folder.resolve("train-images-idx3-ubyte" + (zipped ? ".gz" : ""));
        byte[] bytes = Files.readAllBytes(pictures);
        Files.write(pictures, Arrays.copyOf(bytes, bytes.length / 2));
        refuses("fetch it again");
        Files.write(pictures, Arrays.copyOf(bytes, 5));
        refuses("fetch it again");
    }

    @Test
    void a_header_that_lies_about_its_size_costs_nothing() throws IOException {
        idx(folder, "train", 3, true);
        Path pictures = folder.resolve("train-images-idx3-ubyte.gz");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(pictures))).readAllBytes();
        ByteBuffer.wrap(plain).putInt(4, 90_000_000);
        Files.delete(pictures);
        Files.write(folder.resolve("train-images-idx3-ubyte"), plain);
        refuses("should have 1800000016 bytes", "but has 76");
        ByteBuffer.wrap(plain).putInt(4, Integer.MAX_VALUE);
        Files.write(folder.resolve("train-images-idx3-ubyte"), plain);
        refuses("at most 2000000000");
    }

    @Test
    void another_kind_of_file_is_told_by_its_first_bytes() throws IOException {
        idx(folder, "train", 3, false);
        Files.write(folder.resolve("train-images-idx3-ubyte"), new byte[100]);
        refuses("begins with 00000000 instead of 00000803");
    }

    @Test
    void one_of_the_files_alone_is_told_to_be_one_of_several() throws IOException {
        idx(folder, "train", 3, true);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Source.open(folder.resolve("train-images-idx3-ubyte.gz")))
                .withMessageContaining("give the folder");
    }

    private void refuses(String... words) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Source.open(folder))
                .satisfies(e -> assertThat(e).message().contains(words));
    }
}
