package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.LayerNames;
import dev.glimpse.nn.layer.WeightSpec;
import dev.glimpse.tensor.batch.NdArray;
import java.util.List;
import java.util.Optional;

/** Weights and optimizer state as the content of {@code model.weights.h5}. */
final class WeightsWriter {

    private final Hdf5Content.Group root = new Hdf5Content.Group();
    private final Weights weights;

    private WeightsWriter(Weights weights) {
        this.weights = weights;
    }

    static Hdf5Writer lay(ModelFile model) {
        WeightsWriter writer = new WeightsWriter(model.weights());
        Architecture architecture = model.architecture();
        writer.root
                .group("vars")
                .text(
                        "name",
                        architecture.info().name().orElseGet(() -> LayerNames.snakeCase(architecture.className())));
        writer.layers(architecture, "", "");
        model.optimizer().ifPresent(writer::optimizer);
        return new Hdf5Writer(writer.root);
    }

    private void layers(Architecture architecture, String parent, String path) {
        for (WeightPlaces.Place place : WeightPlaces.of(architecture, parent, path)) {
            Hdf5Content.Group vars = root.group(place.fullGroup() + "/vars");
            vars.text("name", place.name());
            for (int i = 0; i < place.weights().size(); i++) {
                WeightSpec spec = place.weights().get(i);
                NdArray.Floats array = weights.get(place.path() + spec.name());
                vars.put(
                        Integer.toString(i),
                        spec.role() == WeightSpec.Role.COUNT
                                ? SavedArray.of((long) array.values()[0])
                                : SavedArray.of(array));
            }
            Optional<Architecture> inner = WeightPlaces.inner(place);
            inner.ifPresent(model -> layers(model, place.fullGroup(), place.path()));
        }
    }

    private void optimizer(OptimizerState state) {
        Hdf5Content.Group vars = root.group("optimizer/vars");
        vars.text("name", state.name());
        List<SavedArray> variables = state.variables();
        for (int i = 0; i < variables.size(); i++) {
            vars.put(Integer.toString(i), variables.get(i));
        }
    }
}
