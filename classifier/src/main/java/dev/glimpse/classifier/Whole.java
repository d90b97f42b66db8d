package dev.glimpse.classifier;

import dev.glimpse.nn.archive.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** Where all the weights of a classifier are to be had, for those few occasions at which they are needed again. */
sealed interface Whole {

    /**
     * The layers with their weights.
     *
     * @throws ClassifierException if they are in a file, and that has changed
     */
    ModelFile read();

    /** Notes that the classifier was written into a file. */
    void saved(Path file);

    /** In memory, for they were just taught. */
    record Taught(ModelFile model) implements Whole {

        @Override
        public ModelFile read() {
            return model;
        }

        @Override
        public void saved(Path file) {}
    }

    /**
     * In the file that was opened.
     *
     * @param now what that file looks like, and what has to be said to open it
     */
    record Saved(Path file, AtomicReference<Opened> now) implements Whole {

        /** A file as it was opened. */
        record Opened(FileState state, Opening said) {}

        static Saved of(Path file, Opening said) {
            return new Saved(file, new AtomicReference<>(new Opened(FileState.of(file), said)));
        }

        @Override
        public ModelFile read() {
            Opened opened = now.get();
            opened.state().requireSame();
            return OpenedModel.model(file, opened.said());
        }

        /** A file that the classifier itself has written over is the one that was opened still, and says everything. */
        @Override
        public void saved(Path written) {
            try {
                if (Files.isSameFile(file, written)) {
                    now.set(new Opened(FileState.of(file), new Opening()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
    }
}
