package dev.glimpse.nn.train;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.batch.Batches;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a training is to go.
 *
 * <pre>{@code
 * model.fit(train, fit -> fit.epochs(20).validation(validation).earlyStopping(EarlyStopping.patience(5)));
 * }</pre>
 */
public final class Fit {

    int epochs = 1;
    Seed seed = Seed.of(0);
    Optional<Batches> validation = Optional.empty();
    Optional<float[]> classWeights = Optional.empty();
    Optional<EarlyStopping> earlyStopping = Optional.empty();
    Optional<ReduceOnPlateau> reduceOnPlateau = Optional.empty();
    Optional<Path> checkpoints = Optional.empty();
    OptionalInt checkpointEvery = OptionalInt.empty();
    Duration checkpointAfter = Duration.ofMinutes(10);
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    Resume resume = Resume.NEVER;
    BooleanSupplier stopWhen = () -> false;
    BooleanSupplier endWhen = () -> false;
    final List<Consumer<TrainingEvent>> listeners = new ArrayList<>();

    enum Resume {
        NEVER,
        ALWAYS
    }

    Fit() {}

    /** The options that a lambda sets. */
    static Fit of(Consumer<Fit> options) {
        Fit fit = new Fit();
        options.accept(fit);
        return fit;
    }

    /** How often all samples are learnt; 1 unless told. */
    public Fit epochs(int count) {
        if (count < 1) {
            throw new NnException("a training has at least 1 epoch, got " + count);
        }
        this.epochs = count;
        return this;
    }

    /** What order, dropout and augmentation are drawn from; equal seeds give equal trainings. */
    public Fit seed(long value) {
        this.seed = Seed.of(value);
        return this;
    }

    /** Samples to be judged by after each epoch, which are not learnt. */
    public Fit validation(Batches batches) {
        this.validation = Optional.of(batches);
        return this;
    }

    /**
     * How much the samples of each class count in the loss.
     *
     * @param weights one number per class, in the order of the classes
     */
    public Fit classWeights(float... weights) {
        this.classWeights = Optional.of(weights.clone());
        return this;
    }

    /** Stops when nothing gets better, and always goes back to the best weights. */
    public Fit earlyStopping(EarlyStopping stopping) {
        this.earlyStopping = Optional.of(stopping);
        return this;
    }

    /** Lowers the learning rate when nothing gets better. */
    public Fit reduceOnPlateau(ReduceOnPlateau plateau) {
        this.reduceOnPlateau = Optional.of(plateau);
        return this;
    }

    /** Goes through all epochs, and back to the best weights at the end; replaces early stopping. */
    public Fit keepBest(Monitor monitor) {
        return earlyStopping(EarlyStopping.on(monitor).patience(Integer.MAX_VALUE));
    }

    /**
     * Keeps checkpoints in a folder: the last one after each epoch, every ten minutes and when asked to stop, and the
     * best one.
     */
    public Fit checkpoints(Path folder) {
        this.checkpoints = Optional.of(folder);
        return this;
    }

    /** Keeps the weights after every n-th epoch as well, for good. */
    public Fit checkpointEvery(int epochCount) {
        if (epochCount < 1) {
            throw new NnException("checkpoints are kept every 1 or more epochs, got " + epochCount);
        }
        this.checkpointEvery = OptionalInt.of(epochCount);
        return this;
    }

    /** How long after the last checkpoint the next one is made within an epoch; ten minutes unless told. */
    public Fit checkpointAfter(Duration time) {
        this.checkpointAfter = time;
        return this;
    }

    /** What is written into each checkpoint beside the model: labels, for instance. */
    public Fit metadata(ObjectNode node) {
        this.metadata = node.deepCopy();
        return this;
    }

    /**
     * Goes on from the last checkpoint in the folder, and ends as if there had been no interruption.
     *
     * @throws NnException when the training starts, if there is no checkpoint, or it is of other samples
     */
    public Fit resume() {
        this.resume = Resume.ALWAYS;
        return this;
    }

    /** Asked after each batch whether to stop there; if so a checkpoint is written, and the training can be resumed. */
    public Fit stopWhen(BooleanSupplier condition) {
        this.stopWhen = condition;
        return this;
    }

    /**
     * Asked after each batch whether there is no time for more; if so the training is over, with the epochs that are done and
     * the best of their weights.
     */
    public Fit endWhen(BooleanSupplier condition) {
        this.endWhen = condition;
        return this;
    }

    /** Tells what happens, on the thread that trains. */
    public Fit listener(Consumer<TrainingEvent> listener) {
        listeners.add(listener);
        return this;
    }
}
