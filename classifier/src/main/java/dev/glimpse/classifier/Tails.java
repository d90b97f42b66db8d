package dev.glimpse.classifier;

import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.input;

import dev.glimpse.nn.layer.Initializer;
import dev.glimpse.nn.layer.Initializer.VarianceScaling;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What comes behind a backbone: layers that make probabilities of a vector. */
final class Tails {

    /** What {@code varianceScaling} of TensorFlow.js does unless told: a truncated normal distribution by the inputs. */
    private static final Initializer FIRST = new VarianceScaling(
            1, VarianceScaling.Mode.FAN_IN, VarianceScaling.Distribution.TRUNCATED_NORMAL, Optional.empty());

    private Tails() {}

    /** Hidden layers, and one without bias that gives a probability for each class. */
    static Sequential head(int length, Head recipe, int classes) {
        List<Layer> layers = new ArrayList<>(List.of(input(length)));
        for (int units : recipe.hidden()) {
            addDropout(layers, recipe);
            layers.add(dense(units).relu().kernelInitializer(FIRST));
        }
        addDropout(layers, recipe);
        layers.add(dense(classes).softmax().noBias().kernelInitializer(FIRST));
        return Sequential.of(layers);
    }

    private static void addDropout(List<Layer> layers, Head recipe) {
        if (recipe.dropout() > 0) {
            layers.add(dropout(recipe.dropout()));
        }
    }

    /** One layer that gives a probability for each class. */
    static Sequential linear(int length, int classes) {
        return Sequential.of(input(length), dense(classes).softmax());
    }
}
