package dev.glimpse.zoo;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.weights.Top;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a file has the weights of a known network, and those weights. */
final class Fitting {

    private static final int NAMED = 3;

    private Fitting() {}

    /** The layers that a file of a network has weights of. */
    static Architecture layers(KnownNetwork network, Top top) {
        return network.architecture(
                switch (top) {
                    case WITH -> Ending.imageNet();
                    case WITHOUT -> new Ending.AveragePooled();
                });
    }

    /**
     * The weights of an architecture, which is that of the whole network or a part of it.
     *
     * <p>Weights with top are matched with the whole network and then left out, because some layers have no names of their
     * own, and are found by their order.
     */
    static ModelFile read(Path file, KnownNetwork network, Top top, Architecture wanted) throws IOException {
        Set<String> paths =
                wanted.placedWeights().stream().map(PlacedWeight::path).collect(Collectors.toSet());
        Weights weights = ModelFiles.readWeights(file, layers(network, top), paths::contains);
        weights.requireFit(wanted);
        return ModelFile.of(wanted, weights);
    }

    /**
     * Whether the weights in a file have a network's top.
     *
     * @throws ZooException if they are those of another network, with the first differences
     */
    static Top top(Path file, KnownNetwork network) throws IOException {
        List<String> fewest = List.of();
        for (Top top : Top.values()) {
            List<String> differences = differences(file, network, top);
            if (differences.isEmpty()) {
                return top;
            }
            fewest = fewest.isEmpty() || differences.size() < fewest.size() ? differences : fewest;
        }
        throw new ZooException(file + " does not have the weights of " + network.word() + real(file, network)
                + ": they differ in " + fewest.size() + (fewest.size() == 1 ? " place, " : " places, first ")
                + String.join("; ", fewest.subList(0, Math.min(NAMED, fewest.size()))));
    }

    /**
     * What keeps the weights in a file from being those of a network.
     *
     * @throws ZooException if it has no weights, or is damaged
     */
    static List<String> differences(Path file, KnownNetwork network, Top top) throws IOException {
        try {
            return ModelFiles.differences(file, layers(network, top));
        } catch (NnException unreadable) {
            throw new ZooException(
                    file + " has no weights of " + network.word() + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** Whose weights they are instead, for a message. */
    private static String real(Path file, KnownNetwork asked) throws IOException {
        for (KnownNetwork network : KnownNetwork.all()) {
            for (Top top : Top.values()) {
                if (!network.equals(asked) && differences(file, network, top).isEmpty()) {
                    return " but those of " + network.word();
                }
            }
        }
        return "";
    }
}
