package dev.glimpse.nn.script;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Node;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.layer.WeightSpec;
import dev.glimpse.nn.script.Draft.Chain;
import dev.glimpse.nn.script.Draft.Web;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts layers together, within limits, and tells at the layer's place what does not fit. */
final class Assembly {

    /** Ends the reading of a text that asks for too much. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("told", null, false, false);
        }
    }

    /** How often all layers that are allowed may be put together to models. */
    private static final int MOST_MODELS = 10;

    private final Problems problems;
    private final ScriptOptions options;
    private int used;
    private int built;

    Assembly(Problems problems, ScriptOptions options) {
        this.problems = problems;
        this.options = options;
    }

    private Value refuse(Span span, String message) {
        problems.add(span, message);
        return Value.UNKNOWN;
    }

    /** Counts layers that are used, before they are. */
    private void count(Span span, int layers) {
        used += layers;
        if (used > options.maxLayers) {
            problems.add(
                    span,
                    "the text uses more than " + options.maxLayers
                            + " layers, those of models inside others counted each time: use fewer");
            throw new TooMuch();
        }
    }

    /** {@code model.add(value)}, or an element of {@code Sequential([...])}. */
    void add(Chain chain, Value value, Span span) {
        if (chain.used.isPresent()) {
            problems.add(span, "this model is in use already: add all of its layers before");
            return;
        }
        switch (value) {
            case Value.Made made -> addLayers(chain, made, span);
            case Value.Flow(Input input) when chain.isEmpty() -> chain.input = Optional.of(input);
            case Value.Flow(Input _) ->
                problems.add(span, "the input stands before all other layers: move it to the front");
            case Value.Flow _ ->
                problems.add(
                        span,
                        "this is what a layer gives, not a layer: add the layer itself, without calling it on another");
            case Value.Model(Draft inner) -> addModel(chain, inner, span);
            case Value.Known(Symbol.LayerClass(String name)) -> {
                problems.add(span, name + " is a class: write " + name + "()");
                chain.broken = true;
            }
            case Value.Unknown _ -> chain.broken = true;
            default -> {
                problems.add(span, "expected a layer, got " + value.words());
                chain.broken = true;
            }
        }
    }

    private void addLayers(Chain chain, Value.Made made, Span span) {
        boolean twice = chain.entries.stream().anyMatch(entry -> entry.layer() == made.layers.getFirst());
        if (twice) {
            problems.add(
                    span, "this layer is in the model already: make another one, or share it in the functional style");
            return;
        }
        if (chain.isEmpty()) {
            chain.inputSizes = made.inputSizes;
        }
        for (Layer layer : made.layers) {
            count(made.span, 1);
            chain.entries.add(new Chain.Entry(layer, made.span, Optional.empty(), 1, 0));
        }
    }

    private void addModel(Chain chain, Draft inner, Span span) {
        Optional<Layer> layer = inner == chain ? Optional.empty() : layer(inner, span);
        if (inner == chain) {
            problems.add(span, "a model cannot stand inside itself");
        }
        if (layer.isEmpty()) {
            chain.broken = true;
            return;
        }
        boolean twice = chain.entries.stream().anyMatch(entry -> entry.layer() == layer.get());
        if (twice) {
            problems.add(span, "this model is in the other already: share it in the functional style");
            return;
        }
        count(span, Math.max(1, inner.size()));
        Optional<Chain> within = inner instanceof Chain open ? Optional.of(open) : Optional.empty();
        chain.entries.add(new Chain.Entry(layer.get(), span, within, inner.size(), inner.depth()));
        nested(chain, span);
    }

    private void nested(Draft outer, Span span) {
        if (outer.depth() > options.maxNesting) {
            problems.add(span, "models stand inside each other more than " + options.maxNesting + " deep");
            throw new TooMuch();
        }
    }

    /** A model as a layer of another: always the same one, so that its weights are shared. */
    private Optional<Layer> layer(Draft draft, Span span) {
        return switch (draft) {
            case Web web -> Optional.of(web.architecture());
            case Chain chain -> {
                if (chain.used.isEmpty()) {
                    if (chain.entries.isEmpty() && !chain.broken) {
                        problems.add(span, "this model has no layers yet: add them before");
                    }
                    chain.used = build(chain, Optional.empty());
                }
                yield chain.used.map(layer -> layer);
            }
        };
    }

    /** Layers applied one after another. */
    Value apply(List<Layer> layers, List<Node> inputs, Span span) {
        List<Node> nodes = inputs;
        for (Layer layer : layers) {
            count(span, 1);
            Optional<List<Node>> outputs = applied(layer, nodes, span);
            if (outputs.isEmpty()) {
                return Value.UNKNOWN;
            }
            nodes = outputs.get();
        }
        return flows(nodes);
    }

    /** A model applied like a layer. */
    Value apply(Draft draft, List<Node> inputs, Span span) {
        Optional<Layer> layer = layer(draft, span);
        if (layer.isEmpty()) {
            return Value.UNKNOWN;
        }
        count(span, Math.max(1, draft.size()));
        if (draft instanceof Chain chain && inputs.size() == 1 && isOpen(chain)) {
            Optional<Shape> output = output(chain, inputs.getFirst().shape());
            if (output.isEmpty()) {
                return Value.UNKNOWN;
            }
        }
        return applied(layer.get(), inputs, span).map(Assembly::flows).orElse(Value.UNKNOWN);
    }

