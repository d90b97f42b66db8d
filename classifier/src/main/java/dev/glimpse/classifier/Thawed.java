package dev.glimpse.classifier;

import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.BatchNormalization;
import dev.glimpse.nn.layer.Cut;
import dev.glimpse.nn.layer.Flatten;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.GlobalAveragePooling2D;
import dev.glimpse.nn.layer.GlobalMaxPooling2D;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.zoo.Backbone;
import dev.glimpse.zoo.pixel.PixelLayers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A backbone some of whose layers learn, in two: a front that does not, and a tail from before the first layer that does.
 *
 * @param front what comes before the tail; none if the first layer learns
 * @param tail from there to the vector, with layers that learn and layers that do not
 */
record Thawed(Optional<Front> front, ModelFile tail) {

    /** So many layers are named to one who asked for another. */
    private static final int NAMED = 8;

    /**
     * The front of a backbone.
     *
     * @param model a picture in, what the tail takes out
     * @param layer the name of its last layer
     */
    record Front(ModelFile model, String layer) {}

    /**
     * A backbone with these layers thawed, and all others frozen. Batch normalizations are frozen wherever they stand, and so
     * is what turns colours round for it.
     *
     * @throws ClassifierException if there is no such layer, or none of them has weights that learn
     */
    static Thawed of(Backbone backbone, FineTune.Layers layers) {
        Architecture given = backbone.model().architecture();
        Set<String> chosen = chosen(given, layers, backbone.word());
        Optional<String> pixels = PixelLayers.scaler(given).map(Layer::label);
        Functional thawed = given.changed(layer -> chosen.contains(layer.label())
                        && pixels.filter(layer.label()::equals).isEmpty()
                ? thawed(layer)
                : layer.frozen());
        Set<String> learning = thawed.placedWeights().stream()
                .filter(PlacedWeight::learns)
                .map(weight -> weight.path().substring(0, weight.path().indexOf('/')))
                .collect(Collectors.toSet());
        if (learning.isEmpty()) {
            throw new ClassifierException("none of the layers that are to be tuned, " + words(layers) + " of "
                    + backbone.word() + ", has weights that learn (batch normalizations stay as they are): take more of"
                    + " them");
        }
        return thawed.cutBefore(learning)
                .map(cut -> of(backbone.model(), cut))
                .orElseGet(() -> new Thawed(
                        Optional.empty(), ModelFile.of(thawed, backbone.model().weights())));
    }

    private static Thawed of(ModelFile model, Cut cut) {
        return new Thawed(
                Optional.of(new Front(ModelFile.of(cut.front(), model.weights().of(cut.front())), cut.layer())),
                ModelFile.of(cut.tail(), model.weights().of(cut.tail())));
    }

    private static String words(FineTune.Layers layers) {
        return switch (layers) {
            case FineTune.Layers.Last(int count) -> "the last " + count;
            case FineTune.Layers.From(String first) -> "those from " + first + " on";
            case FineTune.Layers.All() -> "all";
        };
    }

    private static Set<String> chosen(Architecture architecture, FineTune.Layers layers, String word) {
        List<String> names = new ArrayList<>(architecture.layersByName().keySet());
        return switch (layers) {
            case FineTune.Layers.All() -> Set.copyOf(names);
            case FineTune.Layers.From(String first) -> {
                int place = names.indexOf(first);
                if (place < 0) {
                    throw new ClassifierException(word + " has no layer " + first + "; its last ones are "
                            + String.join(", ", names.subList(Math.max(0, names.size() - NAMED), names.size()))
                            + ": give one that it has, a number of layers, or all");
                }
                yield Set.copyOf(names.subList(place, names.size()));
            }
            case FineTune.Layers.Last(int count) -> {
                List<String> counted = names.subList(0, names.size() - vectorMakers(architecture));
                yield Set.copyOf(counted.subList(Math.max(0, counted.size() - count), counted.size()));
            }
        };
    }

    /** How many layers at the end only make a vector of features: in Keras they are not among those of a network without top. */
    private static int vectorMakers(Architecture architecture) {
        int count = 0;
        for (Layer layer : List.copyOf(architecture.layersByName().values()).reversed()) {
            if (!(layer instanceof Flatten
                    || layer instanceof GlobalAveragePooling2D
                    || layer instanceof GlobalMaxPooling2D)) {
                break;
            }
            count++;
        }
        return count;
    }

    private static Layer thawed(Layer layer) {
        if (layer instanceof Architecture inner) {
            return inner.unfrozen().changed(Thawed::thawed);
        }
        return layer instanceof BatchNormalization ? layer.frozen() : layer.unfrozen();
    }

    /**
     * What the learning rate is multiplied by for the weights of the tail that learn, by path; nothing is said of those that
     * learn at the full rate.
     */
    Map<String, Double> rateFactors(FineTune.Rates rates) {
        return switch (rates) {
            case FineTune.Rates.Uniform() -> Map.of();
            case FineTune.Rates.Discriminative(double factor) -> BlockRates.of(tail.architecture(), factor);
        };
    }
}
