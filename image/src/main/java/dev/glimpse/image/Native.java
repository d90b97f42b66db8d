package dev.glimpse.image;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

/**
 * OpenCV, loaded and set up as we want it.
 *
 * <p>JavaCPP's limits are lifted before it is loaded: it counts native memory against the heap's limit and otherwise fails
 * with memory free. OpenCV gets one thread, because pictures are worked on side by side rather than each in parts, and
 * does not log, because what it would say becomes an {@link ImageException}. What a user has set stays.
 */
final class Native {

    private static final Optional<LinkageError> MISSING = prepare();

    private Native() {}

    private static Optional<LinkageError> prepare() {
        setDefault("org.bytedeco.javacpp.maxBytes", "0");
        setDefault("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        if (System.getenv("OPENCV_LOG_LEVEL") == null) {
            setEnvironment("OPENCV_LOG_LEVEL", "SILENT");
        }
        try {
            Loader.load(opencv_core.class);
            Loader.load(opencv_imgproc.class);
            Loader.load(opencv_imgcodecs.class);
        } catch (LinkageError e) {
            return Optional.of(e);
        }
        opencv_core.setNumThreads(1);
        return Optional.empty();
    }

    /**
     * Returns when OpenCV can be called.
     *
     * @throws ImageException if it cannot be loaded on this machine, each time
     */
    static void load() {
        if (MISSING.isPresent()) {
            LinkageError why = MISSING.get();
            throw new ImageException(
                    "pictures are decoded by OpenCV, which cannot be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch")
                            + ": it is there for Linux and Windows on x86-64 and for macOS (" + why.getMessage() + ")",
                    why);
        }
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** OpenCV reads its log level from the environment once, when it is loaded, and has no other switch from here. */
    @SuppressWarnings("restricted")
    private static void setEnvironment(String name, String value) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> posix = linker.defaultLookup().find("setenv");
        Optional<MemorySegment> windows = linker.defaultLookup().find("_putenv_s");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocateFrom(name);
            MemorySegment text = arena.allocateFrom(value);
            if (posix.isPresent()) {
                MethodHandle set = linker.downcallHandle(
                        posix.get(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
                int ignored = (int) set.invokeExact(key, text, 0);
            } else if (windows.isPresent()) {
                MethodHandle set = linker.downcallHandle(
                        windows.get(),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
                int ignored = (int) set.invokeExact(key, text);
            }
        } catch (Throwable e) {
            throw new AssertionError("setenv has the signature that C gives it", e);
        }
    }
}
