package dev.glimpse.nn.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The epochs of a training as TensorBoard shows them, named as by Keras's callback.
 *
 * <p>In its folder, {@code train} and {@code validation} are two runs with the same tags ({@code epoch_loss}, …), so that
 * their curves share a chart; the step is the epoch, from 0. A training that is resumed adds new files. If it goes back
 * to an earlier epoch than was written, the epochs in between stand in the files twice; the later ones say that they
 * replace the earlier, and TensorBoard shows them once.
 *
 * @see <a href="https://keras.io/api/callbacks/tensorboard/">Keras: TensorBoard</a>
 */
public final class TensorBoardLog implements AutoCloseable {

    private static final String VALIDATION = "val_";

    private final Path folder;
    private final OptionalInt resumedAt;
    private @Nullable EventFile train;
    private @Nullable EventFile validation;

    private TensorBoardLog(Path folder, OptionalInt resumedAt) {
        this.folder = folder;
        this.resumedAt = resumedAt;
    }

    /** The log of a new training. The folder is made with the first epoch. */
    public static TensorBoardLog begin(Path folder) {
        return new TensorBoardLog(folder, OptionalInt.empty());
    }

    /**
     * The log of a training that goes on.
     *
     * @param nextEpoch the epoch, from 0, that will be written next
     */
    public static TensorBoardLog resume(Path folder, int nextEpoch) {
        return new TensorBoardLog(folder, OptionalInt.of(nextEpoch));
    }

    /**
     * Writes the metrics of an epoch, so that they can be seen at once.
     *
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    public void write(EpochResult result) {
        result.metrics().forEach((name, value) -> {
            if (name.startsWith(VALIDATION)) {
                validation().scalar("epoch_" + name.substring(VALIDATION.length()), result.epoch(), value);
            } else {
                train().scalar("epoch_" + name, result.epoch(), value);
            }
        });
        flush();
    }

    /**
     * Writes how the numbers of one variable are spread.
     *
     * @param epoch the epoch they belong to, from 0
     * @param variable its path: {@code conv2d/kernel}
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void weights(int epoch, String variable, float[] numbers) {
        train().histogram(variable + "/histogram", epoch, numbers);
    }

    private EventFile train() {
        EventFile events = train;
        if (events == null) {
            events = open("train");
            train = events;
        }
        return events;
    }

    private EventFile validation() {
        EventFile events = validation;
        if (events == null) {
            events = open("validation");
            validation = events;
        }
        return events;
    }

    private EventFile open(String run) {
        return resumedAt.isPresent()
                ? EventFile.resume(folder.resolve(run), resumedAt.getAsInt())
                : EventFile.create(folder.resolve(run));
    }

    private void flush() {
        Optional.ofNullable(train).ifPresent(EventFile::flush);
        Optional.ofNullable(validation).ifPresent(EventFile::flush);
    }

    @Override
    public void close() {
        try {
            Optional.ofNullable(train).ifPresent(EventFile::close);
        } finally {
            Optional.ofNullable(validation).ifPresent(EventFile::close);
        }
    }
}
