package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.DepthwiseConv2D;
import dev.glimpse.nn.layer.WeightSpec;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Weights as {@link LayerGroups}: a group for each layer, and what a model inside a model holds in one group. */
final class LayerGroupsWriter {

    /** A weight under its name in the layer's group. */
    private record Named(String name, String path, boolean learns) {}

    /** The version whose layout this is: the last before another came. */
    static final String KERAS_VERSION = "2.15.0";

    static final String BACKEND = "tensorflow";

    private LayerGroupsWriter() {}

    static void lay(Hdf5Content.Group into, Architecture architecture, Weights weights) {
        List<WeightPlaces.Place> places = WeightPlaces.of(architecture, "", "");
        into.names("layer_names", places.stream().map(WeightPlaces.Place::name).toList());
        into.word("backend", BACKEND);
        into.word("keras_version", KERAS_VERSION);
        for (WeightPlaces.Place place : places) {
            List<Named> all = new ArrayList<>();
            collect(place, place.name() + "/", architecture.info().trainable(), all);
            // A model inside a model lists what learns first.
            List<Named> named = Stream.concat(
                            all.stream().filter(Named::learns), all.stream().filter(weight -> !weight.learns()))
                    .toList();
            Hdf5Content.Group group = into.group(place.name());
            group.names("weight_names", named.stream().map(Named::name).toList());
            for (Named weight : named) {
                NdArray.Floats array = weights.get(weight.path());
                group.put(weight.name(), SavedArray.of(array));
            }
        }
    }

    private static void collect(WeightPlaces.Place place, String names, boolean learns, List<Named> into) {
        boolean layerLearns = learns && place.layer().info().trainable();
        for (WeightSpec spec : place.weights()) {
            into.add(new Named(
                    names + name(place, spec) + ":0",
                    place.path() + spec.name(),
                    layerLearns && spec.role() == WeightSpec.Role.TRAINABLE));
        }
        WeightPlaces.inner(place).ifPresent(model -> {
            for (WeightPlaces.Place inner : WeightPlaces.of(model, "", place.path())) {
                collect(inner, names + inner.name() + "/", layerLearns, into);
            }
        });
    }

    /** Keras 2's word for a weight. */
    private static String name(WeightPlaces.Place place, WeightSpec spec) {
        return place.layer() instanceof DepthwiseConv2D && spec.name().equals("kernel")
                ? "depthwise_kernel"
                : spec.name();
    }
}
