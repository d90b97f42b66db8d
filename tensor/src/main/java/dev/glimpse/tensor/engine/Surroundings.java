package dev.glimpse.tensor.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The process as native libraries find it: environment variables that they read when they load, and the C library's
 * allocator.
 *
 * <p>What the user has set stays. Where the C library has no such function, nothing happens: all of this makes things
 * faster, none of it is needed.
 */
public final class Surroundings {

    /**
     * Idle threads of OpenMP and of OpenBLAS spin by default, which on a machine whose processors are shared takes the
     * time from the thread that works: two threads were up to ten times slower than one. Each library has variables of
     * its own for it. OpenBLAS begins with one thread, so that none are made that are not wanted.
     */
    private static final Map<String, String> SLEEP_WHEN_IDLE = Map.of(
            "OMP_WAIT_POLICY", "PASSIVE",
            "GOMP_SPINCOUNT", "0",
            "KMP_BLOCKTIME", "0",
            "OPENBLAS_NUM_THREADS", "1",
            "OPENBLAS_THREAD_TIMEOUT", "4");

    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_MMAP_THRESHOLD = -3;

    private static final int LARGEST_TRIM_THRESHOLD = Integer.MAX_VALUE;
    private static final int LARGE_MMAP_THRESHOLD = 1 << 30;
    private static final int LARGEST_OLD_MMAP_THRESHOLD = 32 << 20;

    private Surroundings() {}

    /** Prepares the process. To be called before JavaCPP's first class is initialized. */
    public static void prepare() {
        liftLimits();
        SLEEP_WHEN_IDLE.forEach(Surroundings::setVariable);
        keepFreedMemory();
    }

    /**
     * JavaCPP counts all memory of the process against a multiple of the Java heap, which bears no relation to what
     * tensors need, and fails while the machine has memory left.
     */
    private static void liftLimits() {
        for (String limit : new String[] {"maxBytes", "maxPhysicalBytes"}) {
            String property = "org.bytedeco.javacpp." + limit;
            if (System.getProperty(property) == null) {
                System.setProperty(property, "0");
            }
        }
    }

    private static void setVariable(String name, String value) {
        if (System.getenv(name) != null) {
            return;
        }
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment nativeName = arena.allocateFrom(name);
            MemorySegment nativeValue = arena.allocateFrom(value);
            if (windows) {
                function("_putenv_s", ValueLayout.ADDRESS, ValueLayout.ADDRESS)
                        .ifPresent(putenv -> invoke(putenv, nativeName, nativeValue));
            } else {
                function("setenv", ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT)
                        .ifPresent(setenv -> invoke(setenv, nativeName, nativeValue, 0));
            }
        }
    }

    /**
     * By default glibc gives every large block back to the kernel and faults it in again, zeroed, at the next training
     * step. Blocks up to these sizes are kept instead, at most as much as was once in use.
     */
    private static void keepFreedMemory() {
        if (Linker.nativeLinker().defaultLookup().find("gnu_get_libc_version").isEmpty()) {
            return;
        }
        function("mallopt", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT).ifPresent(mallopt -> {
            if (invoke(mallopt, M_MMAP_THRESHOLD, LARGE_MMAP_THRESHOLD) == 0) {
                invoke(mallopt, M_MMAP_THRESHOLD, LARGEST_OLD_MMAP_THRESHOLD);
            }
            invoke(mallopt, M_TRIM_THRESHOLD, LARGEST_TRIM_THRESHOLD);
        });
    }

    @SuppressWarnings("restricted") // the manifest and the launcher enable native access
    private static Optional<MethodHandle> function(String name, ValueLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = linker.defaultLookup();
        return library.find(name)
                .map(address -> linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments)));
    }

    private static int invoke(MethodHandle function, Object... arguments) {
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("a function of the C library could not be called", e);
        }
    }
}
