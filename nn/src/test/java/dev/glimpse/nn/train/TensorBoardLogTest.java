package dev.glimpse.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardLogTest {

    @TempDir
    Path folder;

    @Test
    void training_and_validation_are_two_runs_with_the_same_tags() throws IOException {
        try (TensorBoardLog log = TensorBoardLog.begin(folder)) {
            log.write(epoch(0, 0.5));
            log.write(epoch(1, 0.25));
        }

        assertThat(events("train").getFirst().version()).isEqualTo("brain.Event:2");
        assertThat(scalars("train"))
                .containsExactly(
                        "0 epoch_loss 0.5",
                        "0 epoch_learning_rate 0.125",
                        "1 epoch_loss 0.25",
                        "1 epoch_learning_rate 0.125");
        assertThat(scalars("validation")).containsExactly("0 epoch_loss 1.0", "1 epoch_loss 0.5");
    }

    @Test
    void an_epoch_can_be_read_as_soon_as_it_is_written() throws IOException {
        try (TensorBoardLog log = TensorBoardLog.begin(folder)) {
            log.write(epoch(0, 0.5));

            assertThat(scalars("validation")).containsExactly("0 epoch_loss 1.0");
        }
    }

    @Test
    void a_resumed_run_adds_a_file_that_says_from_where_it_replaces_what_was() throws IOException {
        try (TensorBoardLog log = TensorBoardLog.begin(folder)) {
            log.write(epoch(0, 0.5));
            log.write(epoch(1, 0.25));
        }
        try (TensorBoardLog log = TensorBoardLog.resume(folder, 1)) {
            log.write(epoch(1, 0.25));
        }

        assertThat(files("train")).hasSize(2);
        assertThat(events("train").stream().filter(Event::isSessionStart).map(Event::step))
                .containsExactly(1L);
        assertThat(scalars("validation")).containsExactly("0 epoch_loss 1.0", "1 epoch_loss 0.5", "1 epoch_loss 0.5");
    }

    @Test
    void a_histogram_counts_every_finite_number_once() throws IOException {
        try (TensorBoardLog log = TensorBoardLog.begin(folder)) {
            log.weights(3, "dense/kernel", new float[] {-1, 0, 0.5f, 1, Float.NaN});
            log.weights(3, "dense/bias", new float[] {0, 0});
            log.weights(3, "dense/nothing", new float[0]);
        }

        List<Event> events = events("train").stream()
                .filter(event -> !event.histogram().isEmpty())
                .toList();
        assertThat(events).extracting(Event::tag).containsExactly("dense/kernel/histogram", "dense/bias/histogram");
        Map<Integer, double[]> kernel = events.getFirst().histogram();
        assertThat(kernel.get(1)).containsExactly(-1);
        assertThat(kernel.get(2)).containsExactly(1);
        assertThat(kernel.get(3)).containsExactly(4);
        assertThat(kernel.get(4)).containsExactly(0.5);
        assertThat(kernel.get(5)).containsExactly(2.25);
        assertThat(kernel.get(6)).hasSize(30).isSorted().endsWith(1);
        assertThat(kernel.get(7)).hasSize(30).startsWith(1).endsWith(1);
        assertThat(events.getLast().histogram().get(7)).containsExactly(2);
    }

    private static EpochResult epoch(int epoch, double loss) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", loss);
        metrics.put("val_loss", 2 * loss);
        metrics.put("learning_rate", 0.125);
        return new EpochResult(epoch, metrics, Duration.ofSeconds(1));
    }

    private List<Path> files(String run) throws IOException {
        try (var files = Files.list(folder.resolve(run))) {
            return files.sorted().toList();
        }
    }

    private List<String> scalars(String run) throws IOException {
        return events(run).stream()
                .filter(event -> !event.tag().isEmpty() && event.histogram().isEmpty())
                .map(event -> event.step() + " " + event.tag() + " " + event.scalar())
                .toList();
    }

    /** All events of a run, read by a parser of its own that checks lengths and checksums bit by bit. */
    private List<Event> events(String run) throws IOException {
        List<Event> events = new ArrayList<>();
        for (Path file : files(run)) {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining()) {
                int start = bytes.position();
                byte[] data = new byte[(int) bytes.getLong()];
                assertThat(bytes.getInt()).isEqualTo(masked(bytes.slice(start, 8)));
                bytes.get(data);
                assertThat(bytes.getInt()).isEqualTo(masked(ByteBuffer.wrap(data)));
                events.add(Event.of(data));
            }
        }
        return events;
    }

    private static int masked(ByteBuffer bytes) {
        int crc = ~0;
        while (bytes.hasRemaining()) {
            crc ^= bytes.get() & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : 0x82F63B78);
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }

    /** What the tests look at in an event. */
    private record Event(
            long step,
            String version,
            boolean isSessionStart,
            String tag,
            float scalar,
            Map<Integer, double[]> histogram) {

        static Event of(byte[] data) {
            long step = 0;
            String version = "";
            boolean starts = false;
            String tag = "";
            float scalar = Float.NaN;
            Map<Integer, double[]> histogram = new LinkedHashMap<>();
            for (Field field : fields(ByteBuffer.wrap(data))) {
                switch (field.number()) {
                    case 1 -> assertThat(field.bytes().getDouble()).isGreaterThan(1.7e9);
                    case 2 -> step = field.integer();
                    case 3 -> version = field.text();
                    case 7 -> starts = fields(field.bytes()).equals(List.of(new Field(1, 1, ByteBuffer.allocate(0))));
                    case 5 -> {
                        Field value = fields(field.bytes()).getFirst();
                        for (Field part : fields(value.bytes())) {
                            switch (part.number()) {
                                case 1 -> tag = part.text();
                                case 2 -> scalar = part.bytes().getFloat();
                                default ->
                                    fields(part.bytes()).forEach(each -> histogram.put(each.number(), each.doubles()));
                            }
                        }
                    }
                    default -> throw new AssertionError("field " + field.number());
                }
            }
            return new Event(step, version, starts, tag, scalar, histogram);
        }

        private static List<Field> fields(ByteBuffer message) {
            ByteBuffer bytes = message.order(ByteOrder.LITTLE_ENDIAN);
            List<Field> fields = new ArrayList<>();
            while (bytes.hasRemaining()) {
                long tag = varint(bytes);
                int number = (int) (tag >>> 3);
                int type = (int) (tag & 7);
                long integer = type == 0 ? varint(bytes) : 0;
                int length =
                        switch (type) {
                            case 0 -> 0;
                            case 1 -> 8;
                            case 2 -> (int) varint(bytes);
                            case 5 -> 4;
                            default -> throw new AssertionError("wire type " + type);
                        };
                fields.add(new Field(number, integer, bytes.slice(bytes.position(), length)));
                bytes.position(bytes.position() + length);
            }
            return fields;
        }

        private static long varint(ByteBuffer bytes) {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes.get();
                value |= (next & 0x7FL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }
    }

    private record Field(int number, long integer, ByteBuffer bytes) {

        Field {
            bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        }

        String text() {
            return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }

        double[] doubles() {
            double[] numbers = new double[bytes.remaining() / 8];
            bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
            return numbers;
        }
    }
}
