package dev.glimpse.nn.archive;

import dev.glimpse.nn.archive.LayerGroups.LayerGroup;
import dev.glimpse.nn.archive.LayerGroups.Saved;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.LayerNames;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.layer.WeightSpec;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * Which array of a file with {@link LayerGroups} is which weight of an architecture.
 *
 * <p>Layers are found by name, or, where the names are others, by order. Within a layer, arrays are found by name where
 * names say what they are. Order alone would not do: a model inside a model lists what learns before what does not, and
 * whether it was frozen when it was saved, a file with weights alone does not say.
 */
final class LayerGroupsMatch {

    /**
     * A weight that the architecture needs.
     *
     * @param path in the architecture
     * @param parts the names of the layers from this group's own layer inwards, then the weight's
     * @param layer whose weight it is
     * @param learns whether training changes it
     */
    private record Needed(String path, List<String> parts, Layer layer, WeightSpec spec, boolean learns) {}

    /** A layer of the outermost model, with all weights in it. */
    private record NeededLayer(String name, String className, List<Needed> weights) {}

    private static final Pattern NUMBERED = Pattern.compile("_\\d+$");

    private final Hdf5Reader file;
    private final SavedKernels kernels;
    private final Predicate<String> wanted;
    private final Map<String, NdArray.Floats> found = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private LayerGroupsMatch(Hdf5Reader file, SavedKernels kernels, Predicate<String> wanted) {
        this.file = file;
        this.kernels = kernels;
        this.wanted = wanted;
    }

    /**
     * Those weights of an architecture that are wanted; the numbers of others are not read.
     *
     * @throws dev.glimpse.nn.NnException naming each weight that is missing, left over or of another shape
     */
    static Weights read(Hdf5Reader file, LayerGroups groups, Architecture architecture, Predicate<String> wanted) {
        LayerGroupsMatch match = match(file, groups, architecture, wanted);
        Weights.requireNone(match.problems);
        SequencedMap<String, NdArray.Floats> ordered = new LinkedHashMap<>();
        architecture.placedWeights().stream()
                .map(PlacedWeight::path)
                .filter(wanted)
                .forEach(path -> {
                    NdArray.Floats array = match.found.get(path);
                    if (array == null) {
                        throw new IllegalStateException(path + " was neither found nor missed");
                    }
                    ordered.put(path, array);
                });
        return new Weights(ordered);
    }

    /** What keeps the weights from being those of an architecture, each in a line; no numbers are read. */
    static List<String> differences(Hdf5Reader file, LayerGroups groups, Architecture architecture) {
        return match(file, groups, architecture, _ -> false).problems;
    }

    private static LayerGroupsMatch match(
            Hdf5Reader file, LayerGroups groups, Architecture architecture, Predicate<String> wanted) {
        List<NeededLayer> layers = new ArrayList<>();
        for (WeightPlaces.Place place : WeightPlaces.of(architecture, "", "")) {
            List<Needed> weights = new ArrayList<>();
            collect(place, List.of(place.name()), architecture.info().trainable(), weights);
            if (!weights.isEmpty()) {
                layers.add(new NeededLayer(place.name(), place.layer().className(), weights));
            }
        }
        List<LayerGroup> saved = groups.layers().stream()
                .filter(group -> !group.arrays().isEmpty())
                .toList();
        List<LayerGroupsMatch> tries = SavedKernels.in(groups).stream()
                .map(kernels -> new LayerGroupsMatch(file, kernels, wanted))
                .toList();
        return tries.stream()
                .filter(one -> one.layers(layers, saved))
                .findFirst()
                .orElse(tries.getFirst());
    }

    private static void collect(WeightPlaces.Place place, List<String> parts, boolean learns, List<Needed> into) {
        boolean layerLearns = learns && place.layer().info().trainable();
        for (WeightSpec spec : place.weights()) {
            List<String> all = new ArrayList<>(parts);
            all.add(spec.name());
            into.add(new Needed(
                    place.path() + spec.name(),
                    all,
                    place.layer(),
                    spec,
                    layerLearns && spec.role() == WeightSpec.Role.TRAINABLE));
        }
        WeightPlaces.inner(place).ifPresent(model -> {
            for (WeightPlaces.Place inner : WeightPlaces.of(model, "", place.path())) {
                List<String> all = new ArrayList<>(parts);
                all.add(inner.name());
                collect(inner, all, layerLearns, into);
            }
        });
    }

    private boolean layers(List<NeededLayer> layers, List<LayerGroup> saved) {
        Map<String, LayerGroup> byName = new LinkedHashMap<>();
        saved.forEach(group -> byName.putIfAbsent(legal(group.name()), group));
        boolean named = layers.stream().allMatch(layer -> byName.containsKey(layer.name()));
        if (!named && inOrder(layers, saved)) {
            for (int i = 0; i < layers.size(); i++) {
                layer(layers.get(i), saved.get(i).arrays());
            }
            return true;
        }
        Set<LayerGroup> left = new LinkedHashSet<>(saved);
        for (NeededLayer layer : layers) {
            Optional<LayerGroup> group = Optional.ofNullable(byName.get(layer.name()));
            group.ifPresent(left::remove);
            layer(layer, group.map(LayerGroup::arrays).orElse(List.of()));
        }
        left.forEach(group -> group.arrays().forEach(array -> leftOver(group.name(), array)));
        return problems.isEmpty();
    }

    /** A layer's name as it is in an architecture, which has no {@code /} in it. */
    private static String legal(String name) {
        return name.replace('/', '_');
    }

