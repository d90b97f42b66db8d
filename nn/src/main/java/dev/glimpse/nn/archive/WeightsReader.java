package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.Hdf5Reader.Group;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.layer.WeightSpec;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Weights and optimizer state from a {@code model.weights.h5}.
 *
 * <p>Layers are found by the name that newer files keep in an attribute, and in older ones by class and number. Arrays
 * are read only where they have the shape that the architecture needs.
 */
final class WeightsReader {

    private static final String VARS = "vars";
    private static final String LAYERS = "layers";

    /** What Keras of the days of TensorFlow 2.13 called the layers. */
    private static final String OLD_LAYERS = "_layer_checkpoint_dependencies";

    /** What was read. */
    record Content(Weights weights, Optional<OptimizerState> optimizer) {}

    private final Hdf5Reader file;
    private final SequencedMap<String, NdArray.Floats> weights = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private WeightsReader(Hdf5Reader file) {
        this.file = file;
    }

    /** Whether a file is laid out so. */
    static boolean recognizes(Hdf5Reader file) {
        return Stream.of(LAYERS, OLD_LAYERS, VARS).anyMatch(file.root().names()::contains);
    }

    /**
     * The weights of an architecture, and the optimizer's state if there is one.
     *
     * @throws NnException if the file is broken, or weights are missing, left over or of another shape: all are named
     */
    static Content read(Hdf5Reader file, Architecture architecture) {
        WeightsReader reader = new WeightsReader(file);
        reader.model(architecture, file.root(), "", "");
        Weights.requireNone(reader.problems);
        return new Content(reader.inOrder(architecture), reader.optimizer());
    }

    /** What keeps the weights from being those of an architecture, each in a line. */
    static List<String> differences(Hdf5Reader file, Architecture architecture) {
        WeightsReader reader = new WeightsReader(file);
        reader.model(architecture, file.root(), "", "");
        return reader.problems;
    }

    private Weights inOrder(Architecture architecture) {
        SequencedMap<String, NdArray.Floats> ordered = new LinkedHashMap<>();
        for (PlacedWeight weight : architecture.placedWeights()) {
            NdArray.Floats array = weights.get(weight.path());
            if (array != null) {
                ordered.put(weight.path(), array);
            }
        }
        return new Weights(ordered);
    }

    private void model(Architecture architecture, Group model, String parent, String path) {
        Map<String, Group> groups = file.group(model, LAYERS)
                .or(() -> file.group(model, OLD_LAYERS))
                .map(file::groups)
                .orElse(Map.of());
        Map<String, String> byName = byName(groups);
        List<WeightPlaces.Place> places = WeightPlaces.of(architecture, parent, path);
        boolean named = places.stream()
                .allMatch(place -> byName.containsKey(place.name())
                        || (place.weights().isEmpty()
                                && WeightPlaces.inner(place).isEmpty()));
        Set<String> used = new HashSet<>();
        for (WeightPlaces.Place place : places) {
            String key = named ? byName.getOrDefault(place.name(), "") : place.group();
            used.add(key);
            Optional<Group> group = Optional.ofNullable(groups.get(key));
            layer(place, group.flatMap(one -> file.group(one, VARS)));
            WeightPlaces.inner(place).ifPresent(inner -> {
                if (group.isPresent()) {
                    model(inner, group.get(), place.fullGroup(), place.path());
                } else {
                    inner.placedWeights().forEach(weight -> missing(place.path() + weight.path(), weight.spec()));
                }
            });
        }
        groups.forEach((key, group) -> {
            boolean full =
                    file.group(group, VARS).map(vars -> !vars.names().isEmpty()).orElse(false);
            if (full && !used.contains(key)) {
                problems.add(path + key + " is left over");
            }
        });
    }

    /** Which group holds the layer of which name, where the file says so. */
    private Map<String, String> byName(Map<String, Group> groups) {
        Map<String, String> names = new LinkedHashMap<>();
        groups.forEach((key, group) -> file.group(group, VARS)
                .flatMap(vars -> file.text(vars, "name"))
                .ifPresent(name -> names.put(name, key)));
        return names;
    }

    private void layer(WeightPlaces.Place place, Optional<Group> vars) {
        int there = vars.map(group -> group.names().size()).orElse(0);
        int needed = place.weights().size();
        for (int i = 0; i < needed; i++) {
            WeightSpec spec = place.weights().get(i);
            String weight = place.path() + spec.name();
            String number = Integer.toString(i);
            Optional<Shape> shape = vars.flatMap(group -> file.shape(group, number));
            if (vars.isEmpty() || shape.isEmpty()) {
                missing(weight, spec);
            } else if (!shape.get().equals(spec.shape())) {
                problems.add(weight + " has shape " + shape.get() + " and needs " + spec.shape());
            } else {
                float[] values = file.array(vars.get(), number).toFloats();
                weights.put(weight, new NdArray.Floats(spec.shape(), values));
            }
        }
        if (there > needed) {
            problems.add(place.path() + VARS + " has " + there + " arrays and needs " + needed);
        }
    }

    private void missing(String weight, WeightSpec spec) {
        problems.add(weight + " " + spec.shape() + " is missing");
    }

    private Optional<OptimizerState> optimizer() {
        Optional<Group> vars = file.group(file.root(), "optimizer").flatMap(group -> file.group(group, VARS));
        if (vars.isEmpty() || vars.get().names().isEmpty()) {
            return Optional.empty();
        }
        List<SavedArray> variables = new ArrayList<>();
        for (int i = 0; i < vars.get().names().size(); i++) {
            String number = Integer.toString(i);
            if (file.shape(vars.get(), number).isEmpty()) {
                throw new NnException("the optimizer's variable " + number + " is missing");
            }
            variables.add(file.array(vars.get(), number));
        }
        return Optional.of(new OptimizerState(file.text(vars.get(), "name").orElse(""), variables));
    }
}
