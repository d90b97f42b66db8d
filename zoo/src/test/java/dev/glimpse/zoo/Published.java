package dev.glimpse.zoo;

import dev.glimpse.nn.archive.KerasHdf5;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.weights.KnownWeights;
import dev.glimpse.zoo.weights.Top;
import dev.glimpse.zoo.weights.WeightsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Weights as a publisher has them, of networks without a published checksum; their numbers are made up. */
final class Published {

    static final KnownNetwork SMALL = KnownNetwork.named("mobilenet_0.25").orElseThrow();

    private Published() {}

    static WeightsFile file(KnownNetwork network, Top top) {
        return KnownWeights.of(network).file(top, Size2.square(network.usualSize()));
    }

    /** A file with weights under its published name. */
    static Path in(Path folder, KnownNetwork network, Top top) {
        Architecture layers = Fitting.layers(network, top);
        SequencedMap<String, NdArray.Floats> weights = new LinkedHashMap<>();
        for (PlacedWeight weight : layers.placedWeights()) {
            float[] values = new float[Math.toIntExact(weight.spec().shape().count())];
            Arrays.fill(values, number(weight));
            weights.put(weight.path(), new NdArray.Floats(weight.spec().shape(), values));
        }
        try {
            Path file =
                    Files.createDirectories(folder).resolve(file(network, top).name());
            KerasHdf5.writeWeights(file, layers, new Weights(weights));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What all values of a weight are. */
    static float number(PlacedWeight weight) {
        return Math.floorMod(weight.path().hashCode(), 1000) / 1000f;
    }
}
