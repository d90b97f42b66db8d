package dev.glimpse.classifier.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glimpse.data.item.ContentHash;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFileTest {

    private static final int LENGTH = 3;
    private static final int VECTORS = 5;
    private static final VectorKind KIND = new VectorKind("tiny", "network tiny\n", LENGTH);

    @TempDir
    Path folder;

    @Test
    void whichever_byte_is_damaged_no_wrong_vector_is_believed_and_all_others_are() throws IOException {
        fill(VECTORS);
        byte[] index = Files.readAllBytes(index());
        byte[] vectors = Files.readAllBytes(vectors());
        for (int at = 0; at < index.length; at += at < 4096 ? 683 : 5) {
            byte[] damaged = index.clone();
            damaged[at] ^= 0x21;
            write(damaged, vectors);
            // A damaged header costs all, a damaged record itself.
            assertThat(soundAfterReopening()).as("index byte %d", at).isEqualTo(at < 4096 ? 0 : VECTORS - 1);
        }
        for (int at = 0; at < vectors.length; at += 3) {
            byte[] damaged = vectors.clone();
            damaged[at] ^= 0x21;
            write(index, damaged);
            assertThat(soundAfterReopening()).as("vectors byte %d", at).isEqualTo(VECTORS - 1);
        }
    }

    @Test
    void wherever_a_file_ends_what_is_whole_before_it_is_believed() throws IOException {
        fill(VECTORS);
        byte[] index = Files.readAllBytes(index());
        byte[] vectors = Files.readAllBytes(vectors());
        int record = (index.length - 4096) / VECTORS;
        for (int end = 0; end <= index.length; end += end < 4090 ? 409 : 7) {
            write(Arrays.copyOf(index, end), vectors);
            assertThat(soundAfterReopening())
                    .as("index of %d bytes", end)
                    .isEqualTo(end < 4096 ? 0 : (end - 4096) / record);
        }
        for (int end = 0; end <= vectors.length; end += 3) {
            write(index, Arrays.copyOf(vectors, end));
            assertThat(soundAfterReopening()).as("vectors of %d bytes", end).isEqualTo(end / (LENGTH * Float.BYTES));
        }
    }

    /** How many of the vectors are found; then those that are missing are added again, and must all be found. */
    private int soundAfterReopening() throws IOException {
        Places places = places(VECTORS);
        try (VectorFile file = VectorFile.open(folder, KIND)) {
            file.readNew(places);
            long found = requireRight(file, places);
            file.append(lacking(places), places);
            assertThat(places.found()).isEqualTo(VECTORS);
            requireRight(file, places);
            Places again = places(VECTORS);
            try (VectorFile other = VectorFile.open(folder, KIND)) {
                other.readNew(again);
                assertThat(requireRight(other, again)).isEqualTo(VECTORS);
            }
            return (int) found;
        }
    }

    @Test
    void what_was_mapped_before_stays_right_when_a_damaged_header_makes_it_begin_anew() throws IOException {
        fill(VECTORS);
        Places places = places(VECTORS);
        try (VectorFile file = VectorFile.open(folder, KIND)) {
            file.readNew(places);
            VectorSource source = new VectorSource(places, file.map(), MemorySegment.NULL);
            try (FileChannel channel = FileChannel.open(index(), StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
            }
            try (VectorFile anew = VectorFile.open(folder, KIND)) {
                Places others = new Places(9, i -> hash(100 + i), 0, 1);
                anew.readNew(others);
                assertThat(others.found()).isZero();
                Addition addition = new Addition(LENGTH);
                addition.add(hash(100), 0, new float[] {9, 9, 9}, 0);
                anew.append(addition, others);
            }
            requireRight(source, places);
        }
    }

    @Test
    void two_who_add_the_same_vectors_keep_each_once() throws IOException {
        try (VectorFile one = VectorFile.open(folder, KIND);
                VectorFile two = VectorFile.open(folder, KIND)) {
            Places places = places(VECTORS);
            Places others = places(VECTORS + 2);
            Addition addition = lacking(places);
            Addition more = lacking(others);
            one.append(addition, places);
            two.append(more, others);
            assertThat(others.found()).isEqualTo(VECTORS + 2);
            requireRight(two, others);
            one.readNew(places);
            requireRight(one, places);
        }
        assertThat(VectorFile.records(Files.size(index()))).isEqualTo(VECTORS + 2);
    }

    @Test
    void a_full_disk_ends_the_keeping_and_nothing_else() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no /dev/full here");
        Files.createDirectories(folder);
        Files.createSymbolicLink(vectors(), full);
        List<String> trouble = new ArrayList<>();
        Places places = places(VECTORS);
        try (Shelf shelf = Shelf.open(new EmbeddingStore(folder), KIND, places, trouble::add)) {
            for (int i = 0; i < VECTORS; i++) {
                shelf.add(hash(i), 0, numbers(i), 0);
            }
            requireRight(shelf.source(), places);
        }
        assertThat(trouble).singleElement().asString().contains("No space left");
    }

    @Test
    void vectors_that_fit_on_no_disk_are_in_memory() {
        LooseVectors loose = new LooseVectors(LENGTH * Float.BYTES, folder.resolve("is not there"));
        Addition addition = lacking(places(VECTORS));
        for (int i = 0; i < VECTORS; i++) {
            assertThat(loose.add(addition.vector(i))).isEqualTo(i);
        }
        loose.close();
    }

    @Test
    void pictures_whose_hashes_begin_alike_are_told_apart() {
        ContentHash one = new ContentHash(7, 1, 1, 1);
        ContentHash two = new ContentHash(7, 1, 1, 2);
        List<ContentHash> all = List.of(one, two, one);
        Places places = new Places(3, all::get, 0, 1);
        assertThat(places.rows()).isEqualTo(2);
        places.put(one, 0, 4);
        assertThat(places.lacks(two, 0)).isTrue();
        assertThat(places.row(new ContentHash(7, 1, 1, 3))).isEqualTo(Places.NONE);
    }

    private void fill(int count) throws IOException {
        Places places = places(count);
        try (VectorFile file = VectorFile.open(folder, KIND)) {
            file.append(lacking(places), places);
        }
    }

    private static Places places(int count) {
        return new Places(count, VectorFileTest::hash, 0, 1);
    }

    private static ContentHash hash(int number) {
        return ContentHash.of(new byte[] {(byte) number});
    }

    private static float[] numbers(int number) {
        return new float[] {number, number + 0.5f, -number};
    }

    private static Addition lacking(Places places) {
        Addition addition = new Addition(LENGTH);
        for (int i = 0; i < places.rows(); i++) {
            if (places.lacks(hash(i), 0)) {
                addition.add(hash(i), 0, numbers(i), 0);
            }
        }
        return addition;
    }

    private static long requireRight(VectorFile file, Places places) throws IOException {
        return requireRight(new VectorSource(places, file.map(), MemorySegment.NULL), places);
    }

    private static long requireRight(VectorSource source, Places places) {
        return IntStream.range(0, places.rows())
                .filter(i -> !places.lacks(hash(i), 0))
                .peek(i -> {
                    float[] vector = new float[LENGTH];
                    source.copy(places.row(hash(i)), 0, vector, 0, LENGTH);
                    assertThat(vector).containsExactly(numbers(i));
                })
                .count();
    }

    private void write(byte[] index, byte[] vectors) throws IOException {
        Files.write(index(), index);
        Files.write(vectors(), vectors);
    }

    private Path index() {
        return folder.resolve(KIND.name() + VectorFile.INDEX);
    }

    private Path vectors() {
        return folder.resolve(KIND.name() + VectorFile.VECTORS);
    }
}
