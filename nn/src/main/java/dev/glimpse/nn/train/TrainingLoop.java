package dev.glimpse.nn.train;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.train.Fit.Resume;
import dev.glimpse.nn.train.TrainingEvent.End;
import dev.glimpse.tensor.Engine;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Epoch by epoch, batch by batch: learn, validate, decide, keep.
 *
 * <p>Whatever is random depends on the seed, the epoch and the sample, never on what was drawn before. So the place in
 * the training, together with weights, optimizer and sums, is all there is to keep for going on exactly.
 */
public final class TrainingLoop {

    private final Learner learner;
    private final Compilation compilation;
    private final List<String> outputNames;
    private final Batches samples;
    private final Fit fit;
    private final Optional<Checkpoints> checkpoints;

    private final List<EpochResult> history = new ArrayList<>();
    private Seed seed;
    private int epoch;
    private int batch;
    private EpochSums sums;
    private Optional<EarlyStopping.State> stopping;
    private Optional<ReduceOnPlateau.State> plateau;
    private long lastCheckpoint = System.nanoTime();

    private TrainingLoop(
            Learner learner,
            Compilation compilation,
            List<String> outputNames,
            Batches samples,
            Fit fit,
            Optional<Checkpoints> checkpoints) {
        this.learner = learner;
        this.compilation = compilation;
        this.outputNames = outputNames;
        this.samples = samples;
        this.fit = fit;
        this.checkpoints = checkpoints;
        this.seed = fit.seed;
        this.sums = new EpochSums(compilation, outputNames);
        this.stopping = fit.earlyStopping.map(EarlyStopping::start);
        this.plateau = fit.reduceOnPlateau.map(ReduceOnPlateau::start);
    }

    /**
     * Trains to the end, or until it is asked to stop.
     *
     * @param outputNames of the model, for the names of metrics where there are several outputs
     * @return the epochs that are over, those before an interruption among them
     * @throws NnException if the options do not fit the samples, or the loss stops being a number
     */
    public static History run(
            Learner learner,
            Compilation compilation,
            List<String> outputNames,
            Batches samples,
            Consumer<Fit> options) {
        Fit fit = Fit.of(options);
        if (samples.samples() == 0) {
            throw new NnException("there is nothing to learn from: no samples");
        }
        if (fit.checkpoints.isEmpty()) {
            return new TrainingLoop(learner, compilation, outputNames, samples, fit, Optional.empty()).run();
        }
        try (Checkpoints checkpoints = Checkpoints.open(fit.checkpoints.get())) {
            return new TrainingLoop(learner, compilation, outputNames, samples, fit, Optional.of(checkpoints)).run();
        }
    }

    private History run() {
        if (fit.resume == Resume.ALWAYS) {
            restore();
        }
        tell(new TrainingEvent.Began(fit.epochs, samples.samples(), samples.count(), epoch, batch));
        End end = stopsEarly() ? End.STOPPED_EARLY : End.COMPLETED;
        while (end == End.COMPLETED && epoch < fit.epochs) {
            end = epoch();
        }
        if (end != End.INTERRUPTED) {
            recallBest();
        }
        tell(new TrainingEvent.Ended(
                end,
                end == End.INTERRUPTED
                        ? OptionalInt.empty()
                        : best().map(found -> OptionalInt.of(found.epoch())).orElse(OptionalInt.empty())));
        return new History(history);
    }

    /** The rest of an epoch, and what is decided after it. */
    private End epoch() {
        long started = System.nanoTime();
        End learnt = learn();
        if (learnt == End.INTERRUPTED) {
            checkpoint();
        }
        if (learnt != End.COMPLETED) {
            return learnt;
        }
        Map<String, Double> metrics = new LinkedHashMap<>(sums.results(""));
        if (fit.validation.isPresent()) {
            Optional<Map<String, Double>> validated = Evaluations.evaluate(
                    learner, new EpochSums(compilation, outputNames), fit.validation.get(), "val_", fit.stopWhen);
            if (validated.isEmpty()) {
                checkpoint();
                return End.INTERRUPTED;
            }
            metrics.putAll(validated.get());
        }
        metrics.put("learning_rate", learner.learningRate());
        EpochResult result = new EpochResult(epoch, metrics, Duration.ofNanos(System.nanoTime() - started));
        history.add(result);
        boolean improved = judge(result);
        epoch++;
        batch = 0;
        sums = new EpochSums(compilation, outputNames);
        // Before the checkpoint: a log drops what comes again, but cannot get back what it was never told.
        tell(new TrainingEvent.EpochDone(result));
        keep(result.epoch(), improved);
        if (stopsEarly()) {
            return End.STOPPED_EARLY;
        }
        return epoch < fit.epochs ? asked() : End.COMPLETED;
    }

    /** Whether it was asked to stop, or is out of time; {@link End#COMPLETED} if neither. */
    private End asked() {
        if (fit.stopWhen.getAsBoolean()) {
            return End.INTERRUPTED;
        }
        return fit.endWhen.getAsBoolean() ? End.OUT_OF_TIME : End.COMPLETED;
    }

