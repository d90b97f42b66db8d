package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.Hdf5Reader.Group;
import dev.glimpse.nn.archive.LayerGroups.Saved;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.optimizer.Adagrad;
import dev.glimpse.nn.optimizer.Adam;
import dev.glimpse.nn.optimizer.AdamW;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.optimizer.RmsProp;
import dev.glimpse.nn.optimizer.Schedule;
import dev.glimpse.nn.optimizer.Sgd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an optimizer remembers, from the {@code optimizer_weights} of an HDF5 file, in the order in which Keras 3 has it.
 *
 * <p>The names of the arrays say which slot of which weight they are, differently in each version; in the first ones they
 * do not, and the order does. Nothing is taken unless all of it fits.
 */
final class SavedSlots {

    /** An array whose name says which slot it is, and of what: the names of layer and weight, joined by {@code _}. */
    private record Slot(String name, String of, Saved array) {}

    private static final Pattern END = Pattern.compile(":\\d+$");
    private static final Pattern ITERATIONS = Pattern.compile("(.*/)?iter(ation|ations)?");
    private static final Pattern LEARNING_RATE = Pattern.compile("(.*/)?learning_rate");

    /** {@code Adam/conv2d/kernel/m}, of Keras 2.3 and later. */
    private static final Pattern LAST = Pattern.compile(".*?/?\\w+?/(.+)/(m|v|vhat|rms|momentum|mg|accumulator)");

    /** {@code Adam/m/conv2d/kernel}, of Keras 2.11 and later. */
    private static final Pattern FIRST =
            Pattern.compile("\\w+/(m|v|vhat|velocity|momentum|average_gradient|accumulator)/(.+)");

    /** {@code adam/conv2d_kernel_momentum}, of Keras 3. */
    private static final Pattern SUFFIX =
            Pattern.compile("\\w+/(.+)_(momentum|velocity|velocity_hat|average_gradient|accumulator)");

    private static final Map<String, String> TODAY = Map.of(
            "m", "momentum", "v", "velocity", "vhat", "velocity_hat", "rms", "velocity", "mg", "average_gradient");

    private final Hdf5Reader file;
    private final Optimizer optimizer;
    private final List<PlacedWeight> weights;

    private SavedSlots(Hdf5Reader file, Optimizer optimizer, Architecture architecture) {
        this.file = file;
        this.optimizer = optimizer;
        this.weights = architecture.placedWeights().stream()
                .filter(PlacedWeight::learns)
                .toList();
    }

    /**
     * What the optimizer of a model remembers.
     *
     * @throws NnException saying why it cannot be taken over
     */
    static OptimizerState read(Hdf5Reader file, Group group, CompileConfig compile, Architecture architecture) {
        Optimizer optimizer = optimizer(compile);
        List<SavedArray> variables = new SavedSlots(file, optimizer, architecture).variables(group);
        return new OptimizerState(optimizer.getClass().getSimpleName().toLowerCase(Locale.ROOT), variables);
    }

    private static Optimizer optimizer(CompileConfig compile) {
        if (compile.settings().get("optimizer") instanceof Map<?, ?> config) {
            return Optimizer.fromKeras(config);
        }
        throw new NnException("the file does not say which optimizer it is");
    }

