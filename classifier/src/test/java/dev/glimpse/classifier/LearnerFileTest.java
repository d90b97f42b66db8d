package dev.glimpse.classifier;

import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.data.split.Splits;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.image.feature.Describer;
import dev.glimpse.image.feature.Features;
import dev.glimpse.image.feature.Vocabulary;
import dev.glimpse.learn.ClassModel;
import dev.glimpse.learn.NearestNeighbours;
import dev.glimpse.learn.Rows;
import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Sequential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What a model file says of its learner and features is somebody's claim. */
class LearnerFileTest {

    /** 8 + 59 + 5 numbers a picture, and words that nobody learnt. */
    private static final Describer DESCRIBER = describer();

    private static final ClassModel LEARNT = learnt(DESCRIBER.length());

    private static final int TEXT = DESCRIBER.features().toString().length();
    private static final int HEADER = 16;

    @TempDir
    Path folder;

    private static Describer describer() {
        Features features = Features.parse("color-histogram:bins=2,lbp:grid=1,dense-sift:words=5");
        float[] centres = new float[5 * 128];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = (float) Math.sin(i);
        }
        return new Describer(features, List.of(new Vocabulary(5, 128, centres)));
    }

    private static ClassModel learnt(int length) {
        float[] values = new float[4 * length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.cos(i);
        }
        return new NearestNeighbours(1).classes(new Rows(length, values), new int[] {0, 1, 0, 1}, 2, 0);
    }

    private record Parts(
            Sequential layers,
            Preprocessing pictures,
            ClassModel learnt,
            List<KerasArchive.Extra> extras,
            Consumer<ObjectNode> facts) {}

    private Parts parts() {
        return new Parts(
                Sequential.of(input(DESCRIBER.length())),
                new Preprocessing(Resize.to(32, 32).bilinear(), 3),
                LEARNT,
                List.of(
                        new KerasArchive.Extra(LearnerFile.NAME, out -> out.write(LEARNT.toBytes())),
                        new KerasArchive.Extra(DescriberFile.NAME, out -> out.write(DescriberFile.bytes(DESCRIBER)))),
                _ -> {});
    }

    private Path file(UnaryOperator<Parts> change) {
        Parts parts = change.apply(parts());
        ModelFacts known = ModelFacts.of(
                        new Labels.Named(List.of("hen", "cow")), parts.pictures(), new LinkedHashMap<>(), Splits.none())
                .with(new Answering.ByLearner(
                        "knn", parts.learnt(), new LearnerSureness(0.1, 2), Optional.of(DESCRIBER)));
        ObjectNode json = known.toJson();
        parts.facts().accept(json);
        Path file = folder.resolve("farm.keras");
        try {
            KerasArchive.write(
                    file,
                    ModelFile.of(parts.layers(), new Weights(new LinkedHashMap<>()))
                            .with(json),
                    parts.extras().toArray(KerasArchive.Extra[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void assertRefused(Path file, String words) {
        assertThatThrownBy(() -> Classifier.load(file))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(words);
    }

    private static Picture picture() {
        byte[] pixels = new byte[40 * 30 * 3];
        SplittableRandom random = new SplittableRandom(1);
        random.nextBytes(pixels);
        return Picture.of(40, 30, 3, pixels);
    }

    @Test
    void what_was_written_is_read_and_gives_the_same_numbers() {
        Describer read = DescriberFile.read(DescriberFile.bytes(DESCRIBER));

        assertThat(read).isEqualTo(DESCRIBER);
        assertThat(read.describe(picture())).isEqualTo(DESCRIBER.describe(picture()));
        try (Classifier classifier = Classifier.load(file(parts -> parts))) {
            float[] vector = DESCRIBER.describe(Resize.to(32, 32).bilinear().apply(picture()));
            float[] learnt = LEARNT.probabilities(new Rows(vector.length, vector))[0];
            float[] said = new LearnerSureness(0.1, 2).probabilities(learnt);
            assertThat(classifier.predict(picture()).guesses())
                    .extracting(Guess::probability)
                    .containsExactlyInAnyOrder(said[0], said[1]);
        }
    }

    @Test
    void the_bytes_are_as_they_are_described() {
        ByteBuffer bytes = ByteBuffer.wrap(DescriberFile.bytes(DESCRIBER)).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(Arrays.copyOf(bytes.array(), 8)).asString().isEqualTo("GLIMPDSC");
        assertThat(bytes.getInt(8)).isEqualTo(1);
        assertThat(bytes.getInt(12)).isEqualTo(TEXT);
        assertThat(new String(bytes.array(), HEADER, TEXT, java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("color-histogram:bins=2,lbp:grid=1,dense-sift:words=5");
        assertThat(bytes.getFloat(HEADER + TEXT + 4)).isEqualTo((float) Math.sin(1));
        assertThat(bytes.capacity()).isEqualTo(HEADER + TEXT + 5 * 128 * 4 + 4);
    }

    private static byte[] changed(Consumer<ByteBuffer> change) {
        byte[] bytes = DescriberFile.bytes(DESCRIBER);
        ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        change.accept(numbers);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - 4);
        numbers.putInt(bytes.length - 4, (int) checksum.getValue());
        return bytes;
    }

    private Path withFeatures(byte[] bytes) {
        return with(DescriberFile.NAME, bytes);
    }

    private Path with(String name, byte[] bytes) {
        return file(parts -> {
            List<KerasArchive.Extra> extras = new ArrayList<>(parts.extras());
            extras.removeIf(extra -> extra.name().equals(name));
            extras.add(new KerasArchive.Extra(name, out -> out.write(bytes)));
            return new Parts(parts.layers(), parts.pictures(), parts.learnt(), extras, parts.facts());
        });
    }

    @Test
    void damaged_features_are_refused() {
        byte[] whole = DescriberFile.bytes(DESCRIBER);
        assertRefused(withFeatures(new byte[0]), "do not begin as features do");
        assertRefused(withFeatures(Arrays.copyOf(whole, 40)), "checksum");
        assertRefused(withFeatures(changed(bytes -> bytes.put(0, (byte) 'X'))), "do not begin as features do");
        assertRefused(withFeatures(changed(bytes -> bytes.putInt(8, 2))), "version 2");
        assertRefused(withFeatures(changed(bytes -> bytes.putInt(12, Integer.MAX_VALUE))), "their text has 2147483647");
        assertRefused(withFeatures(changed(bytes -> bytes.putInt(12, -1))), "their text has -1");
        assertRefused(withFeatures(changed(bytes -> bytes.put(HEADER, (byte) 'k'))), "cannot be used");
        assertRefused(
                withFeatures(changed(bytes -> bytes.put(HEADER + TEXT - 1, (byte) '9'))),
                "bytes with its vocabularies");
        assertRefused(
                withFeatures(changed(bytes -> bytes.putFloat(HEADER + TEXT, Float.NaN))), "dense-sift is not finite");
        assertRefused(withFeatures(changed(bytes -> bytes.put(HEADER + 21, (byte) '3'))), "says that it goes by");
        byte[] flipped = whole.clone();
        flipped[HEADER + TEXT + 9] ^= 1;
        assertRefused(withFeatures(flipped), "checksum");
    }

    @Test
    void a_damaged_learner_is_refused() {
        byte[] learnt = LEARNT.toBytes();
        assertRefused(with(LearnerFile.NAME, new byte[0]), LearnerFile.NAME);
        assertRefused(with(LearnerFile.NAME, Arrays.copyOf(learnt, learnt.length / 2)), LearnerFile.NAME);
        assertRefused(with(LearnerFile.NAME, learnt(7).toBytes()), "a learner for vectors of 7 numbers");
    }

    @ParameterizedTest
    @CsvSource({LearnerFile.NAME + ", its learner", DescriberFile.NAME + ", its features"})
    void a_part_that_is_missing_is_named(String name, String what) {
        assertRefused(
                file(parts -> new Parts(
                        parts.layers(),
                        parts.pictures(),
                        parts.learnt(),
                        parts.extras().stream()
                                .filter(extra -> !extra.name().equals(name))
                                .toList(),
                        parts.facts())),
                "has lost " + what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "temperature | 0 | temperature is above 0",
                "doubt | 1 | doubt is 0 to below 1",
                "learner | \"oracle\" | which this Glimpse does not know",
                "recipe | \"oracle\" | by 'oracle': use a newer one",
                "features | \"lbp\" | says that it goes by lbp"
            })
    void a_changed_fact_is_refused(String key, String value, String words) {
        assertRefused(
                file(parts -> new Parts(
                        parts.layers(), parts.pictures(), parts.learnt(), parts.extras(), json -> ((ObjectNode)
                                        json.get("answering"))
                                .set(
                                        key,
                                        tools.jackson.databind.json.JsonMapper.shared()
                                                .readTree(value)))),
                words);
    }

    @Test
    void layers_and_pictures_that_do_not_fit_the_features_are_refused() {
        Preprocessing usual = parts().pictures();
        assertRefused(with(Sequential.of(input(9)), usual), "a learner for vectors of");
        assertRefused(with(Sequential.of(input(DESCRIBER.length()), flatten()), usual), "numbers for layers that take");
        Sequential none = Sequential.of(input(DESCRIBER.length()));
        assertRefused(with(none, new Preprocessing(Resize.to(32, 32), 1)), "not squares in colour");
        assertRefused(with(none, new Preprocessing(Resize.to(32, 48), 3)), "not squares in colour");
        assertRefused(with(none, new Preprocessing(Resize.to(8000, 8000), 3)), "16 to 1024 pixels, got 8000");
    }

    private Path with(Sequential layers, Preprocessing pictures) {
        return file(parts -> new Parts(layers, pictures, parts.learnt(), parts.extras(), parts.facts()));
    }

    @Test
    void labels_that_the_learner_does_not_know_are_refused() {
        assertRefused(
                file(parts -> new Parts(
                        parts.layers(),
                        parts.pictures(),
                        parts.learnt(),
                        parts.extras(),
                        json -> json.putArray("labels").add("hen").add("cow").add("cat"))),
                "3 labels, and a learner that knows 2 classes");
    }
}
