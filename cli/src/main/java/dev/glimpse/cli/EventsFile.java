package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.CrossValidated;
import dev.glimpse.classifier.TeachingEvent;
import dev.glimpse.classifier.TrainingResult;
import dev.glimpse.classifier.evaluation.Estimate;
import dev.glimpse.classifier.evaluation.FoldScore;
import dev.glimpse.classifier.evaluation.FoldScores;
import dev.glimpse.nn.train.EpochResult;
import dev.glimpse.nn.train.TrainingEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happens in a training, as one JSON object a line, for programs that watch it.
 *
 * <p>Each has {@code event} and {@code time} (ISO 8601, UTC). Epochs are counted from 1. Further fields:
 *
 * <ul>
 *   <li>{@code began}: {@code epochs}, {@code pictures}, {@code batches} of an epoch, {@code epoch} and {@code batch} (how
 *       many of that epoch's are done) where it begins or goes on, {@code output}
 *   <li>{@code batch}: {@code epoch}, {@code batch} (how many are done), {@code batches}, {@code metrics} of the epoch so
 *       far; at most one in half a second, and the last of each epoch
 *   <li>{@code epoch}: {@code epoch}, {@code seconds}, {@code metrics} by Keras's names
 *   <li>{@code checkpoint}: {@code epoch} and {@code batch} where it goes on from, {@code file}
 *   <li>{@code learning-rate}: {@code epoch}, {@code learningRate} from then on
 *   <li>{@code embedding}: {@code backbone}, {@code pictures}, how many are {@code done}; at most one in half a second, and the
 *       last
 *   <li>{@code try-began}: {@code recipe}, by its name with what sets it apart
 *   <li>{@code try}: {@code recipe}, {@code accuracy} and {@code logLoss} on validation, {@code seconds}
 *   <li>{@code chosen}: {@code recipe}, {@code why}
 *   <li>{@code fold-began}: {@code fold} of a cross-validation, {@code folds}, how many there are
 *   <li>{@code fold}: {@code fold}, {@code folds}, {@code accuracy}, {@code correct}, {@code pictures}, {@code logLoss}, {@code macroF1},
 *       {@code seconds}
 *   <li>{@code folds}: how a cross-validation came out: {@code reason} ({@code completed}, {@code interrupted}), {@code folds}, {@code
 *       done}, and of those that are done {@code accuracy} and {@code deviation}, their sample deviation
 *   <li>{@code remark}: {@code text}
 *   <li>{@code end}: {@code reason} ({@code completed}, {@code stopped-early}, {@code interrupted} or {@code failed}); if
 *       there is a model {@code output} and, where known, {@code bestEpoch}, {@code accuracy}, {@code correct} and {@code
 *       pictures} of the test split; if it failed, {@code message}
 * </ul>
 *
 * <p>A number that is not finite is {@code null}. A line is written as a whole and at once.
 */
final class EventsFile implements AutoCloseable {

    private static final long BATCH_NANOS = 500_000_000L;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final BufferedWriter out;
    private final Optional<Path> output;
    private final LongSupplier nanoTime;
    private long lastBatch;
    private TrainingEvent.End end = TrainingEvent.End.COMPLETED;
    private OptionalInt best = OptionalInt.empty();

    /** What becomes of what is in the file. */
    enum Mode {
        /** It goes. */
        NEW,
        /** It stays, and more is added. */
        APPENDED
    }

    private EventsFile(BufferedWriter out, Optional<Path> output, LongSupplier nanoTime) {
        this.out = out;
        this.output = output;
        this.nanoTime = nanoTime;
        this.lastBatch = nanoTime.getAsLong() - BATCH_NANOS;
    }

    /**
     * Opens the file.
     *
     * @param output the model file that the training makes, if it makes one
     */
    static EventsFile open(Path file, Mode mode, Optional<Path> output) {
        return open(file, mode, output, System::nanoTime);
    }

    static EventsFile open(Path file, Mode mode, Optional<Path> output, LongSupplier nanoTime) {
        try {
            BufferedWriter out =
                    switch (mode) {
                        case NEW -> Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                        case APPENDED ->
                            Files.newBufferedWriter(
                                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    };
            return new EventsFile(out, output, nanoTime);
        } catch (IOException e) {
            throw new ClassifierException("events cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    /** Writes an event down, unless it is one batch of many. */
    void accept(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Began began ->
                write(output(line("began")
                        .put("epochs", began.epochs())
                        .put("pictures", began.samples())
                        .put("batches", began.batches())
                        .put("epoch", began.epoch() + 1)
                        .put("batch", began.batch())));
            case TrainingEvent.BatchDone done -> batch(done);
            case TrainingEvent.EpochDone(EpochResult result) -> {
                ObjectNode line = line("epoch")
                        .put("epoch", result.epoch() + 1)
                        .put("seconds", result.duration().toMillis() / 1000.0);
                metrics(line, result.metrics());
                write(line);
            }
            case TrainingEvent.LearningRateReduced reduced ->
                write(line("learning-rate")
                        .put("epoch", reduced.epoch() + 1)
                        .put("learningRate", reduced.learningRate()));
            case TrainingEvent.CheckpointSaved saved ->
                write(line("checkpoint")
                        .put("epoch", saved.epoch() + 1)
                        .put("batch", saved.batch())
                        .put("file", saved.file().toString()));
            case TrainingEvent.Ended ended -> {
                end = ended.end();
                best = ended.best();
            }
        }
    }

    /** Writes an event down, unless it is one step of many. */
    void accept(TeachingEvent event) {
        switch (event) {
            case TeachingEvent.Embedding embedding -> {
                if (isDue(embedding.done() >= embedding.all())) {
                    write(line("embedding")
                            .put("backbone", embedding.backbone())
                            .put("done", embedding.done())
                            .put("pictures", embedding.all()));
                }
            }
            case TeachingEvent.Learning learning ->
                write(line("learning")
                        .put("what", learning.what())
                        .put("done", learning.done())
                        .put("steps", learning.all()));
            case TeachingEvent.TryBegan(String recipe) ->
                write(line("try-began").put("recipe", recipe));
            case TeachingEvent.TryEnded ended ->
                write(number(
                                number(line("try").put("recipe", ended.recipe()), "accuracy", ended.accuracy()),
                                "logLoss",
                                ended.logLoss())
                        .put("seconds", ended.duration().toMillis() / 1000.0));
            case TeachingEvent.Chosen(String recipe, String why) ->
                write(line("chosen").put("recipe", recipe).put("why", why));
            case TeachingEvent.FoldBegan(int number, int of) ->
                write(line("fold-began").put("fold", number).put("folds", of));
            case TeachingEvent.FoldEnded(FoldScore fold, int of) -> {
                var evaluation = fold.evaluation();
                write(number(
                                line("fold")
                                        .put("fold", fold.number())
                                        .put("folds", of)
                                        .put("accuracy", evaluation.accuracy().value())
                                        .put("correct", evaluation.accuracy().hits())
                                        .put("pictures", evaluation.pictures()),
                                "logLoss",
                                evaluation.logLoss())
                        .put("macroF1", evaluation.macroAverage().f1())
                        .put("seconds", fold.duration().toMillis() / 1000.0));
            }
            case TeachingEvent.Remark(String text) -> write(line("remark").put("text", text));
        }
    }

    /** Whether a step of many is written down: the last one, and one in half a second. */
    private boolean isDue(boolean last) {
        long now = nanoTime.getAsLong();
        if (!last && now - lastBatch < BATCH_NANOS) {
            return false;
        }
        lastBatch = now;
        return true;
    }

    private void batch(TrainingEvent.BatchDone done) {
        if (!isDue(done.batch() >= done.batches())) {
            return;
        }
        ObjectNode line = line("batch")
                .put("epoch", done.epoch() + 1)
                .put("batch", done.batch())
                .put("batches", done.batches());
        metrics(line, done.metrics());
        write(line);
    }

    /** Writes down how it came out. */
    void ended(TrainingResult result) {
        ObjectNode line = line("end").put("reason", Words.of(end));
        switch (result) {
            case TrainingResult.Interrupted interrupted ->
                interrupted.checkpoint().ifPresent(file -> line.put("checkpoint", file.toString()));
            case TrainingResult.Trained trained -> {
                output(line);
                best.ifPresent(epoch -> line.put("bestEpoch", epoch + 1));
                trained.report().ifPresent(report -> {
                    var accuracy = report.evaluation().accuracy();
                    line.put("accuracy", accuracy.value())
                            .put("correct", accuracy.hits())
                            .put("pictures", accuracy.of());
                });
            }
        }
        write(line);
    }

    /** Writes down how a cross-validation came out. */
    void ended(CrossValidated result) {
        switch (result) {
            case CrossValidated.Completed completed -> {
                FoldScores scores = completed.scores();
                int count = scores.folds().size();
                write(estimate(folds("completed", count, count), scores.accuracy()));
            }
            case CrossValidated.Interrupted(List<FoldScore> done, int of) -> {
                ObjectNode line = folds("interrupted", of, done.size());
                write(done.isEmpty() ? line : estimate(line, new FoldScores(done).accuracy()));
            }
        }
    }

    private static ObjectNode folds(String reason, int folds, int done) {
        return line("folds").put("reason", reason).put("folds", folds).put("done", done);
    }

    private static ObjectNode estimate(ObjectNode line, Estimate accuracy) {
        line.put("accuracy", accuracy.mean());
        accuracy.deviation().ifPresent(deviation -> line.put("deviation", deviation));
        return line;
    }

    /** Writes down that it failed. */
    void failed(String message) {
        write(line("end").put("reason", "failed").put("message", message));
    }

    private ObjectNode output(ObjectNode line) {
        output.ifPresent(file -> line.put("output", file.toString()));
        return line;
    }

    private static ObjectNode line(String event) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("event", event)
                .put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private static void metrics(ObjectNode line, Map<String, Double> metrics) {
        ObjectNode node = line.putObject("metrics");
        metrics.forEach((name, value) -> number(node, name, value));
    }

    private static ObjectNode number(ObjectNode node, String name, double value) {
        return Double.isFinite(value) ? node.put(name, value) : node.putNull(name);
    }

    private void write(ObjectNode line) {
        try {
            out.write(JSON.writeValueAsString(line) + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("events cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("events cannot be written", e);
        }
    }
}
