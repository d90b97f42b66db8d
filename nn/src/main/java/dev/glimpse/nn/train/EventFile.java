package dev.glimpse.nn.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * A file of events as TensorBoard reads them: TensorFlow's record framing around protocol buffers.
 *
 * <p>A record is its length, a masked CRC-32C of that, the event, and a masked CRC-32C of the event. Each is written at
 * once; a reader waits for the rest of one that was cut off. A folder is a run, with any number of files in the order of
 * their names.
 *
 * @see <a href="https://github.com/tensorflow/tensorboard/blob/master/tensorboard/compat/proto/event.proto">event.proto</a>
 */
public final class EventFile implements AutoCloseable {

    private static final String VERSION = "brain.Event:2";
    private static final int MASK_DELTA = 0xa282ead8;
    private static final int SESSION_STARTS = 1;

    private final FileChannel file;
    private final InstantSource clock;

    private EventFile(FileChannel file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * A new file in a folder, which is made if it is not there.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static EventFile create(Path folder) {
        return create(folder, OptionalLong.empty(), InstantSource.system());
    }

    /**
     * A new file in the folder of a run that is continued: events of earlier files at this step or later are void,
     * because they come again. TensorBoard drops them.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static EventFile resume(Path folder, long step) {
        return create(folder, OptionalLong.of(step), InstantSource.system());
    }

    static EventFile create(Path folder, OptionalLong resumedAt, InstantSource clock) {
        try {
            Files.createDirectories(folder);
            EventFile events = new EventFile(open(folder, clock), clock);
            events.write(events.event(0).text(3, VERSION));
            if (resumedAt.isPresent()) {
                events.write(
                        events.event(resumedAt.getAsLong()).message(7, new ProtoMessage().integer(1, SESSION_STARTS)));
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write events into " + folder, e);
        }
    }

    private static FileChannel open(Path folder, InstantSource clock) throws IOException {
        String start = "events.out.tfevents.%010d.%s.%d."
                .formatted(
                        clock.instant().getEpochSecond(),
                        host(),
                        ProcessHandle.current().pid());
        for (int number = 0; ; number++) {
            try {
                return FileChannel.open(
                        folder.resolve(start + number + ".v2"),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) {
                // Several in one second: the next number.
            }
        }
    }

    /** What the machine is called, as far as that is known without asking the network. */
    private static String host() {
        String name = System.getenv().getOrDefault("HOSTNAME", System.getenv().getOrDefault("COMPUTERNAME", ""));
        return name.matches("[A-Za-z0-9_.-]+") ? name : "localhost";
    }

    /**
     * Writes a number.
     *
     * @param tag what it is; TensorBoard groups by what comes before a slash
     * @param step where on the axis it belongs
     */
    public void scalar(String tag, long step, double value) {
        summary(step, new ProtoMessage().text(1, tag).number(2, (float) value));
    }

    /** Writes how numbers are spread. Infinite ones and NaN are left out; if there are no others, nothing is written. */
    public void histogram(String tag, long step, float[] numbers) {
        Histogram.of(numbers)
                .ifPresent(
                        spread -> summary(step, new ProtoMessage().text(1, tag).message(5, spread.toProto())));
    }

    private void summary(long step, ProtoMessage value) {
        try {
            write(event(step).message(5, new ProtoMessage().message(1, value)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write events of step " + step, e);
        }
    }

    private ProtoMessage event(long step) {
        double seconds = clock.millis() / 1000.0;
        return new ProtoMessage().number(1, seconds).integer(2, step);
    }

    private void write(ProtoMessage event) throws IOException {
        byte[] data = event.toBytes();
        ByteBuffer framed = ByteBuffer.allocate(data.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        framed.putLong(data.length);
        framed.putInt(maskedChecksum(framed.array(), 8));
        framed.put(data);
        framed.putInt(maskedChecksum(data, data.length));
        framed.flip();
        while (framed.hasRemaining()) {
            var _ = file.write(framed);
        }
    }

    private static int maskedChecksum(byte[] bytes, int count) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, count);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK_DELTA;
    }

    /** Forces what was written to the disk. */
    public void flush() {
        try {
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write events to the disk", e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a file of events", e);
        }
    }
}