    /** Puts what an optimizer remembers into a file, in Keras 3's order and under names that tell. */
    static void lay(Hdf5Content.Group group, OptimizerState state, CompileConfig compile, Architecture architecture) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < state.variables().size(); i++) {
            names.add(state.name() + "/variable_" + i);
        }
        List<String> told = names(state.name(), compile, architecture);
        if (told.size() == names.size()) {
            names = told;
        }
        group.names("weight_names", names);
        for (int i = 0; i < names.size(); i++) {
            group.put(names.get(i), state.variables().get(i));
        }
    }

    /** Nothing for an optimizer that is not known here: the order of its variables is what counts. */
    private static List<String> names(String name, CompileConfig compile, Architecture architecture) {
        Optimizer optimizer;
        try {
            optimizer = optimizer(compile);
        } catch (NnException _) {
            return List.of();
        }
        List<PlacedWeight> weights = architecture.placedWeights().stream()
                .filter(PlacedWeight::learns)
                .toList();
        List<String> names = new ArrayList<>();
        names.add(name + "/iteration");
        if (optimizer.learningRate() instanceof Schedule.Constant) {
            names.add(name + "/learning_rate");
        }
        for (Optimizer.SlotPlace place : optimizer.slotPlaces(weights.size())) {
            names.add(name + "/" + weights.get(place.variable()).path() + "_" + place.slot());
        }
        return names;
    }

    private List<SavedArray> variables(Group group) {
        OptionalLong iterations = OptionalLong.empty();
        List<Slot> named = new ArrayList<>();
        List<Saved> unnamed = new ArrayList<>();
        for (Saved array : LayerGroups.arrays(file, group)) {
            String name = END.matcher(array.name()).replaceFirst("");
            boolean counts = array.shape().rank() == 0
                    && (ITERATIONS.matcher(name).matches() || isFirstWhole(array, iterations, named, unnamed));
            if (counts) {
                iterations = OptionalLong.of(
                        (long) file.array(array.parent(), array.member()).toFloats()[0]);
            } else if (!LEARNING_RATE.matcher(name).matches()) {
                slot(name, array).ifPresentOrElse(named::add, () -> unnamed.add(array));
            }
        }
        if (!named.isEmpty() && !unnamed.isEmpty()) {
            throw new NnException("\"" + unnamed.getFirst().name() + "\" is no slot that is known here");
        }
        Map<String, List<Saved>> slots = named.isEmpty() ? byOrder(unnamed) : byName(named);
        List<SavedArray> variables = new ArrayList<>();
        variables.add(SavedArray.of(iterations.orElseGet(this::iterationsThatDoNotMatter)));
        if (optimizer.learningRate() instanceof Schedule.Constant(double rate)) {
            variables.add(SavedArray.of((float) rate));
        }
        for (Optimizer.SlotPlace place : optimizer.slotPlaces(weights.size())) {
            List<Saved> arrays = slots.getOrDefault(place.slot(), List.of());
            Saved array = arrays.get(place.variable());
            variables.add(new SavedArray.Floats(
                    array.shape(), file.array(array.parent(), array.member()).toFloats()));
        }
        return variables;
    }

    /** In files of the first versions, the number of steps has a name that says nothing. */
    private boolean isFirstWhole(Saved array, OptionalLong iterations, List<Slot> named, List<Saved> unnamed) {
        return iterations.isEmpty()
                && named.isEmpty()
                && unnamed.isEmpty()
                && file.array(array.parent(), array.member()) instanceof SavedArray.Longs;
    }

    private long iterationsThatDoNotMatter() {
        boolean matter = optimizer instanceof Adam
                || optimizer instanceof AdamW
                || !(optimizer.learningRate() instanceof Schedule.Constant);
        if (matter) {
            throw new NnException("the number of steps is missing, and this optimizer goes by it");
        }
        return 0;
    }

    private static Optional<Slot> slot(String name, Saved array) {
        Matcher last = LAST.matcher(name);
        if (last.matches()) {
            return Optional.of(slot(last.group(2), last.group(1), array));
        }
        Matcher first = FIRST.matcher(name);
        if (first.matches()) {
            return Optional.of(slot(first.group(1), first.group(2), array));
        }
        Matcher suffix = SUFFIX.matcher(name);
        return suffix.matches() ? Optional.of(slot(suffix.group(2), suffix.group(1), array)) : Optional.empty();
    }

    private static Slot slot(String name, String of, Saved array) {
        return new Slot(TODAY.getOrDefault(name, name), joined(of), array);
    }

    private static String joined(String path) {
        return path.replace('/', '_');
    }

    private Map<String, List<Saved>> byName(List<Slot> named) {
        Map<String, List<Saved>> slots = new LinkedHashMap<>();
        for (String needed : optimizer.slots()) {
            List<Slot> those =
                    named.stream().filter(slot -> slot.name().equals(needed)).toList();
            slots.put(needed, inOrder(needed, those));
        }
        return slots;
    }

    /** The arrays of one slot in the order of the weights: by name if all names tell, or else as they stand. */
    private List<Saved> inOrder(String slot, List<Slot> saved) {
        requireAsMany(slot, saved.size());
        List<Saved> ordered = new ArrayList<>();
        for (PlacedWeight weight : weights) {
            String path = joined(weight.path());
            List<Slot> same = saved.stream()
                    .filter(one -> endsWith(path, one.of()) || endsWith(one.of(), path))
                    .toList();
            if (same.size() == 1 && !ordered.contains(same.getFirst().array())) {
                ordered.add(same.getFirst().array());
            }
        }
        if (ordered.size() < saved.size()) {
            ordered.clear();
            saved.forEach(one -> ordered.add(one.array()));
        }
        requireShapes(slot, ordered);
        return ordered;
    }

    private static boolean endsWith(String name, String end) {
        return name.equals(end) || name.endsWith("_" + end);
    }

    private Map<String, List<Saved>> byOrder(List<Saved> arrays) {
        // What each optimizer of those versions kept, one after another, whether its settings needed it or not.
        List<String> kept =
                switch (optimizer) {
                    case Adam _, AdamW _ -> List.of("momentum", "velocity", "velocity_hat");
                    case Sgd _ -> List.of("momentum");
                    case RmsProp _ -> List.of("velocity");
                    case Adagrad _ -> List.of("accumulator");
                };
        Map<String, List<Saved>> slots = new LinkedHashMap<>();
        int count = weights.size();
        for (String needed : optimizer.slots()) {
            int from = kept.indexOf(needed) * count;
            boolean there = from >= 0 && from + count <= arrays.size() && arrays.size() % count == 0;
            List<Saved> those = there ? arrays.subList(from, from + count) : List.of();
            requireAsMany(needed, those.size());
            requireShapes(needed, those);
            slots.put(needed, those);
        }
        return slots;
    }

    private void requireAsMany(String slot, int saved) {
        if (saved != weights.size()) {
            throw new NnException("there are " + saved + " arrays of the slot \"" + slot + "\" for " + weights.size()
                    + " weights that learn");
        }
    }

    private void requireShapes(String slot, List<Saved> arrays) {
        for (int i = 0; i < arrays.size(); i++) {
            PlacedWeight weight = weights.get(i);
            Saved array = arrays.get(i);
            if (!array.shape().equals(weight.spec().shape())) {
                throw new NnException("the slot \"" + slot + "\" of " + weight.path() + " has shape " + array.shape()
                        + " and needs " + weight.spec().shape());
            }
            WeightKind kind = WeightKind.of(array.name());
            if (!kind.word().isEmpty()
                    && !weight.path().endsWith(kind.word())
                    && !kind.word().endsWith("kernel")) {
                throw new NnException("\"" + array.name() + "\" stands where the slot of " + weight.path() + " should");
            }
        }
    }
}
