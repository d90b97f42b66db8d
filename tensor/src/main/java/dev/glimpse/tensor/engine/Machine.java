package dev.glimpse.tensor.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the best number of threads depends on.
 *
 * @param processor the processor's model, as well as the system tells
 * @param processors how many there are for this process; a container's quota counts
 * @param engine the library that computes, with its version
 */
public record Machine(String processor, int processors, String engine) {

    private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

    /** This machine, with this engine. */
    public static Machine here(String engine) {
        return new Machine(model(), Runtime.getRuntime().availableProcessors(), engine);
    }

    /** A name for this machine's file: equal machines have equal ones. */
    String fileName() {
        return String.format(Locale.ROOT, "threads-%08x.properties", hashCode());
    }

    private static String model() {
        try (Stream<String> lines = Files.lines(LINUX_PROCESSORS)) {
            String name = lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("");
            if (!name.isEmpty()) {
                return name;
            }
        } catch (IOException e) {
            // not Linux, or not told: the environment and the architecture have to do
        }
        String windows = System.getenv("PROCESSOR_IDENTIFIER");
        return windows != null ? windows : System.getProperty("os.arch", "unknown");
    }
}