    /** Whether layers can be taken one after another: all fit, and no name that somebody chose stands elsewhere. */
    private boolean inOrder(List<NeededLayer> layers, List<LayerGroup> saved) {
        if (layers.size() != saved.size()) {
            return false;
        }
        Set<String> names = new HashSet<>();
        saved.forEach(group -> names.add(legal(group.name())));
        for (int i = 0; i < layers.size(); i++) {
            NeededLayer layer = layers.get(i);
            boolean elsewhere = names.contains(layer.name())
                    && !layer.name().equals(legal(saved.get(i).name()));
            if ((elsewhere && !isMadeUp(layer))
                    || assign(layer, saved.get(i).arrays()).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMadeUp(NeededLayer layer) {
        String base = NUMBERED.matcher(layer.name()).replaceFirst("");
        return base.equals(LayerNames.snakeCase(layer.className()));
    }

    private void layer(NeededLayer layer, List<Saved> arrays) {
        Optional<List<Saved>> assigned = assign(layer, arrays);
        if (assigned.isPresent()) {
            for (int i = 0; i < layer.weights().size(); i++) {
                Needed weight = layer.weights().get(i);
                Saved array = assigned.get().get(i);
                if (wanted.test(weight.path())) {
                    SavedArray values = file.array(array.parent(), array.member());
                    found.put(weight.path(), kernels.asNeeded(weight.layer(), weight.spec(), values));
                }
            }
            return;
        }
        // Not all fit: those that can be told by name are judged by shape, and the others are missing or left over.
        List<Saved> left = new ArrayList<>(arrays);
        List<Needed> missing = new ArrayList<>();
        for (Needed weight : layer.weights()) {
            Optional<Saved> array = best(weight, left);
            array.ifPresentOrElse(left::remove, () -> missing.add(weight));
            array.filter(one -> !fits(weight, one)).ifPresent(one -> shape(weight, one));
        }
        if (missing.size() == left.size()) {
            for (int i = 0; i < left.size(); i++) {
                shape(missing.get(i), left.get(i));
            }
        } else {
            missing.forEach(
                    weight -> problems.add(weight.path() + " " + weight.spec().shape() + " is missing"));
            left.forEach(array -> leftOver(layer.name(), array));
        }
    }

    private void shape(Needed weight, Saved array) {
        problems.add(weight.path() + " has shape " + array.shape() + " and needs "
                + weight.spec().shape());
    }

    private void leftOver(String layer, Saved array) {
        problems.add(layer + ": " + array.name() + " " + array.shape() + " is left over");
    }

    /** An array for each weight of a layer, all of the right shape and none left over. */
    private Optional<List<Saved>> assign(NeededLayer layer, List<Saved> arrays) {
        return layer.weights().size() == arrays.size()
                ? byName(layer, arrays).or(() -> byOrder(layer, arrays))
                : Optional.empty();
    }

    private Optional<List<Saved>> byName(NeededLayer layer, List<Saved> arrays) {
        List<Saved> assigned = new ArrayList<>();
        for (Needed weight : layer.weights()) {
            best(weight, arrays).filter(array -> fits(weight, array)).ifPresent(assigned::add);
        }
        return assigned.size() == arrays.size() && new HashSet<>(assigned).size() == arrays.size()
                ? Optional.of(assigned)
                : Optional.empty();
    }

    /**
     * The one array whose name agrees best with a weight's, from the end. In a model inside a model the name of the layer
     * has to agree, too.
     */
    private static Optional<Saved> best(Needed weight, List<Saved> arrays) {
        int enough = weight.parts().size() > 2 ? 2 : 1;
        ToIntFunction<Saved> agreement = array -> agreement(weight, array);
        Optional<Saved> best = arrays.stream().max(Comparator.comparingInt(agreement));
        int most = best.map(agreement::applyAsInt).orElse(0);
        boolean only = arrays.stream()
                        .filter(array -> agreement.applyAsInt(array) == most)
                        .count()
                == 1;
        return best.filter(_ -> most >= enough && only);
    }

    private static int agreement(Needed weight, Saved array) {
        if (!WeightKind.of(array.name()).is(weight.layer(), weight.spec())) {
            return 0;
        }
        String[] names = array.name().split("/");
        int same = 1;
        int needed = weight.parts().size();
        while (same < Math.min(names.length, needed)
                && legal(names[names.length - 1 - same]).equals(weight.parts().get(needed - 1 - same))) {
            same++;
        }
        return same;
    }

    private Optional<List<Saved>> byOrder(NeededLayer layer, List<Saved> arrays) {
        // As Keras has it now; then as if nothing had been frozen; then as if all had been.
        List<Comparator<Needed>> orders = List.of(
                Comparator.comparing(weight -> !weight.learns()),
                Comparator.comparing(weight -> weight.spec().role() != WeightSpec.Role.TRAINABLE),
                Comparator.comparing(_ -> 0));
        for (Comparator<Needed> order : orders) {
            List<Needed> sorted = layer.weights().stream().sorted(order).toList();
            Map<Needed, Saved> assigned = new HashMap<>();
            for (int i = 0; i < arrays.size(); i++) {
                Saved array = arrays.get(i);
                if (!fits(sorted.get(i), array)
                        || !WeightKind.of(array.name())
                                .canBe(sorted.get(i).layer(), sorted.get(i).spec())) {
                    break;
                }
                assigned.put(sorted.get(i), array);
            }
            if (assigned.size() == arrays.size()) {
                return Optional.of(layer.weights().stream().map(assigned::get).toList());
            }
        }
        return Optional.empty();
    }

    private boolean fits(Needed weight, Saved array) {
        return kernels.fit(weight.layer(), weight.spec(), array.shape());
    }
}
