package dev.glimpse.cli;

import dev.glimpse.data.fetch.FetchOptions;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.zoo.Zoo;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.weights.KnownWeights;
import dev.glimpse.zoo.weights.Top;
import dev.glimpse.zoo.weights.WeightsFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Weights that a command fetches into the zoo, with progress on standard error. */
final class PulledWeights {

    /** How long to wait where there may be no network at all, and nobody asked to fetch anything. */
    private static final Duration SHORT = Duration.ofSeconds(5);

    private PulledWeights() {}

    /**
     * The file with the weights of a network and its top; if it is not there and the network answers, it is fetched.
     *
     * @throws dev.glimpse.zoo.ZooException if it cannot be had, saying which file to put where
     */
    static Path classifier(Screen screen, KnownNetwork network) {
        Zoo zoo = Zoo.ofUser();
        if (!zoo.hasClassifier(network)) {
            pull(screen, zoo, network, Top.WITH, PulledWeights::briefly);
        }
        return zoo.classifierFile(network);
    }

    /** One attempt, with a server that answers at once. */
    static FetchOptions briefly(FetchOptions fetch) {
        return fetch.connect(SHORT).attempts(1);
    }

    /** Fetches weights for the usual size with progress on standard error. */
    static void pull(Screen screen, Zoo zoo, KnownNetwork network, Top top, UnaryOperator<FetchOptions> options) {
        pull(screen, zoo, KnownWeights.of(network), top, Size2.square(network.usualSize()), options);
    }

    /** Fetches weights with progress on standard error. */
    static Path pull(
            Screen screen,
            Zoo zoo,
            KnownWeights weights,
            Top top,
            Size2 pictures,
            UnaryOperator<FetchOptions> options) {
        WeightsFile file = weights.file(top, pictures);
        try (ProgressLine progress =
                new ProgressLine(screen, file.name(), ProgressLine.Unit.BYTES, ProgressLine.AtEnd.ERASED)) {
            return zoo.pull(weights.network(), top, pictures, fetch -> options.apply(fetch)
                    .progress((_, done, all) -> progress.at(done, all)));
        }
    }
}
