package dev.glimpse.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.cli.Checkup.Finding;
import dev.glimpse.cli.Checkup.Problem;
import dev.glimpse.cli.Checkup.Weight;
import dev.glimpse.image.Codecs;
import dev.glimpse.image.ImageException;
import dev.glimpse.onnx.OnnxException;
import dev.glimpse.onnx.run.OnnxRuntime;
import dev.glimpse.tensor.Engine;
import dev.glimpse.tensor.TensorException;
import dev.glimpse.tensor.engine.Machine;
import dev.glimpse.tensor.engine.ThreadChoice;
import dev.glimpse.tensor.engine.UserCache;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Looks at this machine with the eyes of someone who wants to teach a model on it. */
final class Doctor {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Below these, teaching a small model begins to fail. */
    private static final long LITTLE_HEAP = 256L << 20;

    private static final long LITTLE_MEMORY = 1L << 30;
    private static final long LITTLE_DISK = 1L << 30;

    private final Path folder;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /** A doctor who is called to someone working in this folder. */
    Doctor(Path folder) {
        this.folder = folder;
    }

    Checkup examine() {
        java();
        system();
        memory();
        engine();
        answers();
        pictures();
        disk("disk", "Disk here", folder, "models and reports are written here: make room, or work in another folder");
        disk(
                "libraries",
                "Native libraries",
                libraries(),
                "native libraries are unpacked there once: make room, or move them with "
                        + "GLIMPSE_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER");
        disk("cache", "Cache", UserCache.folder(), "make room, or move it with XDG_CACHE_HOME");
        embeddings(EmbeddingStore.ofUser());
        return new Checkup(findings, problems);
    }

    private void java() {
        String version = Runtime.version().toString();
        String vendor = System.getProperty("java.vendor", "unknown vendor");
        String home = System.getProperty("java.home", "");
        long heap = Runtime.getRuntime().maxMemory();
        findings.add(new Finding(
                "java",
                "Java",
                version + " of " + vendor + " in " + home,
                NODES.objectNode().put("version", version).put("vendor", vendor).put("home", home)));
        findings.add(new Finding(
                "heapBytes",
                "Java heap",
                "may grow to " + size(heap) + " (GLIMPSE_OPTS=-Xmx4g)",
                NODES.numberNode(heap)));
        if (heap < LITTLE_HEAP) {
            hurts("the Java heap may grow to " + size(heap) + " only", "give it more with GLIMPSE_OPTS=-Xmx1g");
        }
    }

    private void system() {
        String name = System.getProperty("os.name", "unknown");
        String version = System.getProperty("os.version", "");
        String architecture = System.getProperty("os.arch", "");
        findings.add(new Finding(
                "system",
                "System",
                name + " " + version + " on " + architecture,
                NODES.objectNode().put("name", name).put("version", version).put("architecture", architecture)));
        Machine machine = Machine.here("");
        findings.add(new Finding(
                "processor",
                "Processor",
                machine.processor() + ", " + machine.processors() + " for this process",
                NODES.objectNode().put("name", machine.processor()).put("count", machine.processors())));
    }

