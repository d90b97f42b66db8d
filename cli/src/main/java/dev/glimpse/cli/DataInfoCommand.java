package dev.glimpse.cli;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.inspect.DataReport;
import dev.glimpse.data.inspect.Inspection;
import dev.glimpse.data.item.Strictness;
import java.nio.file.Path;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code glimpse data info}: what a dataset holds, and what is wrong with it. */
@Command(
        name = "info",
        description = {
            "Say what a dataset holds: pictures per class and split, their sizes, files that cannot be read, "
                    + "duplicates, and pictures under two labels."
        })
final class DataInfoCommand implements Runnable {

    private final Screen screen;

    @Parameters(
            paramLabel = "DATA",
            description = "A folder of class folders, a zip of one, a CSV manifest, or a folder of MNIST's IDX files.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private Path data;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Option(names = "--strict", description = "Refuse a dataset with files that cannot be read.")
    private boolean strict;

    DataInfoCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void run() {
        try (Dataset dataset = open()) {
            DataReport report;
            try (ProgressLine progress = new ProgressLine(
                    screen, "Looking at pictures", ProgressLine.Unit.PIECES, ProgressLine.AtEnd.ERASED)) {
                report = Inspection.of(dataset, (done, all) -> progress.at(done, OptionalLong.of(all)));
            }
            screen.out().print(json ? DataReportJson.of(report) : report.text());
        }
    }

    private Dataset open() {
        try (ProgressLine progress =
                new ProgressLine(screen, "Reading files", ProgressLine.Unit.PIECES, ProgressLine.AtEnd.ERASED)) {
            return Dataset.open(data, open -> open.strictness(strict ? Strictness.REFUSE : Strictness.SKIP)
                    .progress((done, all) -> progress.at(done, OptionalLong.of(all))));
        }
    }
}
