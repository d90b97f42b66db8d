package dev.glimpse.tensor;

import dev.glimpse.tensor.engine.ComputingThreads;
import dev.glimpse.tensor.engine.LibtorchLap;
import dev.glimpse.tensor.engine.Machine;
import dev.glimpse.tensor.engine.Surroundings;
import dev.glimpse.tensor.engine.ThreadChoice;
import dev.glimpse.tensor.engine.ThreadMemory;
import dev.glimpse.tensor.engine.ThreadRace;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The engine: libtorch, as it was found and set up on this machine.
 *
 * <p>It starts by itself when the first tensor is made: loads the library (the very first time on a machine it is
 * unpacked, which takes some seconds) and decides how many threads compute. That number is measured once, in under half
 * a second, and remembered for the machine; the system property {@value #THREADS_PROPERTY} or the environment variable
 * {@value #THREADS_VARIABLE} overrides it.
 */
public final class Engine {

    /** The system property that says how many threads compute. */
    public static final String THREADS_PROPERTY = "glimpse.threads";

    /** The environment variable that says how many threads compute, where the property does not. */
    public static final String THREADS_VARIABLE = "GLIMPSE_THREADS";

    private static volatile boolean started;
    private static boolean missing;
    private static @Nullable ThreadChoice threads;

    private Engine() {}

    /**
     * What the engine is made of.
     *
     * @param libtorch the version of the library
     * @param processor the widest instructions it uses: {@code AVX512}, {@code AVX2}, {@code DEFAULT}
     * @param graphics how many graphics cards it can use
     * @param threads how many threads compute, and why
     */
    public record Description(String libtorch, String processor, int graphics, ThreadChoice threads) {}

    /**
     * How many threads compute, and why; starts the engine if it has not been.
     *
     * @throws TensorException if there is no engine for this machine
     */
    public static ThreadChoice threads() {
        start();
        synchronized (Engine.class) {
            return java.util.Objects.requireNonNull(threads);
        }
    }

    /**
     * Computes with so many threads from now on. Sums are added up in an order that depends on their number, so whoever
     * wants the very numbers of an earlier run computes with as many as that did.
     */
    public static void threads(int count, String by) {
        start();
        synchronized (Engine.class) {
            torch.set_num_threads(count);
            threads = new ThreadChoice.Told(count, by);
        }
    }

    /**
     * What the engine is made of; starts it if it has not been.
     *
     * @throws TensorException if there is no engine for this machine
     */
    public static Description describe() {
        start();
        try (BytePointer capability = torch.get_cpu_capability()) {
            return new Description(version(), capability.getString(), Libtorch.cudaDevices(), threads());
        }
    }

    /**
     * How many native objects the program holds at present: tensors that are open, and a few that stay for good. What
     * grows from step to step is leaking.
     */
    public static long nativeObjects() {
        start();
        Libtorch.options(DType.FLOAT32);
        return Pointer.totalCount();
    }

    /** Loads and sets up the library, the first time. */
    static void start() {
        if (!started) {
            startOnce();
        }
    }

    private static synchronized void startOnce() {
        if (missing) {
            throw new TensorException(whatIsMissing());
        }
        if (started) {
            return;
        }
        Optional<ThreadChoice> told = told();
        try {
            Surroundings.prepare();
            ComputingThreads.use(1);
        } catch (LinkageError e) {
            missing = true;
            throw new TensorException(whatIsMissing(), e);
        }
        ThreadChoice choice = told.orElseGet(() -> choose("libtorch " + version(), LibtorchLap::new));
        ComputingThreads.use(choice.threads());
        threads = choice;
        started = true;
    }

    private static String whatIsMissing() {
        return "the engine (libtorch) runs on Linux and Windows on x86-64 and on macOS, from org.bytedeco:pytorch for that"
                + " platform on the class path; it could not be loaded on "
                + System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    }

    /**
     * How many threads another engine computes best with on this machine, found as libtorch's number is: the user says so,
     * or it was measured before, or a race decides. Does not start libtorch.
     *
     * @param engine the library and its version, under which the number is remembered
     * @param lap opened only where there has to be a race
     * @throws TensorException if the user's number is none
     */
    public static ThreadChoice threadsFor(String engine, Supplier<ThreadRace.Lap> lap) {
        return told().orElseGet(() -> choose(engine, lap));
    }

    private static ThreadChoice choose(String engine, Supplier<ThreadRace.Lap> lap) {
        Machine machine = Machine.here(engine);
        if (machine.processors() == 1) {
            return new ThreadChoice.OnlyOne();
        }
        ThreadMemory memory = ThreadMemory.ofUser();
        return memory.recall(machine).orElseGet(() -> {
            try (ThreadRace.Lap opened = lap.get()) {
                ThreadChoice.Measured measured = ThreadRace.upTo(machine.processors(), opened);
                memory.remember(machine, measured);
                return measured;
            }
        });
    }

    private static Optional<ThreadChoice> told() {
        String property = System.getProperty(THREADS_PROPERTY);
        if (property != null) {
            return Optional.of(told(property, "the system property " + THREADS_PROPERTY));
        }
        String variable = System.getenv(THREADS_VARIABLE);
        return variable == null
                ? Optional.empty()
                : Optional.of(told(variable, "the environment variable " + THREADS_VARIABLE));
    }

    static ThreadChoice told(String number, String by) {
        try {
            int count = Integer.parseInt(number.strip());
            if (count >= 1 && count <= 1024) {
                return new ThreadChoice.Told(count, by);
            }
        } catch (NumberFormatException e) {
            // told below, with the numbers that are out of range
        }
        throw new TensorException(by + " is a number of threads from 1 to 1024, got \"" + number + "\"");
    }

    private static String version() {
        try (InputStream file =
                torch.class.getResourceAsStream("/META-INF/maven/org.bytedeco/pytorch/pom.properties")) {
            if (file != null) {
                Properties properties = new Properties();
                properties.load(file);
                return properties.getProperty("version", "unknown");
            }
        } catch (IOException e) {
            // a library that does not tell its version
        }
        return "unknown";
    }
}
