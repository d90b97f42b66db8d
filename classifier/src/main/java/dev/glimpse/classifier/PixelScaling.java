package dev.glimpse.classifier;

import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Normalization;
import dev.glimpse.nn.layer.Rescaling;
import dev.glimpse.nn.layer.Sequential;
import java.util.ArrayList;
import java.util.List;

/** The layer in front of a network that scales pixels from 0..255 to 0..1, so that whoever runs the model need not. */
final class PixelScaling {

    private static final double PER_LEVEL = 1 / 255.0;

    private PixelScaling() {}

    /** The architecture with such a layer in front, unless it has one that scales already. */
    static Architecture before(Architecture architecture) {
        boolean scales = architecture.graph().layers().values().stream()
                .anyMatch(layer -> layer instanceof Rescaling || layer instanceof Normalization);
        if (scales) {
            return architecture;
        }
        return switch (architecture) {
            case Sequential sequential -> {
                List<Layer> layers = new ArrayList<>(sequential.layers());
                layers.add(1, Layers.rescaling(PER_LEVEL));
                yield Sequential.of(layers.toArray(Layer[]::new)).with(sequential.info());
            }
            case Functional functional -> {
                Input picture = Layers.input(functional.inputShapes().getFirst());
                yield Functional.of(
                        picture, functional.on(Layers.rescaling(PER_LEVEL).on(picture)));
            }
        };
    }
}
