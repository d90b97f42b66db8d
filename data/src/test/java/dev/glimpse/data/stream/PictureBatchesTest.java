package dev.glimpse.data.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.image.Augmentation;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.Batches.BatchStream;
import dev.glimpse.tensor.batch.Batches.Pass;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PictureBatchesTest {

    private static final Shape SHAPE = Shape.of(2, 2, 3);

    private static Batches batches(Samples samples, UnaryOperator<BatchOptions> options) {
        return PictureBatches.of(
                samples, SHAPE, options.apply(BatchOptions.usual().caching(Caching.none())), new CacheFiles());
    }

    private static List<Batch> all(Batches batches, Pass pass) {
        List<Batch> found = new ArrayList<>();
        try (BatchStream stream = batches.open(pass)) {
            for (Optional<Batch> batch = stream.next(); batch.isPresent(); batch = stream.next()) {
                found.add(batch.get());
            }
        }
        return found;
    }

    private static byte[] pixels(Batch batch) {
        return ((NdArray.Bytes) batch.inputs().getFirst()).values();
    }

    private static long[] keys(List<Batch> batches) {
        return batches.stream()
                .flatMapToLong(batch -> LongStream.of(batch.items()))
                .toArray();
    }

    private static void assertEqual(List<Batch> one, List<Batch> other) {
        assertThat(keys(one)).isEqualTo(keys(other));
        for (int i = 0; i < one.size(); i++) {
            assertThat(pixels(one.get(i))).isEqualTo(pixels(other.get(i)));
            assertThat(one.get(i).targets().getFirst().toFloats())
                    .isEqualTo(other.get(i).targets().getFirst().toFloats());
        }
    }

    @Test
    void a_batch_has_pixels_one_hot_rows_and_keys() {
        List<Batch> batches = all(batches(new ToySamples(5, false), batch -> batch.size(2)), Pass.first());
        assertThat(batches).extracting(Batch::size).containsExactly(2, 2, 1);
        Batch first = batches.getFirst();
        assertThat(first.inputs().getFirst().shape()).isEqualTo(Shape.of(2, 2, 2, 3));
        assertThat(pixels(first)).startsWith(0, 1, 2).endsWith(11, 12);
        assertThat(first.targets().getFirst().shape()).isEqualTo(Shape.of(2, 3));
        assertThat(first.targets().getFirst().toFloats()).containsExactly(1, 0, 0, 0, 1, 0);
        assertThat(keys(batches)).containsExactly(1_000_000, 1_000_001, 1_000_002, 1_000_003, 1_000_004);
    }

    @Test
    void labels_can_be_numbers() {
        Batches batches =
                batches(new ToySamples(5, false), batch -> batch.size(5).targets(BatchOptions.Targets.INDEX));
        NdArray targets = all(batches, Pass.first()).getFirst().targets().getFirst();
        assertThat(targets.shape()).isEqualTo(Shape.of(5));
        assertThat(targets.toFloats()).containsExactly(0, 1, 2, 0, 1);
    }

    @Test
    void each_epoch_has_all_samples_in_an_order_of_its_own() {
        Batches batches = batches(new ToySamples(1000, false), BatchOptions::shuffled);
        long[] one = keys(all(batches, new Pass(Seed.of(1), 0, 0)));
        long[] two = keys(all(batches, new Pass(Seed.of(1), 1, 0)));
        long[] other = keys(all(batches, new Pass(Seed.of(2), 0, 0)));
        assertThat(one)
                .isNotEqualTo(two)
                .isNotEqualTo(other)
                .doesNotHaveDuplicates()
                .hasSize(1000);
        assertThat(Arrays.stream(one).sorted())
                .containsExactlyElementsOf(Arrays.stream(two).sorted().boxed().toList());
        assertThat(keys(all(batches, new Pass(Seed.of(1), 0, 0)))).isEqualTo(one);
    }

    @Test
    void threads_prefetch_and_caches_change_nothing() {
        UnaryOperator<BatchOptions> augmented = batch -> batch.shuffled()
                .size(7)
                .augment(Augmentation.none().flip().rotate(20).brightness(0.2));
        Pass pass = new Pass(Seed.of(3), 2, 0);
        List<Batch> alone = all(
                batches(
                        new ToySamples(100, false, 4, 9),
                        b -> augmented.apply(b).threads(1)),
                pass);
        for (int threads : new int[] {2, 5}) {
            Batches many = batches(
                    new ToySamples(100, false, 4, 9),
                    b -> augmented.apply(b).threads(threads).prefetch(threads).caching(Caching.memory(10_000)));
            assertEqual(all(many, pass), alone);
            assertEqual(all(many, pass), alone);
        }
    }

    @Test
    void a_pass_can_begin_where_another_was_interrupted_and_reads_nothing_before() {
        ToySamples samples = new ToySamples(103, false);
        Batches batches = batches(samples, batch -> batch.shuffled().size(10));
        List<Batch> whole = all(batches, new Pass(Seed.of(5), 1, 0));
        samples.readings.set(0);
        List<Batch> rest = all(batches, new Pass(Seed.of(5), 1, 8));
        assertEqual(rest, whole.subList(8, 11));
        assertThat(samples.readings).hasValue(23);
        assertThat(all(batches, new Pass(Seed.of(5), 1, 11))).isEmpty();
        assertThat(all(batches, new Pass(Seed.of(5), 1, 99))).isEmpty();
    }

    @Test
    void samples_that_are_at_hand_come_as_those_that_are_prepared() {
        Pass pass = new Pass(Seed.of(5), 1, 2);
        assertEqual(
                all(batches(new ToySamples(50, true), BatchOptions::shuffled), pass),
                all(batches(new ToySamples(50, false), BatchOptions::shuffled), pass));
    }

    @Test
    void augmentation_changes_with_the_epoch_and_not_with_the_place() {
        Augmentation bright = Augmentation.none().brightness(0.5);
        Batches small = batches(
                new ToySamples(20, false), batch -> batch.size(3).shuffled().augment(bright));
        Batches large =
                batches(new ToySamples(20, false), batch -> batch.size(20).augment(bright));
        byte[] listed = pixels(all(large, new Pass(Seed.of(1), 4, 0)).getFirst());
        for (Batch batch : all(small, new Pass(Seed.of(1), 4, 0))) {
            for (int i = 0; i < batch.size(); i++) {
                int sample = (int) (batch.items()[i] - 1_000_000);
                assertThat(Arrays.copyOfRange(pixels(batch), i * 12, i * 12 + 12))
                        .isEqualTo(Arrays.copyOfRange(listed, sample * 12, sample * 12 + 12));
            }
        }
        assertThat(pixels(all(large, new Pass(Seed.of(1), 5, 0)).getFirst())).isNotEqualTo(listed);
    }

    @Test
    void a_broken_picture_is_left_out_and_told_once() {
        List<Unreadable> told = new ArrayList<>();
        Batches batches = batches(
                new ToySamples(7, false, 3, 4, 5), batch -> batch.size(2).unreadable(told::add));
        List<Batch> found = all(batches, Pass.first());
        assertThat(found).extracting(Batch::size).containsExactly(2, 1, 1);
        assertThat(keys(found)).containsExactly(1_000_000, 1_000_001, 1_000_002, 1_000_006);
        assertThat(pixels(found.get(1))).startsWith(2, 3).hasSize(12);
        assertThat(all(batches, Pass.first())).hasSize(3);
        assertThat(told)
                .containsExactly(
                        new Unreadable("toy 3", "no such file"),
                        new Unreadable("toy 4", "truncated"),
                        new Unreadable("toy 5", "no such file"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_pass_goes_on_where_another_one_stood_behind_a_batch_with_nothing_in_it(boolean immediate) {
        Batches batches = batches(new ToySamples(9, immediate, 2, 3, 8), batch -> batch.size(2));
        try (BatchStream stream = batches.open(Pass.first())) {
            assertThat(stream.next()).isPresent();
            assertThat(stream.done()).isEqualTo(1);
            assertThat(stream.next().orElseThrow().items()).containsExactly(1_000_004, 1_000_005);
            assertThat(stream.done()).isEqualTo(3);
            assertThat(keys(all(batches, new Pass(Seed.of(0), 0, stream.done()))))
                    .containsExactly(1_000_006, 1_000_007);
            assertThat(stream.next()).isPresent();
            assertThat(stream.next()).isEmpty();
            assertThat(stream.done()).isEqualTo(batches.count());
        }
    }

    @Test
    void a_broken_picture_can_be_a_reason_to_stop() {
        Batches batches =
                batches(new ToySamples(7, false, 4), batch -> batch.size(2).strictness(Strictness.REFUSE));
        try (BatchStream stream = batches.open(Pass.first())) {
            assertThat(stream.next()).isPresent();
            assertThat(stream.next()).isPresent();
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(stream::next)
                    .withMessage("cannot read toy 4: truncated");
        }
    }

    @Test
    void no_more_is_read_ahead_than_was_asked_for() {
        ToySamples samples = new ToySamples(1000, false);
        try (BatchStream stream =
                batches(samples, batch -> batch.size(10).prefetch(3).threads(4)).open(Pass.first())) {
            for (int i = 1; i < 90; i++) {
                assertThat(stream.next()).isPresent();
                assertThat(samples.readings.get()).isLessThanOrEqualTo(10 * i + 30);
            }
        }
    }

    @Test
    void closing_early_ends_all_threads() {
        long before = preparing();
        try (BatchStream stream = batches(new ToySamples(100_000, false), batch -> batch.threads(4))
                .open(Pass.first())) {
            assertThat(stream.next()).isPresent();
            assertThat(preparing()).isEqualTo(before + 4);
        }
        assertThat(preparing()).isEqualTo(before);
    }

    private static long preparing() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("glimpse-pictures"))
                .count();
    }

    @Test
    void an_error_while_preparing_reaches_whoever_waits() {
        Samples failing = new ToySamples(10, false).before(() -> {
            throw new IllegalStateException("a bug");
        });
        try (BatchStream stream = batches(failing, batch -> batch.threads(2)).open(Pass.first())) {
            assertThatIllegalStateException().isThrownBy(stream::next).withMessage("a bug");
        }
    }

    @Test
    void waiting_for_a_batch_can_be_interrupted() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Samples slow = new ToySamples(10, false).before(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        boolean[] interrupted = {false};
        Thread waiting = Thread.ofPlatform().start(() -> {
            BatchStream stream = batches(slow, batch -> batch.threads(1)).open(Pass.first());
            try {
                assertThat(stream.next()).isEmpty();
            } catch (DataException e) {
                interrupted[0] = Thread.interrupted();
            }
            never.countDown();
            stream.close();
        });
        waiting.interrupt();
        waiting.join();
        assertThat(interrupted[0]).isTrue();
    }
}
