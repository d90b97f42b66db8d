package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Layers one after another.
 *
 * <p>The first is an {@link Input}. It may be left out where it follows from elsewhere: when the first layer is an
 * architecture, or when this one will stand inside another.
 *
 * @param layers each with a name; those without one are named as Keras does
 * @see <a href="https://keras.io/api/models/sequential/">Keras: Sequential</a>
 */
public record Sequential(LayerInfo info, List<Layer> layers) implements Architecture {

    /**
     * Checks that the layers fit together.
     *
     * @throws NnException if two have one name, or one cannot take what the one before it makes
     */
    public Sequential {
        if (layers.isEmpty()) {
            throw new NnException("a sequential architecture needs layers, got none");
        }
        layers = LayerNames.assign(begin(layers));
        Steps.require(layers);
        if (layers.getFirst() instanceof Input input) {
            layers = chain(input, layers);
        }
    }

    /** These layers one after another. */
    public static Sequential of(Layer... layers) {
        return new Sequential(LayerInfo.DEFAULT, List.of(layers));
    }

    /** These layers one after another. */
    public static Sequential of(List<? extends Layer> layers) {
        return new Sequential(LayerInfo.DEFAULT, List.copyOf(layers));
    }

    private static List<Layer> begin(List<Layer> layers) {
        if (layers.getFirst() instanceof Architecture first && first.takesKnownShapes()) {
            List<Layer> complete = new ArrayList<>(layers);
            complete.addFirst(new Input(LayerInfo.DEFAULT, Graph.only(first.inputShapes(), first)));
            return complete;
        }
        return layers;
    }

    private static List<Layer> chain(Input input, List<Layer> layers) {
        List<Layer> settled = new ArrayList<>(layers);
        Shape shape = input.shape();
        for (int i = 1; i < settled.size(); i++) {
            Layer layer = settled.get(i);
            if (layer instanceof Input) {
                throw new NnException("a sequential architecture has one input, as its first layer; \"" + layer.label()
                        + "\" is another: build with Functional.of(...) instead");
            }
            layer = settle(layer, shape);
            settled.set(i, layer);
            shape = layer.outputShape(shape);
        }
        return List.copyOf(settled);
    }

    /** A layer that will take this shape: an architecture without an input gets one. */
    static Layer settle(Layer layer, Shape shape) {
        return layer instanceof Sequential open && open.input().isEmpty() ? open.taking(shape) : layer;
    }

    /** The first layer, unless it was left out. */
    public Optional<Input> input() {
        return layers.getFirst() instanceof Input input ? Optional.of(input) : Optional.empty();
    }

    /** This with an input of this shape, in place of the one it may have. */
    public Sequential taking(Shape shape) {
        List<Layer> complete = new ArrayList<>(layers);
        Input input = input().map(known -> new Input(known.info(), shape))
                .orElseGet(() -> new Input(LayerInfo.DEFAULT, shape));
        if (input().isPresent()) {
            complete.set(0, input);
        } else {
            complete.addFirst(input);
        }
        return new Sequential(info, complete);
    }

    @Override
    public boolean takesKnownShapes() {
        return input().isPresent();
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
        if (input().isEmpty()) {
            return taking(Graph.only(inputs, this)).outputShapes();
        }
        return Architecture.super.outputShapes(inputs);
    }

    @Override
    public Graph graph() {
        if (input().isEmpty()) {
            throw new NnException(label() + " does not know its input: put input(...) before its first layer");
        }
        List<Graph.Step> steps = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            steps.add(new Graph.Step(
                    LayerNames.of(layer), layer, i == 0 ? List.of() : List.of(new Graph.Value(i - 1, 0))));
        }
        return new Graph(steps, List.of(0), List.of(new Graph.Value(layers.size() - 1, 0)));
    }

    @Override
    public Sequential with(LayerInfo newInfo) {
        return new Sequential(newInfo, layers);
    }

    @Override
    public Sequential named(String name) {
        return with(info.named(name));
    }

    @Override
    public Sequential frozen() {
        return new Sequential(
                info.withTrainable(false), layers.stream().map(Layer::frozen).toList());
    }

    @Override
    public Sequential unfrozen() {
        return new Sequential(
                info.withTrainable(true), layers.stream().map(Layer::unfrozen).toList());
    }

    @Override
    public String className() {
        return "Sequential";
    }
}
