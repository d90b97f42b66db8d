package dev.glimpse.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/**
 * The wish to stop that Ctrl-C and its likes express.
 *
 * <p>While it is open the first signal is only taken note of, so that what is under way can come to a good end; the second
 * one ends the process at once.
 */
final class Interruption implements AutoCloseable {

    /** By number, as POSIX has them; where a system lacks one, it is left out. */
    private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    private static final int BY_SIGNAL = 128;

    private final Map<String, Object> before = new HashMap<>();
    private final AtomicInteger signal = new AtomicInteger();

    private Interruption() {}

    /** Listens from now on, and calls {@code first} when the first signal comes. */
    static Interruption listen(Runnable first) {
        Interruption interruption = new Interruption();
        SIGNALS.forEach((name, number) -> {
            Object replaced = Signals.register(name, () -> interruption.come(number, first));
            if (replaced != null) {
                interruption.before.put(name, replaced);
            }
        });
        return interruption;
    }

    private void come(int number, Runnable first) {
        if (signal.compareAndSet(0, number)) {
            first.run();
        } else {
            Runtime.getRuntime().halt(BY_SIGNAL + number);
        }
    }

    /** Whether a signal came. */
    boolean came() {
        return signal.get() != 0;
    }

    /** What the process ends with if a signal came: 130 after Ctrl-C. */
    OptionalInt exitCode() {
        return came() ? OptionalInt.of(BY_SIGNAL + signal.get()) : OptionalInt.empty();
    }

    /** Lets signals do again what they did before. */
    @Override
    public void close() {
        before.forEach(Signals::unregister);
        before.clear();
    }
}
