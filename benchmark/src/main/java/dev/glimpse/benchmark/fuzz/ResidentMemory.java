package dev.glimpse.benchmark.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this process has, as Linux sees it; 0 elsewhere. */
public final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");

    private final boolean known;
    private long before;

    private ResidentMemory(boolean known) {
        this.known = known;
    }

    /** Measures this process. */
    public static ResidentMemory ofThisProcess() {
        return new ResidentMemory(Files.isWritable(CLEAR));
    }

    /** Forgets the peak so far. */
    public void begin() {
        if (known) {
            try {
                Files.writeString(CLEAR, "5");
                before = bytes("VmRSS:");
            } catch (IOException _) {
                before = Long.MAX_VALUE;
            }
        }
    }

    /** By how much the peak since {@link #begin} is above what there was then. */
    public long grown() {
        try {
            return known ? Math.max(0, bytes("VmHWM:") - before) : 0;
        } catch (IOException _) {
            return 0;
        }
    }

    /** By how much it is above what there was at {@link #begin} now. */
    public long grownNow() {
        try {
            return known ? bytes("VmRSS:") - before : 0;
        } catch (IOException _) {
            return 0;
        }
    }

    private static long bytes(String name) throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(name)) {
                return Long.parseLong(
                                line.substring(name.length()).replace("kB", "").trim())
                        * 1024;
            }
        }
        return 0;
    }
}
