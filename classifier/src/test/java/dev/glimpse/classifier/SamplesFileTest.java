package dev.glimpse.classifier;

import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.classifier.Learning.ClassWeights;
import dev.glimpse.classifier.neighbour.Distance;
import dev.glimpse.classifier.neighbour.Sample;
import dev.glimpse.classifier.neighbour.Samples;
import dev.glimpse.classifier.neighbour.Weighting;
import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.split.Splits;
import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What a model file says of its samples is somebody's claim. */
class SamplesFileTest {

    /** Three samples with the vectors of 2x2 grey pictures, and two labels. */
    private static final Samples SAMPLES = Samples.none(4, Distance.EUCLIDEAN)
            .with(List.of(
                    new Sample(new float[] {1, 0, 0, 0}, 0, new ContentHash(1, 2, 3, 4)),
                    new Sample(new float[] {0, 1, 0, 0.5f}, 1, new ContentHash(5, 6, 7, 8)),
                    new Sample(new float[] {0, 0, 1, 0}, 1, new ContentHash(-1, -2, -3, -4))));

    private static final int LABELS = 24;
    private static final int HASHES = LABELS + 3 * 4;
    private static final int VECTORS = HASHES + 3 * 32;

    @TempDir
    Path folder;

    private static byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            SamplesFile.of(SAMPLES, 2).content().writeTo(out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private Path file(UnaryOperator<byte[]> change) {
        return file(change, _ -> {});
    }

    private Path file(UnaryOperator<byte[]> change, Consumer<ObjectNode> facts) {
        ModelFacts known = ModelFacts.of(
                        new Labels.Named(List.of("hen", "cow")),
                        Preprocessing.of(Shape.of(2, 2, 1)),
                        new LinkedHashMap<>(),
                        Splits.none())
                .with(Answering.ByNeighbours.of(
                        SAMPLES, new Vote(2, Weighting.CLOSENESS, 0.5, 0.1, ClassWeights.BALANCED), 2));
        ObjectNode json = known.toJson();
        facts.accept(json);
        Path file = folder.resolve("farm.keras");
        byte[] changed = change.apply(bytes());
        try {
            KerasArchive.write(
                    file,
                    ModelFile.of(Sequential.of(input(2, 2, 1), flatten()), new Weights(new LinkedHashMap<>()))
                            .with(json),
                    new KerasArchive.Extra(SamplesFile.NAME, out -> out.write(changed)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return file;
    }

    /** With a number changed, and a checksum that says it is as it should be. */
    private static UnaryOperator<byte[]> with(int at, int number) {
        return bytes -> {
            ByteBuffer changed = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            changed.putInt(at, number);
            return checked(bytes);
        };
    }

    private static byte[] checked(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 4, (int) checksum.getValue());
        return bytes;
    }

    private static void assertRefused(Path file, String words) {
        assertThatThrownBy(() -> Classifier.load(file))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(words);
    }

    @Test
    void what_was_written_is_read() {
        Samples read = SamplesFile.read(Entries.of(file(bytes -> bytes)), Distance.EUCLIDEAN, 2);

        assertThat(read.size()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(read.vector(i)).isEqualTo(SAMPLES.vector(i));
            assertThat(read.label(i)).isEqualTo(SAMPLES.label(i));
            assertThat(read.hash(i)).isEqualTo(SAMPLES.hash(i));
        }
        try (Classifier classifier = Classifier.load(file(bytes -> bytes))) {
            assertThat(classifier.samples()).hasValue(new int[] {1, 2});
        }
    }

    @Test
    void the_bytes_are_as_they_are_described() {
        ByteBuffer bytes = ByteBuffer.wrap(bytes()).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(Arrays.copyOf(bytes.array(), 8)).asString().isEqualTo("GLIMPKNN");
        assertThat(List.of(bytes.getInt(8), bytes.getInt(12), bytes.getInt(16), bytes.getInt(20)))
                .containsExactly(1, 3, 4, 2);
        assertThat(bytes.getInt(LABELS + 4)).isEqualTo(1);
        // A hash is its bytes in their own order.
        assertThat(bytes.get(HASHES + 7)).isEqualTo((byte) 1);
        assertThat(bytes.getFloat(VECTORS + 7 * 4)).isEqualTo(0.5f);
        assertThat(bytes.capacity()).isEqualTo(VECTORS + 12 * 4 + 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 23, 27, 40, 183})
    void a_file_that_was_cut_off_is_refused(int length) {
        assertRefused(file(bytes -> Arrays.copyOf(bytes, length)), "damaged");
    }

    @Test
    void a_file_that_goes_on_behind_its_end_is_refused() {
        assertRefused(file(bytes -> Arrays.copyOf(bytes, bytes.length + 4)), "damaged");
    }

    @Test
    void any_changed_byte_is_noticed() {
        for (int at = 0; at < bytes().length; at += 5) {
            int changed = at;
            assertRefused(
                    file(bytes -> {
                        bytes[changed] ^= 0x10;
                        return bytes;
                    }),
                    "damaged");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,1,they do not begin as samples do",
        "8,2,version 2",
        "12,0,0 vectors of 4",
        "12,-1,-1 vectors of 4",
        "12,2000000000,2000000000 samples",
        "16,2000000000,3 samples with 2000000000 numbers",
        "16,0,3 vectors of 0",
        "12,2,2 samples with 4 numbers",
        "20,3,they have 3 labels",
        "24,2,sample 0 has the label 2 of 2",
        "28,-1,sample 1 has the label -1 of 2",
    })
    void counts_and_labels_that_cannot_be_are_refused(int at, int number, String words) {
        assertRefused(file(with(at, number)), words);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -3e38f})
    void vectors_that_cannot_be_compared_are_refused(float number) {
        assertRefused(
                file(with(VECTORS + 4, Float.floatToIntBits(number))), "sample 0 has a vector that cannot be compared");
    }

    @Test
    void a_sample_that_is_there_twice_is_refused() {
        assertRefused(
                file(bytes -> {
                    System.arraycopy(bytes, HASHES, bytes, HASHES + 32, 32);
                    return checked(bytes);
                }),
                "sample 1 is there twice");
    }

    @Test
    void samples_that_are_missing_are_missed() throws IOException {
        Path file = file(bytes -> bytes);
        KerasArchive.write(file, OpenedModel.saved(file, new Opening()));

        assertRefused(file, "has none");
    }

    @Test
    void samples_for_other_layers_are_refused() throws IOException {
        Path file = file(bytes -> bytes);
        ModelFile saved = OpenedModel.saved(file, new Opening());
        ObjectNode facts = saved.glimpse();
        facts.set("preprocessing", Preprocessing.of(Shape.of(3, 3, 1)).toJson());
        byte[] samples = bytes();
        KerasArchive.write(
                file,
                ModelFile.of(Sequential.of(input(3, 3, 1), flatten()), new Weights(new LinkedHashMap<>()))
                        .with(facts),
                new KerasArchive.Extra(SamplesFile.NAME, out -> out.write(samples)));

        assertRefused(file, "compares vectors of 4 numbers with what its layers give, [[9]]");
    }

    @ParameterizedTest
    @CsvSource({"k,0", "k,2000000000", "temperature,0", "temperature,-1", "doubt,2", "samples,4"})
    void numbers_that_cannot_be_are_refused(String key, int number) {
        Path file = file(bytes -> bytes, facts -> facts.withObject("answering").put(key, number));

        assertThatThrownBy(() -> Classifier.load(file)).isInstanceOf(ClassifierException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"recipe", "distance", "weighting", "classWeights"})
    void words_that_are_not_known_are_refused(String key) {
        assertRefused(
                file(bytes -> bytes, facts -> facts.withObject("answering").put(key, "x")), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "{}", "\"knn\"", "null"})
    void facts_of_another_kind_are_refused(String json) {
        assertRefused(
                file(
                        bytes -> bytes,
                        facts -> facts.set(
                                "answering",
                                tools.jackson.databind.json.JsonMapper.shared().readTree(json))),
                "");
    }

    @Test
    void as_many_samples_fit_as_can_be_read_back() {
        assertThat(SamplesFile.most(1280)).isBetween(200_000, 210_000);
        assertThat(SamplesFile.most(Integer.MAX_VALUE)).isZero();
    }
}
