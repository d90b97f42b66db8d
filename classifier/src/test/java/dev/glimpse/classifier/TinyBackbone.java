package dev.glimpse.classifier;

import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.rescaling;

import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.model.Model;
import dev.glimpse.zoo.Backbone;

/** A backbone of random convolutions: it never learnt a picture, and colours and edges come through all the same. */
final class TinyBackbone {

    private TinyBackbone() {}

    /** Takes 24×24 pixels in colour, and makes 384 numbers of them. */
    static Backbone of(long seed) {
        Sequential layers = Sequential.of(
                input(24, 24, 3),
                rescaling(1 / 255.0).named("scaled"),
                conv2d(12, 3).relu().named("edges"),
                maxPooling2d(2).named("smaller"),
                conv2d(24, 3).relu().named("shapes"),
                maxPooling2d(2).named("small"),
                flatten().named("vector"));
        try (Model model = Model.build(layers, build -> build.seed(seed))) {
            return new Backbone("tiny", model.toFile(), "5eed" + seed);
        }
    }
}
