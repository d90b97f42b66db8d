package dev.glimpse.tensor.engine;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What was measured on this machine before: a small file in the user's cache folder.
 *
 * @param folder where such files are
 */
public record ThreadMemory(Path folder) {

    /** What this user's programs measured. */
    public static ThreadMemory ofUser() {
        return new ThreadMemory(UserCache.folder());
    }

    /** What was measured on this machine, if it was and can be read. */
    public Optional<ThreadChoice> recall(Machine machine) {
        Path file = folder.resolve(machine.fileName());
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            if (!machine.equals(machine(properties))) {
                return Optional.empty();
            }
            int threads = Integer.parseInt(properties.getProperty("threads", ""));
            if (threads < 1 || threads > machine.processors()) {
                return Optional.empty();
            }
            return Optional.of(new ThreadChoice.Remembered(threads, timings(properties), file));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Writes down what was measured. Where that is not possible, it is measured again at the next start. */
    public void remember(Machine machine, ThreadChoice.Measured measured) {
        Properties properties = new Properties();
        properties.setProperty("processor", machine.processor());
        properties.setProperty("processors", Integer.toString(machine.processors()));
        properties.setProperty("engine", machine.engine());
        properties.setProperty("threads", Integer.toString(measured.threads()));
        for (ThreadChoice.Timing timing : measured.timings()) {
            properties.setProperty("milliseconds." + timing.threads(), Double.toString(timing.milliseconds()));
        }
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, "threads-", ".part");
            StringWriter text = new StringWriter();
            properties.store(text, "How many threads were fastest here; delete this file to measure again");
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.UTF_8.encode(text.toString()));
                channel.force(true);
            }
            Files.move(temporary, folder.resolve(machine.fileName()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // a home that cannot be written to is no reason not to compute
        }
    }

    private static Machine machine(Properties properties) {
        return new Machine(
                properties.getProperty("processor", ""),
                Integer.parseInt(properties.getProperty("processors", "")),
                properties.getProperty("engine", ""));
    }

    private static List<ThreadChoice.Timing> timings(Properties properties) {
        List<ThreadChoice.Timing> timings = new ArrayList<>();
        for (String name : properties.stringPropertyNames().stream().sorted().toList()) {
            if (name.startsWith("milliseconds.")) {
                timings.add(new ThreadChoice.Timing(
                        Integer.parseInt(name.substring(name.indexOf('.') + 1)),
                        Double.parseDouble(properties.getProperty(name))));
            }
        }
        timings.sort(java.util.Comparator.comparingInt(ThreadChoice.Timing::threads));
        return timings;
    }
}