    private static Value flows(List<Node> nodes) {
        List<Value> flows = nodes.stream().<Value>map(Value.Flow::new).toList();
        return flows.size() == 1 ? flows.getFirst() : new Value.Items(flows, flows.size());
    }

    private Optional<List<Node>> applied(Layer layer, List<Node> inputs, Span span) {
        try {
            List<Node> outputs = layer.outputsOn(inputs.toArray(Node[]::new));
            boolean fits = affordable(layer, inputs.stream().map(Node::shape).toList(), span);
            return fits ? Optional.of(outputs) : Optional.empty();
        } catch (NnException wrong) {
            problems.add(span, KerasWords.of(wrong));
            return Optional.empty();
        }
    }

    /** Whether one layer's weights stay within the limit for all of them. */
    private boolean affordable(Layer layer, List<Shape> inputs, Span span) {
        double count = 0;
        for (WeightSpec weight : layer.weights(inputs)) {
            double values = 1;
            for (int size : weight.shape().toArray()) {
                values *= size;
            }
            count += values;
        }
        if (count > options.maxParameters) {
            problems.add(span, TooMany.words(count, options.maxParameters));
        }
        return count <= options.maxParameters;
    }

    /** {@code Model(inputs, outputs)}. */
    Value model(List<Node> inputs, List<Node> outputs, Optional<String> name, Optional<Boolean> trainable, Span span) {
        for (Node input : inputs) {
            if (!(input instanceof Input)) {
                return refuse(span, "a model begins at what Input(...) gives, not at what a layer gives");
            }
        }
        try {
            Functional architecture = Functional.of(inputs, outputs);
            built += architecture.graph().steps().size();
            if (built > MOST_MODELS * options.maxLayers) {
                problems.add(span, "the text makes too many models of the same layers: make only the one you want");
                throw new TooMuch();
            }
            if (name.isPresent()) {
                architecture = architecture.named(name.get());
            }
            if (trainable.equals(Optional.of(false))) {
                architecture = architecture.frozen();
            }
            Web web = new Web(architecture, span, Sizes.of(architecture), Sizes.depth(architecture));
            nested(web, span);
            return new Value.Model(web);
        } catch (NnException wrong) {
            return refuse(span, KerasWords.of(wrong));
        }
    }

    private static boolean isOpen(Chain chain) {
        return chain.input.isEmpty() && !chain.inputSizes.isGiven();
    }

    /** The Sequential that a chain has become; empty if something is wrong with it, which is told. */
    Optional<Sequential> build(Chain chain, Optional<Shape> callersInput) {
        if (chain.broken || chain.entries.isEmpty()) {
            return Optional.empty();
        }
        Optional<Shape> given = input(chain, callersInput);
        if (given.isEmpty() && chain.inputSizes.isGiven()) {
            problems.add(
                    chain.entries.getFirst().span(),
                    "the shape has sizes that are left open: write all of them, such as (64, 64, 3)");
            return Optional.empty();
        }
        Optional<Shape> known = given.or(() -> ofFirstModel(chain));
        if (known.isPresent() && output(chain, known.get()).isEmpty()) {
            return Optional.empty();
        }
        List<Layer> layers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Chain.Entry entry : chain.entries) {
            boolean taken =
                    entry.layer().info().name().filter(name -> !names.add(name)).isPresent();
            if (taken) {
                problems.add(
                        entry.span(),
                        "another layer of this model is named '" + entry.layer().label() + "' already");
                return Optional.empty();
            }
            layers.add(entry.layer());
        }
        try {
            given.ifPresent(shape -> layers.addFirst(chain.input.orElseGet(() -> Layers.input(shape))));
            Sequential sequential = Sequential.of(layers);
            if (chain.name.isPresent()) {
                sequential = sequential.named(chain.name.get());
            }
            return Optional.of(chain.trainable.equals(Optional.of(false)) ? sequential.frozen() : sequential);
        } catch (NnException wrong) {
            problems.add(chain.span, KerasWords.of(wrong));
            return Optional.empty();
        }
    }

    /** What a chain takes, where it says so, or the caller does. */
    private Optional<Shape> input(Chain chain, Optional<Shape> callersInput) {
        if (chain.input.isPresent()) {
            return chain.input.map(Input::shape);
        }
        if (chain.inputSizes.isGiven()) {
            return chain.inputSizes.shape(options.input);
        }
        return ofFirstModel(chain).isPresent() ? Optional.empty() : callersInput;
    }

    /** What the model takes that is a chain's first layer. */
    private static Optional<Shape> ofFirstModel(Chain chain) {
        return chain.entries.getFirst().layer() instanceof Architecture first
                        && first.takesKnownShapes()
                        && first.inputShapes().size() == 1
                ? Optional.of(first.inputShapes().getFirst())
                : Optional.empty();
    }

    /** What a chain makes of an input; empty if a layer cannot take what it gets, which is told at its place. */
    Optional<Shape> output(Chain chain, Shape input) {
        Shape shape = input;
        for (Chain.Entry entry : chain.entries) {
            try {
                if (entry.inner().isPresent() && isOpen(entry.inner().get())) {
                    Optional<Shape> inner = output(entry.inner().get(), shape);
                    if (inner.isEmpty()) {
                        return inner;
                    }
                }
                Shape next = entry.layer().outputShape(shape);
                if (!affordable(entry.layer(), List.of(shape), entry.span())) {
                    return Optional.empty();
                }
                shape = next;
            } catch (NnException wrong) {
                problems.add(entry.span(), KerasWords.of(wrong));
                return Optional.empty();
            }
        }
        return Optional.of(shape);
    }
}
