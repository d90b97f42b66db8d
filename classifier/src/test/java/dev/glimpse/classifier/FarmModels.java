package dev.glimpse.classifier;

import dev.glimpse.data.split.Splits;
import dev.glimpse.image.Picture;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/** What models of three animals are made of, whose numbers are known. */
final class FarmModels {

    static final List<String> FARM = List.of("cow", "hen", "pig");

    private FarmModels() {}

    /** Weights drawn from a seed, between -1/100 and 1/100: pixels go up to 255. */
    static Weights weights(Architecture architecture, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SequencedMap<String, NdArray.Floats> weights = new LinkedHashMap<>();
        for (PlacedWeight weight : architecture.placedWeights()) {
            Shape shape = weight.spec().shape();
            float[] values = new float[Math.toIntExact(shape.count())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextDouble() - 0.5) / 50;
            }
            weights.put(weight.path(), new NdArray.Floats(shape, values));
        }
        return new Weights(weights);
    }

    static ModelFacts facts(List<String> labels, Preprocessing pictures) {
        return ModelFacts.of(
                new Labels.Named(labels), pictures, new LinkedHashMap<>(Map.of("Recipe", "linear")), Splits.none());
    }

    static Picture picture(int side, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[side * side];
        random.nextBytes(pixels);
        return Picture.of(side, side, 1, pixels);
    }
}
