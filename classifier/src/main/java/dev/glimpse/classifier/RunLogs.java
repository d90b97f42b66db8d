package dev.glimpse.classifier;

import dev.glimpse.nn.model.Model;
import dev.glimpse.nn.train.CsvLog;
import dev.glimpse.nn.train.EpochResult;
import dev.glimpse.nn.train.TensorBoardLog;
import dev.glimpse.nn.train.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes each epoch down: {@code history.csv} and TensorBoard's event files in a run's folder. */
final class RunLogs implements Consumer<TrainingEvent>, AutoCloseable {

    private final Optional<Path> folder;
    private final Optional<Model> histograms;
    private Optional<CsvLog> table = Optional.empty();
    private Optional<TensorBoardLog> board = Optional.empty();

    /**
     * Logs in a folder, or nowhere.
     *
     * @param histograms of whose weights histograms are wanted
     */
    RunLogs(Optional<RunFolder> folder, Optional<Model> histograms) {
        this.folder = folder.map(RunFolder::folder);
        this.histograms = histograms;
    }

    @Override
    public void accept(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Began began -> folder.ifPresent(place -> open(place, began));
            case TrainingEvent.EpochDone(EpochResult result) -> write(result);
            case TrainingEvent.BatchDone _,
                    TrainingEvent.LearningRateReduced _,
                    TrainingEvent.CheckpointSaved _,
                    TrainingEvent.Ended _ -> {}
        }
    }

    private void open(Path place, TrainingEvent.Began began) {
        try {
            Files.createDirectories(place);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + place + " cannot be made", e);
        }
        Path csv = place.resolve("history.csv");
        boolean isNew = began.epoch() == 0 && began.batch() == 0;
        table = Optional.of(isNew ? CsvLog.begin(csv) : CsvLog.resume(csv, began.epoch()));
        board = Optional.of(isNew ? TensorBoardLog.begin(place) : TensorBoardLog.resume(place, began.epoch()));
    }

    private void write(EpochResult result) {
        table.ifPresent(log -> log.write(result));
        board.ifPresent(log -> {
            log.write(result);
            histograms.ifPresent(model ->
                    model.weights().forEach((path, weight) -> log.weights(result.epoch(), path, weight.values())));
        });
    }

    @Override
    public void close() {
        table.ifPresent(CsvLog::close);
        board.ifPresent(TensorBoardLog::close);
    }
}
