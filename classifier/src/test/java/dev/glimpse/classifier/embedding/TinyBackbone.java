package dev.glimpse.classifier.embedding;

import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.rescaling;

import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.Backbone;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/** A backbone of one convolution, with weights drawn from a seed: 16 x 16 pixels in, 6 numbers out. */
final class TinyBackbone {

    private static final Architecture POOLED =
            Sequential.of(input(16, 16, 3), rescaling(1 / 255.0), conv2d(6, 3).relu(), globalAveragePooling2d());

    private static final Architecture CUT =
            Sequential.of(input(16, 16, 3), rescaling(1 / 255.0), conv2d(6, 3).relu());

    private TinyBackbone() {}

    /** One that gives a vector. */
    static Backbone pooled(long seed) {
        return new Backbone("tiny", model(POOLED, seed), "weights of seed " + seed);
    }

    /** One that is cut before its pooling: 14 x 14 x 6 numbers out. */
    static ModelFile cut(long seed) {
        return model(CUT, seed);
    }

    private static ModelFile model(Architecture architecture, long seed) {
        SequencedMap<String, NdArray.Floats> weights = new LinkedHashMap<>();
        SplittableRandom random = Seed.of(seed).random();
        for (PlacedWeight weight : architecture.placedWeights()) {
            float[] numbers = new float[Math.toIntExact(weight.spec().shape().count())];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) random.nextDouble(-0.5, 0.5);
            }
            weights.put(weight.path(), new NdArray.Floats(weight.spec().shape(), numbers));
        }
        return ModelFile.of(architecture, new Weights(weights));
    }
}
