package dev.glimpse.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The events file of a run, if there is one.
 *
 * @param file is written to until this is closed
 */
record OpenEvents(Optional<EventsFile> file) implements AutoCloseable {

    /**
     * Opens it.
     *
     * @param output the model file that the run makes, if it makes one
     */
    static OpenEvents of(Optional<Path> file, EventsFile.Mode mode, Optional<Path> output) {
        return new OpenEvents(file.map(named -> EventsFile.open(named, mode, output)));
    }

    /** Writes down that the run failed. */
    void failed(RuntimeException why) {
        file.ifPresent(open -> {
            try {
                open.failed(Failure.of(why).message());
            } catch (UncheckedIOException e) {
                // A full disk may be the very reason.
                why.addSuppressed(e);
            }
        });
    }

    @Override
    public void close() {
        file.ifPresent(EventsFile::close);
    }
}
