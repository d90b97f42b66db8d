package dev.glimpse.cli;

import dev.glimpse.zoo.Added;
import dev.glimpse.zoo.Zoo;
import dev.glimpse.zoo.weights.Top;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code glimpse zoo add}: weights from a file, for a computer without a network. */
@Command(
        name = "add",
        description = {
            "Put a file with weights into the zoo, for a computer without a network. Its layers have to be those of the "
                    + "network, with top or without.",
            ""
        })
final class ZooAddCommand implements Runnable {

    private final Screen screen;

    @Parameters(paramLabel = "NETWORK", description = "Whose weights they are: glimpse zoo list shows the names.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private String name;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            required = true,
            description = "The file: .h5, or another of Keras's.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    ZooAddCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void run() {
        Added added = Zoo.ofUser().add(ZooCommand.network(name), file);
        screen.out()
                .println(added.held().file().network()
                        + (added.held().file().top() == Top.WITH ? " with top: " : " without top: ")
                        + added.held().path());
        switch (added.origin()) {
            case PUBLISHED -> {}
            case UNPROVEN ->
                screen.err()
                        .println("Its layers are right; no checksum is published by which to tell whether it is"
                                + " the published file.");
            case OTHER ->
                screen.err()
                        .println("Its layers are right, but it is not the published file: its checksum is another.");
        }
    }
}