    private void memory() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return;
        }
        long all = system.getTotalMemorySize();
        long free = Math.min(all, availableOnLinux().orElseGet(system::getFreeMemorySize));
        findings.add(new Finding(
                "memory",
                "Memory",
                size(free) + " free of " + size(all),
                NODES.objectNode().put("freeBytes", free).put("bytes", all)));
        if (free < LITTLE_MEMORY) {
            hurts(
                    "only " + size(free) + " of memory are free",
                    "close other programs, or teach with smaller batches and pictures");
        }
    }

    /** What Linux could give to programs, its caches included, which Java does not count as free. */
    private static Optional<Long> availableOnLinux() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10);
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private void engine() {
        Engine.Description engine;
        try {
            engine = Engine.describe();
        } catch (TensorException e) {
            String why = reason(e);
            findings.add(new Finding("engine", "Engine", "none, see below", NODES.nullNode()));
            stops(
                    "the engine does not start: " + why,
                    why.contains("number of threads") ? "correct or unset it" : fixOfLoading());
            return;
        }
        ThreadChoice threads = engine.threads();
        ObjectNode json = NODES.objectNode()
                .put("libtorch", engine.libtorch())
                .put("instructions", engine.processor())
                .put("graphicsCards", engine.graphics());
        json.putObject("threads").put("count", threads.threads()).put("reason", threads.reason());
        findings.add(new Finding(
                "engine", "Engine", "libtorch " + engine.libtorch() + ", with " + engine.processor(), json));
        findings.add(new Finding("threads", "Threads", threads.reason(), NODES.numberNode(threads.threads())));
        findings.add(new Finding(
                "graphics",
                "Graphics cards",
                engine.graphics() == 0
                        ? "none in use: NVIDIA's would need the CUDA build of libtorch (linux-x86_64-gpu), which is untested"
                        : engine.graphics() + " that libtorch can use",
                NODES.numberNode(engine.graphics())));
        if ("ACTIVE".equalsIgnoreCase(System.getenv("OMP_WAIT_POLICY"))) {
            hurts(
                    "OMP_WAIT_POLICY=ACTIVE lets idle threads take the processor from those that work",
                    "unset OMP_WAIT_POLICY");
        }
    }

    private void answers() {
        try {
            ThreadChoice threads = OnnxRuntime.threads();
            ObjectNode json = NODES.objectNode().put("onnxRuntime", OnnxRuntime.version());
            json.putObject("threads").put("count", threads.threads()).put("reason", threads.reason());
            findings.add(new Finding(
                    "answers",
                    "Answers",
                    "ONNX Runtime " + OnnxRuntime.version() + ", threads " + threads.reason(),
                    json));
        } catch (OnnxException e) {
            findings.add(new Finding("answers", "Answers", "with the engine, see below", NODES.nullNode()));
            hurts("ONNX Runtime does not start: " + reason(e), "nothing: models are asked with libtorch, more slowly");
        }
    }

    private void pictures() {
        try {
            String version = Codecs.version();
            findings.add(new Finding("opencv", "Pictures", "OpenCV " + version, NODES.stringNode(version)));
        } catch (ImageException e) {
            findings.add(new Finding("opencv", "Pictures", "cannot be read, see below", NODES.nullNode()));
            stops("pictures cannot be read: " + reason(e), fixOfLoading());
        }
    }

    /** The message, and the innermost cause, which is the one that names the library. */
    private static String reason(RuntimeException thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(thrown.getMessage());
        String detail = String.valueOf(cause.getMessage());
        return message.contains(detail) ? message : message + " (" + detail + ")";
    }

    private static String fixOfLoading() {
        if (Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))) {
            return "this Linux has musl for a C library (Alpine): use one with glibc, such as Debian, Ubuntu or Fedora";
        }
        return "use Linux or Windows on x86-64, or macOS; there, see that " + libraries()
                + " can be written to, has 1 GB free and is not mounted noexec";
    }

    private void disk(String key, String name, Path path, String fix) {
        Path there = path.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            boolean writable = Files.isWritable(there);
            findings.add(new Finding(
                    key,
                    name,
                    path + ", " + size(free) + " free" + (writable ? "" : ", cannot be written to"),
                    NODES.objectNode()
                            .put("folder", path.toString())
                            .put("freeBytes", free)
                            .put("writable", writable)));
            if (!writable) {
                hurts(path + " cannot be written to", fix.replace("make room", "change its permissions"));
            } else if (free < LITTLE_DISK) {
                hurts("only " + size(free) + " are free in " + path, fix);
            }
        } catch (IOException e) {
            hurts("the disk of " + path + " cannot be looked at: " + e.getMessage(), fix);
        }
    }

    private void embeddings(EmbeddingStore store) {
        long bytes = store.bytes();
        long vectors = store.entries().stream()
                .mapToLong(EmbeddingStore.Entry::vectors)
                .sum();
        findings.add(new Finding(
                "embeddings",
                "Embeddings",
                vectors + " kept in " + store.folder() + ", " + size(bytes) + " of at most " + size(store.mostBytes())
                        + " (delete it at any time, or move it with " + EmbeddingStore.VARIABLE + ")",
                NODES.objectNode()
                        .put("folder", store.folder().toString())
                        .put("vectors", vectors)
                        .put("bytes", bytes)
                        .put("mostBytes", store.mostBytes())));
    }

    /** Where JavaCPP unpacks native libraries. */
    private static Path libraries() {
        return Optional.ofNullable(System.getProperty("org.bytedeco.javacpp.cachedir"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".javacpp", "cache"));
    }

    private void hurts(String what, String fix) {
        problems.add(new Problem(Weight.HURTS, what, fix));
    }

    private void stops(String what, String fix) {
        problems.add(new Problem(Weight.STOPS, what, fix));
    }

    private static String size(long bytes) {
        return bytes < 1L << 30
                ? (bytes >> 20) + " MB"
                : String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1L << 30));
    }
}
