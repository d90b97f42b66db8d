package dev.glimpse.nn.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A table of the epochs of a training in a file, a line each, as Keras's {@code CSVLogger} writes it.
 *
 * <p>The columns are the epoch, from 0, and the metrics of the first epoch in alphabetical order; without validation
 * they are followed by the columns that it would have, so that it can begin later. What an epoch lacks is {@code NA}.
 * A line is written whole and forced to the disk; one that was cut off is dropped on resuming.
 *
 * @see <a href="https://keras.io/api/callbacks/csv_logger/">Keras: CSVLogger</a>
 */
public final class CsvLog implements AutoCloseable {

    private static final String EPOCH = "epoch";

    private final FileChannel file;
    private List<String> columns;

    private CsvLog(Path path, List<String> columns) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        this.columns = columns;
    }

    /**
     * A new table in place of what there was.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public static CsvLog begin(Path path) {
        try {
            Files.deleteIfExists(path);
            return new CsvLog(path, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    /**
     * The table that is there, continued: with its header and the epochs before this one. Later epochs, which come again,
     * and a line that was cut off are dropped. Without a file it is a new table.
     *
     * @param nextEpoch the epoch, from 0, that will be written next
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public static CsvLog resume(Path path, int nextEpoch) {
        if (!Files.exists(path)) {
            return begin(path);
        }
        try {
            String text = Files.readString(path);
            List<String> lines =
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
            if (lines.isEmpty() || !lines.getFirst().startsWith(EPOCH)) {
                return begin(path);
            }
            String kept = lines.stream()
                    .filter(line -> line.equals(lines.getFirst()) || epochOf(line) < nextEpoch)
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
            replace(path, kept);
            return new CsvLog(path, List.of(lines.getFirst().split(",", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot continue " + path, e);
        }
    }

    private static int epochOf(String line) {
        try {
            return Integer.parseInt(line.substring(0, Math.max(0, line.indexOf(','))));
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    private static void replace(Path path, String text) throws IOException {
        Path temporary = path.resolveSibling(path.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(channel, text);
        }
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Writes the line of an epoch.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public void write(EpochResult result) {
        String header = "";
        if (columns.isEmpty()) {
            columns = columns(result);
            header = String.join(",", columns) + "\n";
        }
        String line = columns.stream().map(column -> cell(result, column)).collect(Collectors.joining(",")) + "\n";
        try {
            write(file, header + line);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write epoch " + result.epoch() + " to the table", e);
        }
    }

    private static List<String> columns(EpochResult result) {
        SequencedSet<String> metrics = new TreeSet<>(result.metrics().keySet());
        List<String> columns = new ArrayList<>();
        columns.add(EPOCH);
        columns.addAll(metrics);
        if (metrics.stream().noneMatch(metric -> metric.startsWith("val_"))) {
            metrics.stream()
                    .filter(metric -> !metric.equals("learning_rate"))
                    .forEach(metric -> columns.add("val_" + metric));
        }
        return List.copyOf(columns);
    }

    private static String cell(EpochResult result, String column) {
        if (column.equals(EPOCH)) {
            return Integer.toString(result.epoch());
        }
        Double value = result.metrics().get(column);
        return value == null ? "NA" : value.toString();
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            var _ = channel.write(bytes);
        }
        channel.force(true);
    }

    /** Closes the file. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the table", e);
        }
    }
}
