package dev.glimpse.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class SavedModelTest {

    static final Learner[] ALL = LearnerTest.ALL;

    private final Samples taught = Samples.taught();
    private final Samples asked = Samples.asked();

    static Stream<Learner> thoseThatTellNumbers() {
        return LearnerTest.thoseThatTellNumbers();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void what_tells_classes_is_read_back_to_the_same_answers(Learner learner) {
        ClassModel model = learner.classes(taught.rows(), taught.labels(), 3, 1);

        ClassModel read = SavedModel.classes(model.toBytes(), "here");

        assertThat(read.length()).isEqualTo(4);
        assertThat(read.classes()).isEqualTo(3);
        assertThat(read.probabilities(asked.rows())).isDeepEqualTo(model.probabilities(asked.rows()));
        assertThat(read.toBytes()).isEqualTo(model.toBytes());
    }

    @ParameterizedTest
    @MethodSource("thoseThatTellNumbers")
    void what_tells_numbers_is_read_back_to_the_same_answers(Learner learner) {
        NumberModel model = learner.numbers(taught.rows(), taught.targets(), 1);

        NumberModel read = SavedModel.numbers(model.toBytes(), "here");

        assertThat(read.numbers(asked.rows())).isEqualTo(model.numbers(asked.rows()));
    }

    @Test
    void one_that_knows_one_class_only_is_read_back() {
        byte[] bytes = new RandomForest(3, 1)
                .classes(new Rows(1, new float[] {1}), new int[] {2}, 4, 1)
                .toBytes();

        assertThat(SavedModel.classes(bytes, "here").probabilities(new Rows(1, new float[] {5}))[0])
                .containsExactly(0, 0, 1, 0);
    }

    /** Its static initialiser says that it ran. */
    static final class Trap {

        static {
            sprung = true;
        }

        private Trap() {}
    }

    private static volatile boolean sprung;

    @Test
    void the_name_of_a_class_in_a_file_is_a_word_like_any_other_and_loads_nothing() {
        byte[] good = LogisticRegression.usual()
                .classes(taught.rows(), taught.labels(), 3, 1)
                .toBytes();
        for (String word : new String[] {"linear", "sigmoids", "classes", "glimpse-learn"}) {
            byte[] bad = replaceWord(good, word, "dev.glimpse.learn.SavedModelTest$Trap");

            assertThatThrownBy(() -> SavedModel.classes(bad, "here"))
                    .isInstanceOf(LearnException.class)
                    .hasMessageStartingWith("here is no learnt model, or is damaged: ");
        }
        assertThat(sprung).isFalse();
    }

    private static byte[] replaceWord(byte[] bytes, String word, String by) {
        byte[] from = word.getBytes(StandardCharsets.US_ASCII);
        byte[] to = by.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; ; at++) {
            if (bytes[at] == from.length && Arrays.equals(bytes, at + 1, at + 1 + from.length, from, 0, from.length)) {
                var changed = ByteBuffer.allocate(bytes.length + to.length - from.length);
                changed.put(bytes, 0, at).put((byte) to.length).put(to);
                changed.put(bytes, at + 1 + from.length, bytes.length - at - 1 - from.length);
                return sealed(changed.array());
            }
        }
    }

    /** With a checksum that agrees, as anybody can write one. */
    private static byte[] sealed(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) sum.getValue());
        return bytes;
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void a_file_that_ends_early_is_refused(Learner learner) {
        byte[] bytes = learner.classes(taught.rows(), taught.labels(), 3, 1).toBytes();
        for (int length = 0; length < bytes.length; length += 1 + length / 20) {
            byte[] cut = Arrays.copyOf(bytes, length);
            demandRefused(cut);
            if (length >= 4) {
                demandRefused(sealed(cut));
            }
        }
        demandRefused(sealed(Arrays.copyOf(bytes, bytes.length + 8)));
    }

    private static void demandRefused(byte[] bytes) {
        assertThatThrownBy(() -> SavedModel.classes(bytes, "here")).isInstanceOf(LearnException.class);
    }

    @Test
    void a_changed_bit_is_noticed() {
        byte[] bytes = new NearestNeighbours(3)
                .classes(taught.rows(), taught.labels(), 3, 1)
                .toBytes();
        var random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            byte[] bad = bytes.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            demandRefused(bad);
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void changed_bytes_under_a_checksum_that_agrees_are_refused_or_answer_without_harm(Learner learner) {
        byte[] bytes = learner.classes(taught.rows(), taught.labels(), 3, 1).toBytes();
        var random = new SplittableRandom(9);
        for (int i = 0; i < 1500; i++) {
            byte[] bad = bytes.clone();
            int flips = 1 + random.nextInt(3);
            for (int flip = 0; flip < flips; flip++) {
                // What leads somewhere stands early; numbers stand late.
                int place = random.nextInt(random.nextInt(2) == 0 ? Math.min(200, bad.length) : bad.length);
                bad[place] = (byte) random.nextInt(256);
            }
            demandHarmless(sealed(bad));
        }
    }

    private void demandHarmless(byte[] bytes) {
        try {
            ClassModel model = SavedModel.classes(bytes, "here");
            if (model.length() == 4) {
                float[][] probabilities = model.probabilities(asked.rows());
                assertThat(probabilities).hasNumberOfRows(60);
            }
        } catch (LearnException expected) {
            assertThat(expected).hasMessageNotContaining("null");
        } catch (RuntimeException | Error other) {
            fail("%s came", other);
        }
    }

    @Test
    void huge_lengths_are_refused_before_anything_is_allocated() {
        byte[] bytes = new RandomForest(3, 1)
                .classes(taught.rows(), taught.labels(), 3, 1)
                .toBytes();
        for (int at = 0; at + 8 < Math.min(bytes.length, 400); at++) {
            for (int huge : new int[] {Integer.MAX_VALUE, 0x10000000, -1, Integer.MIN_VALUE}) {
                byte[] bad = bytes.clone();
                ByteBuffer.wrap(bad).putInt(at, huge);
                demandHarmless(sealed(bad));
            }
        }
    }

    @Test
    void a_model_of_the_other_kind_is_refused_by_what_it_tells() {
        var forest = new RandomForest(3, 1);
        byte[] classes = forest.classes(taught.rows(), taught.labels(), 3, 1).toBytes();
        byte[] numbers = forest.numbers(taught.rows(), taught.targets(), 1).toBytes();

        assertThatThrownBy(() -> SavedModel.numbers(classes, "here"))
                .isInstanceOf(LearnException.class)
                .hasMessageContaining("it tells classes and not numbers");
        assertThatThrownBy(() -> SavedModel.classes(numbers, "here"))
                .isInstanceOf(LearnException.class)
                .hasMessageContaining("it tells numbers and not classes");
    }

    @Test
    void the_body_of_one_kind_under_the_word_of_another_is_refused_or_harmless() {
        for (Learner learner : ALL) {
            var model = (Learnt) learner.classes(taught.rows(), taught.labels(), 3, 1);
            for (String word : new String[] {"constant", "neighbours", "linear", "kernel", "trees"}) {
                if (!word.equals(model.body().word())) {
                    demandHarmless(replaceWord(model.toBytes(), model.body().word(), word));
                }
            }
        }
    }

    @Test
    void a_tree_that_leads_back_is_refused() {
        var model = new Learnt(
                1,
                2,
                new int[] {0, 1},
                Link.PROBABILITIES,
                1,
                new Trees(
                        2,
                        2,
                        0,
                        1,
                        new int[] {0},
                        new int[] {0},
                        new float[] {0},
                        new int[] {0},
                        new int[] {~0},
                        new float[] {0, 1}));

        assertThatThrownBy(() -> SavedModel.classes(model.toBytes(), "here"))
                .isInstanceOf(LearnException.class)
                .hasMessageContaining("leads to place 0");
    }

    @Test
    void a_newer_version_says_so() {
        byte[] bytes = new NearestNeighbours(1)
                .classes(taught.rows(), taught.labels(), 3, 1)
                .toBytes();
        bytes[1 + "glimpse-learn".length() + 3] = 9;

        assertThatThrownBy(() -> SavedModel.classes(sealed(bytes), "here"))
                .isInstanceOf(LearnException.class)
                .hasMessageContaining("here is of version 9");
    }
}
