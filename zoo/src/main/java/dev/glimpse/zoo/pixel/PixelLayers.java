package dev.glimpse.zoo.pixel;

import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Conv2D;
import dev.glimpse.nn.layer.Graph;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Normalization;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.layer.Rescaling;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The layers in front of a network that make of pixels what it wants, so that whoever runs the model need not. */
public final class PixelLayers {

    private static final String RGB_TO_BGR = "rgb_to_bgr";

    /** Of red, green and blue in ImageNet, on the scale of 0 to 1. */
    private static final double[] MEANS = {0.485, 0.456, 0.406};

    private static final double[] DEVIATIONS = {0.229, 0.224, 0.225};

    /** From each of red, green and blue to each of blue, green and red. */
    private static final float[] EXCHANGE = {0, 0, 1, 0, 1, 0, 1, 0, 0};

    private static final float[] MINUS_BGR_MEANS = {-103.939f, -116.779f, -123.68f};

    private PixelLayers() {}

    /** The architecture with a layer in front that brings pixels to 0..1, unless it scales them already. */
    public static Architecture scaling(Architecture architecture) {
        return scaler(architecture).isPresent()
                ? architecture
                : architecture.prepended(List.of(layer(PixelMode.UNIT).orElseThrow()));
    }

    /** A model with the layer of a mode in front; its own layers keep their names. */
    public static ModelFile before(ModelFile model, PixelMode mode) {
        Optional<Layer> layer = layer(mode);
        if (layer.isEmpty()) {
            return model;
        }
        Architecture extended = model.architecture().prepended(List.of(layer.get()));
        Map<String, NdArray.Floats> exchange = Map.of(
                "kernel", new NdArray.Floats(Shape.of(1, 1, 3, 3), EXCHANGE),
                "bias", new NdArray.Floats(Shape.of(3), MINUS_BGR_MEANS));
        return extended(model, extended, exchange);
    }

    /** The model with more layers, whose weights are given by their own names. */
    public static ModelFile extended(ModelFile model, Architecture architecture, Map<String, NdArray.Floats> added) {
        SequencedMap<String, NdArray.Floats> weights = new LinkedHashMap<>();
        for (PlacedWeight weight : architecture.placedWeights()) {
            Optional<NdArray.Floats> known =
                    Optional.ofNullable(model.weights().byPath().get(weight.path()));
            weights.put(
                    weight.path(),
                    known.or(() -> Optional.ofNullable(added.get(weight.spec().name())))
                            .orElseThrow());
        }
        return model.with(new ModelConfig(architecture, model.config().compile()), new Weights(weights));
    }

    /** The layer that does what a mode says; none where pixels stay as they are. */
    private static Optional<Layer> layer(PixelMode mode) {
        return switch (mode) {
            case NONE -> Optional.empty();
            case UNIT -> Optional.of(Layers.rescaling(1 / 255.0));
            case TF -> Optional.of(Layers.rescaling(1 / 127.5).offset(-1));
            case CAFFE -> Optional.of(Layers.conv2d(3, 1).named(RGB_TO_BGR).frozen());
            case TORCH -> {
                double[] scale = new double[3];
                double[] offset = new double[3];
                for (int i = 0; i < 3; i++) {
                    scale[i] = 1 / (255 * DEVIATIONS[i]);
                    offset[i] = -MEANS[i] / DEVIATIONS[i];
                }
                yield Optional.of(Layers.rescaling(scale).offset(offset));
            }
        };
    }

    /** The mode that the layer after the input stands for, if it is such a layer. */
    public static Optional<PixelMode> mode(Architecture architecture) {
        return scaler(architecture).flatMap(found -> {
            for (PixelMode mode : PixelMode.values()) {
                boolean same = layer(mode)
                        .filter(layer -> layer.with(found.info()).equals(found))
                        .isPresent();
                if (same) {
                    return Optional.of(mode);
                }
            }
            return Optional.empty();
        });
    }

    /** The first layer that shifts or scales pixels before a layer with weights sees them, if there is one. */
    public static Optional<Layer> scaler(Architecture architecture) {
        Graph graph = architecture.graph();
        List<List<Shape>> shapes = graph.shapes();
        Set<Integer> pixels = new HashSet<>();
        for (int i = 0; i < graph.steps().size(); i++) {
            Graph.Step step = graph.steps().get(i);
            if (step.layer() instanceof Input) {
                pixels.add(i);
                continue;
            }
            if (step.inputs().stream().noneMatch(value -> pixels.contains(value.step()))) {
                continue;
            }
            Layer layer = step.layer();
            if (layer instanceof Rescaling || layer instanceof Normalization || isExchange(layer)) {
                return Optional.of(layer);
            }
            if (layer instanceof Architecture inner) {
                Optional<Layer> within = scaler(inner);
                if (within.isPresent()) {
                    return within;
                }
                if (inner.placedWeights().isEmpty()) {
                    pixels.add(i);
                }
            } else if (layer.weights(Graph.inputShapes(step, shapes)).isEmpty()) {
                pixels.add(i);
            }
        }
        return Optional.empty();
    }

    private static boolean isExchange(Layer layer) {
        return layer instanceof Conv2D && layer.label().startsWith(RGB_TO_BGR);
    }
}
