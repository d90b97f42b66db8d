package dev.glimpse.data.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.glimpse.data.item.DataException;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches.BatchStream;
import dev.glimpse.tensor.batch.Batches.Pass;
import dev.glimpse.tensor.batch.NdArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {

    private static final long PLENTY = 1_000_000;

    @TempDir
    Path folder;

    /** Reads everything through the cache, as a run would, and tells how many samples had to be decoded. */
    private int run(int samples, long mostBytes, byte[] expected) {
        ToySamples toys = new ToySamples(samples, false);
        try (CacheFiles files = new CacheFiles()) {
            BatchOptions options = BatchOptions.usual().threads(3).caching(Caching.disk(folder, mostBytes));
            PictureBatches batches = PictureBatches.of(toys, Shape.of(2, 2, 3), options, files);
            assertThat(pixels(batches)).isEqualTo(expected);
            int first = toys.readings.get();
            assertThat(pixels(batches)).isEqualTo(expected);
            if (samples * (long) ToySamples.BYTES <= mostBytes) {
                assertThat(toys.readings).hasValue(first);
            }
            return first;
        }
    }

    private static byte[] pixels(PictureBatches batches) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (BatchStream stream = batches.open(Pass.first())) {
            for (Optional<Batch> batch = stream.next(); batch.isPresent(); batch = stream.next()) {
                all.writeBytes(((NdArray.Bytes) batch.get().inputs().getFirst()).values());
            }
        }
        return all.toByteArray();
    }

    private static byte[] expected(int samples) {
        ToySamples toys = new ToySamples(samples, false);
        byte[] all = new byte[samples * ToySamples.BYTES];
        try {
            for (int i = 0; i < samples; i++) {
                toys.copy(i, all, i * ToySamples.BYTES);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return all;
    }

    private Path file(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void the_next_run_decodes_nothing_and_a_grown_dataset_only_what_is_new() {
        assertThat(run(600, PLENTY, expected(600))).isEqualTo(600);
        assertThat(run(600, PLENTY, expected(600))).isZero();
        assertThat(run(700, PLENTY, expected(700))).isEqualTo(100);
    }

    @Test
    void what_does_not_fit_is_decoded_every_time() throws IOException {
        assertThat(run(600, 100 * ToySamples.BYTES, expected(600))).isEqualTo(600);
        assertThat(Files.size(file(".pixels"))).isLessThanOrEqualTo(100 * ToySamples.BYTES);
        assertThat(run(600, 100 * ToySamples.BYTES, expected(600))).isEqualTo(500);
    }

    @Test
    void an_index_that_was_cut_off_in_a_record_costs_what_follows() throws IOException {
        run(600, PLENTY, expected(600));
        Path index = file(".index");
        byte[] records = Files.readAllBytes(index);
        Files.write(index, Arrays.copyOf(records, records.length / 2 + 7));
        assertThat(run(600, PLENTY, expected(600))).isEqualTo(300);
        assertThat(run(600, PLENTY, expected(600))).isZero();
    }

    @Test
    void pixels_that_were_damaged_are_decoded_again() throws IOException {
        run(600, PLENTY, expected(600));
        Path pixels = file(".pixels");
        byte[] values = Files.readAllBytes(pixels);
        values[5 * ToySamples.BYTES] ^= 1;
        values[77 * ToySamples.BYTES + 3] ^= 64;
        Files.write(pixels, values);
        assertThat(run(600, PLENTY, expected(600))).isEqualTo(2);
    }

    @Test
    void pixels_that_were_cut_off_are_decoded_again() throws IOException {
        run(600, PLENTY, expected(600));
        Path pixels = file(".pixels");
        Files.write(pixels, Arrays.copyOf(Files.readAllBytes(pixels), 200 * ToySamples.BYTES + 5));
        assertThat(run(600, PLENTY, expected(600))).isBetween(400, 600);
        assertThat(run(600, PLENTY, expected(600))).isZero();
    }

    @Test
    void another_that_uses_the_cache_already_is_left_alone() throws IOException {
        run(300, PLENTY, expected(300));
        try (CacheFiles first = new CacheFiles()) {
            BatchOptions options = BatchOptions.usual().caching(Caching.disk(folder, PLENTY));
            PictureBatches.of(new ToySamples(3, false), Shape.of(2, 2, 3), options, first);
            assertThat(run(300, 0, expected(300))).isEqualTo(300);
        }
        assertThat(run(300, PLENTY, expected(300))).isZero();
    }

    @Test
    void a_folder_that_cannot_be_made_is_an_error_that_names_it() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> PictureBatches.of(
                        new ToySamples(3, false),
                        Shape.of(2, 2, 3),
                        BatchOptions.usual().caching(Caching.disk(file.resolve("inside"), PLENTY)),
                        new CacheFiles()))
                .withMessageContaining(file.toString());
    }
}
