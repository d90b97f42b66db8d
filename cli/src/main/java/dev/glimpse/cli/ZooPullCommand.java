package dev.glimpse.cli;

import dev.glimpse.nn.layer.Size2;
import dev.glimpse.zoo.Mirror;
import dev.glimpse.zoo.Zoo;
import dev.glimpse.zoo.ZooException;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.weights.KnownWeights;
import dev.glimpse.zoo.weights.Top;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code glimpse zoo pull}: weights from the network. */
@Command(
        name = "pull",
        description = {
            "Fetch the weights of a network. What is there already is not fetched again, what broke off goes on from where "
                    + "it was, and every file is checked; a damaged one is deleted and fetched anew.",
            ""
        })
final class ZooPullCommand implements Runnable {

    private final Screen screen;

    @Parameters(paramLabel = "NETWORK", arity = "1..*", description = "Which: glimpse zoo list shows them.")
    private List<String> names = List.of();

    @Option(
            names = "--top",
            description =
                    "With the layers that tell ImageNet's classes apart, for predict; it serves for train as well, and "
                            + "is a larger file.")
    private boolean top;

    @Option(
            names = "--size",
            paramLabel = "N",
            description =
                    "For pictures of N x N, where weights are published for several sizes (MobileNet, MobileNetV2). "
                            + "Default: 224.")
    private Optional<Integer> size = Optional.empty();

    @Option(
            names = "--mirror",
            paramLabel = "PLACE",
            description = "A URL or a folder that has the files, instead of $GLIMPSE_ZOO_MIRROR and the publishers.")
    private Optional<String> mirror = Optional.empty();

    ZooPullCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void run() {
        Zoo zoo = mirror.map(place -> Zoo.in(Zoo.ofUser().folder(), Mirror.of(place)))
                .orElseGet(Zoo::ofUser);
        List<KnownNetwork> networks = names.stream().map(ZooCommand::network).toList();
        for (KnownNetwork network : networks) {
            KnownWeights weights = KnownWeights.of(network);
            Size2 pictures = Size2.square(size.orElse(network.usualSize()));
            Top wanted = top ? Top.WITH : Top.WITHOUT;
            if (weights.file(wanted, pictures).size() != pictures.height()) {
                throw new ZooException("no weights of " + network.word() + " are published for pictures of "
                        + pictures.height() + "x" + pictures.width() + ", only for "
                        + String.join(
                                ", ",
                                weights.files().stream()
                                        .map(file -> Integer.toString(file.size()))
                                        .distinct()
                                        .toList())
                        + ": those serve for other sizes, too");
            }
            Path file = PulledWeights.pull(screen, zoo, weights, wanted, pictures, fetch -> fetch);
            screen.out().println(network.word() + ": " + file + " (licence of the weights: " + weights.licence() + ")");
        }
    }
}
