package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.Hdf5Reader.Group;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The weights in an HDF5 file as Keras laid them out before its version 3: a group for each layer, with a list of the
 * arrays in it. A model inside a model is one layer here.
 *
 * @param layers in the order of the model, also those without arrays
 * @param version of Keras that wrote them; empty in files of Keras 1, which did not always say
 * @param backend that computed with them, where the file says so
 */
record LayerGroups(List<LayerGroup> layers, String version, String backend) {

    /** What belongs to no layer; Keras writes the group even if there is nothing. */
    private static final String TOP_LEVEL = "top_level_model_weights";

    private static final String WEIGHT_NAMES = "weight_names";
    private static final String LAYER_NAMES = "layer_names";

    /** One array, and where it stands. */
    record Saved(String name, Group parent, String member, Shape shape) {}

    /** The arrays of one layer. */
    record LayerGroup(String name, List<Saved> arrays) {}

    /** The group that holds the layers: the file itself, or one of its members if it holds a whole model. */
    static Optional<Group> in(Hdf5Reader file) {
        Group root = file.root();
        return has(file, root, LAYER_NAMES)
                ? Optional.of(root)
                : file.group(root, "model_weights").filter(group -> has(file, group, LAYER_NAMES));
    }

    private static boolean has(Hdf5Reader file, Group group, String attribute) {
        return file.texts(group, attribute).isPresent()
                || file.texts(group, attribute + "0").isPresent();
    }

    static LayerGroups read(Hdf5Reader file, Group group) {
        List<LayerGroup> layers = new ArrayList<>();
        for (String name : names(file, group, LAYER_NAMES)) {
            Group layer = descend(file, group, name)
                    .orElseThrow(() -> new NnException("the layer \"" + name + "\" is listed and has no group"));
            layers.add(new LayerGroup(name, arrays(file, layer)));
        }
        file.group(group, TOP_LEVEL).ifPresent(top -> layers.add(new LayerGroup(TOP_LEVEL, arrays(file, top))));
        return new LayerGroups(
                layers,
                file.text(group, "keras_version").orElse(""),
                file.text(group, "backend").orElse(""));
    }

    /** The arrays that a group lists, in the order of its list. */
    static List<Saved> arrays(Hdf5Reader file, Group group) {
        List<Saved> arrays = new ArrayList<>();
        for (String name : names(file, group, WEIGHT_NAMES)) {
            int slash = name.lastIndexOf('/');
            String member = name.substring(slash + 1);
            Optional<Group> parent = slash < 0 ? Optional.of(group) : descend(file, group, name.substring(0, slash));
            Optional<Shape> shape = parent.flatMap(one -> file.shape(one, member));
            if (parent.isEmpty() || shape.isEmpty()) {
                throw new NnException("the weights \"" + name + "\" are listed and not there");
            }
            arrays.add(new Saved(name, parent.get(), member, shape.get()));
        }
        return arrays;
    }

    /** A list of names, which Keras splits where it is too long for one attribute. */
    private static List<String> names(Hdf5Reader file, Group group, String attribute) {
        Optional<List<String>> whole = file.texts(group, attribute);
        if (whole.isPresent()) {
            return whole.get();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; ; i++) {
            Optional<List<String>> part = file.texts(group, attribute + i);
            if (part.isEmpty()) {
                return names;
            }
            names.addAll(part.get());
        }
    }

    /** The group at a path: names may have a {@code /}, which HDF5 takes for one group in another. */
    private static Optional<Group> descend(Hdf5Reader file, Group from, String path) {
        Optional<Group> at = Optional.of(from);
        for (String part : path.split("/")) {
            at = part.isEmpty() ? at : at.flatMap(group -> file.group(group, part));
        }
        return at;
    }
}
