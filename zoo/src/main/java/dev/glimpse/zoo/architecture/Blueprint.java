package dev.glimpse.zoo.architecture;

import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.globalMaxPooling2d;
import static dev.glimpse.nn.layer.Layers.input;

import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Node;
import dev.glimpse.tensor.Shape;

/** A known network that has not been cut to a size yet. */
interface Blueprint {

    /** The features of a picture. */
    Node features(Node picture);

    /** The probabilities of classes, from features: Keras's usual top. */
    default Node classes(Node features, int count) {
        Node pooled = globalAveragePooling2d().named("avg_pool").on(features);
        return predictions(pooled, count);
    }

    /** The layer that takes the mean of each channel. */
    default Layer averagePooling() {
        return globalAveragePooling2d();
    }

    /** The layer that takes the largest value of each channel. */
    default Layer maxPooling() {
        return globalMaxPooling2d();
    }

    /** The last layer of most networks. */
    static Node predictions(Node vector, int count) {
        return dense(count).softmax().named("predictions").on(vector);
    }

    /** The network for pictures of one shape. */
    default Architecture architecture(Shape shape, Ending ending) {
        Input picture = input(shape);
        Node features = features(picture);
        return Functional.of(
                picture,
                switch (ending) {
                    case Ending.Classes(int count) -> classes(features, count);
                    case Ending.Features() -> features;
                    case Ending.AveragePooled() -> averagePooling().on(features);
                    case Ending.MaxPooled() -> maxPooling().on(features);
                });
    }
}
