package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.SavedPart.Nested;
import dev.glimpse.nn.archive.SavedPart.Single;
import dev.glimpse.nn.archive.Turning.Order;
import dev.glimpse.nn.archive.Turning.Turned;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Node;
import dev.glimpse.nn.layer.Permute;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies the layers of one model of a file, and remembers what it applied. */
final class LayerRunner {

    /** A tensor, and how its axes lie. */
    record Place(Node node, Order order) {}

    private final List<Layer> applied = new ArrayList<>();
    private final IdentityHashMap<Single, Turned> known = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Node> brought = new IdentityHashMap<>();
    private final Set<Layer> models = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The layers in the order in which they were first applied, with those that were put between them. */
    List<Layer> applied() {
        return applied;
    }

    /** Where samples of this shape enter. */
    static Place input(Input input, Order order) {
        return new Place(order == Order.TURNED ? new Input(input.info(), Turning.turned(input.shape())) : input, order);
    }

    /** The outputs of a layer; applied again, it is the same layer. */
    List<Place> run(Single single, List<Place> inputs) {
        boolean first = !known.containsKey(single);
        Turned ready = known.computeIfAbsent(
                single,
                _ -> Turning.turn(
                        single,
                        inputs.stream().map(place -> place.node().shape()).toList(),
                        inputs.stream().map(Place::order).toList()));
        Node[] nodes = inputs.stream().map(place -> bring(place, ready.takes())).toArray(Node[]::new);
        if (first) {
            applied.add(ready.layer());
        }
        List<Place> outputs = places(ready.layer().outputsOn(nodes), ready.gives());
        single.makes().ifPresent(expected -> requireShape(single, expected, outputs.getFirst()));
        for (KerasLayer<?> then : single.then()) {
            outputs.set(0, run(Single.of(then), List.of(outputs.getFirst())).getFirst());
        }
        return outputs;
    }

    /** The outputs of a model inside the model. */
    List<Place> run(Nested nested, List<Place> inputs) {
        RebuiltModel model = nested.model();
        Layer layer = model.architecture();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            nodes.add(bring(
                    inputs.get(i), i < model.takes().size() ? model.takes().get(i) : Order.AS_WRITTEN));
        }
        if (models.add(layer)) {
            applied.add(layer);
        }
        return places(layer.outputsOn(nodes.toArray(Node[]::new)), model.gives());
    }

    private static List<Place> places(List<Node> nodes, List<Order> orders) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            places.add(new Place(nodes.get(i), i < orders.size() ? orders.get(i) : Order.AS_WRITTEN));
        }
        return places;
    }

    private Node bring(Place place, Order wanted) {
        int rank = place.node().shape().rank();
        if (place.order() == wanted || rank < 2) {
            return place.node();
        }
        return brought.computeIfAbsent(place.node(), node -> {
            Permute permute = Turning.into(wanted, rank);
            applied.add(permute);
            return permute.on(node);
        });
    }

    private static void requireShape(Single single, Shape expected, Place output) {
        Shape shape = output.node().shape();
        Shape written = output.order() == Order.TURNED ? Turning.asWritten(shape) : shape;
        if (!written.equals(expected)) {
            throw new NnException("layer \"" + single.layer().label() + "\" makes " + expected
                    + " in the file and would make " + written + " here: no layer of Keras 3 does the same");
        }
    }

    /** A place, unless it is nowhere yet. */
    static Optional<Place> at(List<List<Place>> calls, int call, int output, String layer) {
        if (call < 0 || call >= calls.size()) {
            return Optional.empty();
        }
        List<Place> outputs = calls.get(call);
        if (output < 0 || output >= outputs.size()) {
            throw new NnException("layer \"" + layer + "\" has " + outputs.size() + " outputs, and number " + output
                    + " is asked for");
        }
        return Optional.of(outputs.get(output));
    }
}
