package dev.glimpse.cli;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress on standard error: a bar that is drawn over and over for a person, and for a file a line now and then of what
 * takes long.
 *
 * <p>It may be told from any thread, and as often as one likes.
 */
final class ProgressLine implements AutoCloseable {

    private static final int REDRAW_MILLIS = 100;

    /** A log is not filled with what is over in a moment. */
    private static final long LOG_NANOS = 5_000_000_000L;

    private final Screen screen;
    private final String task;
    private final Unit unit;
    private final AtEnd atEnd;
    private final LongSupplier nanoTime;
    private Optional<ProgressBar> bar = Optional.empty();
    private long logged;
    private int width;

    /** What is counted. */
    enum Unit {
        /** Bytes, shown in megabytes. */
        BYTES(" MB", 1_000_000),
        /** Files, pictures or batches. */
        PIECES("", 1);

        private final String name;
        private final long size;

        Unit(String name, long size) {
            this.name = name;
            this.size = size;
        }
    }

    /** What becomes of the bar. */
    enum AtEnd {
        /** It stays, and the next thing goes below it. */
        KEPT,
        /** It goes, and the next thing takes its place. */
        ERASED
    }

    ProgressLine(Screen screen, String task, Unit unit, AtEnd atEnd) {
        this(screen, task, unit, atEnd, System::nanoTime);
    }

    ProgressLine(Screen screen, String task, Unit unit, AtEnd atEnd, LongSupplier nanoTime) {
        this.screen = screen;
        this.task = task;
        this.unit = unit;
        this.atEnd = atEnd;
        this.nanoTime = nanoTime;
        this.logged = nanoTime.getAsLong();
    }

    /** {@code done} is done, of {@code all} where that is known. */
    synchronized void at(long done, OptionalLong all) {
        if (screen.isWatched()) {
            ProgressBar drawn = bar.orElseGet(() -> begin(all));
            bar = Optional.of(drawn);
            all.ifPresent(drawn::maxHint);
            drawn.stepTo(done);
        } else if (nanoTime.getAsLong() - logged >= LOG_NANOS) {
            logged = nanoTime.getAsLong();
            String howFar = all.isPresent() && all.getAsLong() > 0
                    ? 100 * done / all.getAsLong() + " %"
                    : done / unit.size + unit.name;
            screen.err().println(task + ": " + howFar);
        }
    }

    /** Says something beside the bar that is drawn, such as how good it is so far. */
    synchronized void say(String words) {
        bar.ifPresent(drawn -> drawn.setExtraMessage(words));
    }

    private ProgressBar begin(OptionalLong all) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(all.orElse(-1))
                .setUnit(unit.name, unit.size)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, screen.columns() - 1))
                .build();
    }

    private void draw(String line) {
        screen.err().print("\r" + line);
        screen.err().flush();
        width = line.length();
    }

    /** Ends the bar. */
    @Override
    public synchronized void close() {
        bar.ifPresent(drawn -> {
            drawn.close();
            switch (atEnd) {
                case KEPT -> screen.err().println();
                case ERASED -> screen.err().print("\r" + " ".repeat(width) + "\r");
            }
        });
        bar = Optional.empty();
    }
}