    /** Learns from the batches that are left of the epoch, unless it is asked to stop. */
    private End learn() {
        try (Batches.BatchStream stream = samples.open(new Batches.Pass(seed, epoch, batch))) {
            Optional<Batch> next = stream.next();
            while (next.isPresent()) {
                Batch given = next.get();
                Batch weighted = fit.classWeights
                        .map(weights -> ClassWeights.apply(given, weights))
                        .orElse(given);
                Outcome outcome = learner.learn(weighted, seed.derive(epoch));
                requireNumber(outcome.loss());
                sums.add(given, outcome);
                batch = stream.done();
                tell(new TrainingEvent.BatchDone(epoch, batch, samples.count(), sums.results("")));
                End asked = asked();
                if (asked == End.INTERRUPTED || (asked == End.OUT_OF_TIME && batch < samples.count())) {
                    return asked;
                }
                if (System.nanoTime() - lastCheckpoint > fit.checkpointAfter.toNanos()) {
                    checkpoint();
                }
                next = stream.next();
            }
            batch = stream.done();
        }
        if (sums.isEmpty()) {
            throw new NnException(
                    "there is nothing to learn from: none of the " + samples.samples() + " samples could be read");
        }
        return End.COMPLETED;
    }

    private void requireNumber(double loss) {
        if (!Double.isFinite(loss)) {
            throw new NnException("the loss became " + loss + " in epoch " + (epoch + 1) + ", batch " + (batch + 1)
                    + ": lower the learning rate, clip gradients, or scale the inputs");
        }
    }

    /** Whether the epoch is the best so far; what watches the training takes note of it. */
    private boolean judge(EpochResult result) {
        if (fit.reduceOnPlateau.isPresent() && plateau.isPresent()) {
            double rate = learner.learningRate();
            ReduceOnPlateau.State next = fit.reduceOnPlateau.get().next(plateau.get(), result, rate);
            plateau = Optional.of(next);
            if (next.learningRateFactor() != learner.learningRateFactor()) {
                learner.learningRateFactor(next.learningRateFactor());
                tell(new TrainingEvent.LearningRateReduced(result.epoch(), learner.learningRate()));
            }
        }
        if (fit.earlyStopping.isPresent() && stopping.isPresent()) {
            EarlyStopping.State next = fit.earlyStopping.get().next(stopping.get(), result);
            stopping = Optional.of(next);
            return next.isBest(result.epoch());
        }
        return false;
    }

    private boolean stopsEarly() {
        return stopping.map(EarlyStopping.State::isOver).orElse(false);
    }

    private Optional<EarlyStopping.Best> best() {
        return stopping.flatMap(EarlyStopping.State::best);
    }

    /** The best weights are kept on disk where there is a folder for that, and in memory where there is none. */
    private void keep(int finished, boolean improved) {
        if (improved && checkpoints.isEmpty()) {
            learner.remember();
        }
        checkpoints.ifPresent(kept -> {
            if (improved) {
                learner.save(kept.best(), metadata());
            }
            if (fit.checkpointEvery.isPresent() && (finished + 1) % fit.checkpointEvery.getAsInt() == 0) {
                learner.save(kept.epoch(finished), metadata());
            }
        });
        checkpoint();
    }

    private void recallBest() {
        if (best().isEmpty()) {
            return;
        }
        if (checkpoints.isPresent()) {
            learner.recall(checkpoints.get().best());
        } else {
            learner.recall();
        }
    }

    private void checkpoint() {
        checkpoints.ifPresent(kept -> {
            learner.save(kept.last(), metadata());
            tell(new TrainingEvent.CheckpointSaved(kept.last(), epoch, batch));
        });
        lastCheckpoint = System.nanoTime();
    }

    private ObjectNode metadata() {
        ObjectNode metadata = fit.metadata.deepCopy();
        new TrainingState(
                        seed.value(),
                        Engine.threads().threads(),
                        samples.samples(),
                        samples.batchSize(),
                        epoch,
                        batch,
                        sums.snapshot(),
                        List.copyOf(history),
                        stopping,
                        plateau)
                .writeInto(metadata);
        return metadata;
    }

    private void restore() {
        Checkpoints kept = checkpoints.orElseThrow(
                () -> new NnException("to resume, say where the checkpoints are: checkpoints(folder)"));
        if (!Files.exists(kept.last())) {
            throw new NnException("there is nothing to resume: no checkpoint at " + kept.last());
        }
        TrainingState state =
                TrainingState.readFrom(learner.load(kept.last()), kept.last().toString());
        if (state.samples() != samples.samples() || state.batchSize() != samples.batchSize()) {
            throw new NnException("the checkpoint is of a training on " + state.samples() + " samples in batches of "
                    + state.batchSize() + ", this one has " + samples.samples() + " in batches of "
                    + samples.batchSize() + ": resume with the same data and batch size");
        }
        if (state.threads() != Engine.threads().threads()) {
            Engine.threads(state.threads(), "the checkpoint that is resumed");
        }
        seed = Seed.of(state.seed());
        epoch = state.epoch();
        batch = state.batch();
        sums.restore(state.sums());
        history.addAll(state.history());
        // What was not watched before the interruption, and is now, begins now.
        stopping = fit.earlyStopping.map(rule -> state.earlyStopping().orElseGet(rule::start));
        plateau = fit.reduceOnPlateau.map(rule -> state.plateau().orElseGet(rule::start));
        plateau.ifPresent(known -> learner.learningRateFactor(known.learningRateFactor()));
    }

    private void tell(TrainingEvent event) {
        fit.listeners.forEach(listener -> listener.accept(event));
    }
}
