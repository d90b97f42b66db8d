package dev.glimpse.cli;

import java.util.Optional;
import java.util.OptionalLong;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress on standard error: a bar that is drawn over and over for a person, a line each tenth of the way for a file.
 *
 * <p>It may be told from any thread, and as often as one likes.
 */
final class ProgressLine implements AutoCloseable {

    private static final int REDRAW_MILLIS = 100;

    private final Screen screen;
    private final String task;
    private final Unit unit;
    private Optional<ProgressBar> bar = Optional.empty();
    private int tenths;

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

    ProgressLine(Screen screen, String task, Unit unit) {
        this.screen = screen;
        this.task = task;
        this.unit = unit;
    }

    /** {@code done} is done, of {@code all} where that is known. */
    synchronized void at(long done, OptionalLong all) {
        if (screen.isWatched()) {
            ProgressBar drawn = bar.orElseGet(this::draw);
            bar = Optional.of(drawn);
            all.ifPresent(drawn::maxHint);
            drawn.stepTo(done);
        } else if (all.isPresent() && all.getAsLong() > 0) {
            int reached = (int) Math.min(10, 10 * done / all.getAsLong());
            if (reached > tenths) {
                tenths = reached;
                screen.err().println(task + ": " + 10 * reached + " %");
            }
        }
    }

    private ProgressBar draw() {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(unit.name, unit.size)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(
                        line -> {
                            screen.err().print("\r" + line);
                            screen.err().flush();
                        },
                        screen.columns() - 1))
                .build();
    }

    /** Leaves the line as it is and goes on below it. */
    @Override
    public synchronized void close() {
        bar.ifPresent(drawn -> {
            drawn.close();
            screen.err().println();
        });
        bar = Optional.empty();
    }
}
