package dev.glimpse.cli;

import dev.glimpse.data.fetch.Download;
import dev.glimpse.data.fetch.Mnist;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code glimpse data fetch}: a well-known dataset from the network. */
@Command(
        name = "fetch",
        description = {
            "Fetch a well-known dataset. What is there already is not fetched again, and what broke off goes on from "
                    + "where it was; every file is checked."
        })
final class DataFetchCommand implements Runnable {

    private static final String MNIST = "mnist";

    private final Screen screen;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "Which one: mnist (70,000 handwritten digits, 11.6 MB).")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private String name;

    @Parameters(index = "1", paramLabel = "DIR", description = "The folder to put it in; made if it is not there.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private Path folder;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "A folder on the network that has the files, instead of the usual ones.")
    private List<URI> mirrors = List.of();

    DataFetchCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void run() {
        if (!name.equals(MNIST)) {
            throw new ParameterException(
                    spec.commandLine(), "there is no dataset '" + name + "' to fetch, only '" + MNIST + "'");
        }
        mnist();
    }

    private void mnist() {
        List<URI> from = mirrors.isEmpty() ? Mnist.MIRRORS : mirrors;
        for (Download file : Mnist.files(from)) {
            try (ProgressLine progress =
                    new ProgressLine(screen, file.name(), ProgressLine.Unit.BYTES, ProgressLine.AtEnd.KEPT)) {
                file.to(folder.resolve(file.name()), fetch -> fetch.progress((_, done, all) -> progress.at(done, all)));
            }
        }
        screen.out().println(folder + " has the digits of MNIST, 60,000 to learn from and 10,000 to test on.");
    }
}
