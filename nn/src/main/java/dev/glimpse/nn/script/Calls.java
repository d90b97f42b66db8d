package dev.glimpse.nn.script;

import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Node;
import dev.glimpse.nn.script.CallArguments.Given;
import dev.glimpse.nn.script.Draft.Chain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What calls give: classes make layers and models, layers and models join what others give. */
final class Calls {

    private static final Signatures.Signature SEQUENTIAL =
            new Signatures.Signature(List.of("layers", "trainable", "name"), List.of(), Set.of());
    private static final Signatures.Signature MODEL = new Signatures.Signature(
            List.of("inputs", "outputs", "name"),
            List.of(),
            new LinkedHashSet<>(List.of("input", "output", "trainable")));
    private static final Signatures.Signature MERGE = new Signatures.Signature(
            List.of("inputs"), List.of("inputs"), new LinkedHashSet<>(List.of("axis", "name", "trainable", "dtype")));
    private static final Signatures.Signature OLD_MERGE =
            new Signatures.Signature(List.of("inputs", "mode", "concat_axis"), List.of("inputs"), Set.of("name"));
    /** Functional models overrule {@code training}, so it says nothing. */
    private static final Signatures.Signature LAYER =
            new Signatures.Signature(List.of("inputs"), List.of("inputs"), Set.of("training"));

    private final Problems problems;
    private final Assembly assembly;
    private final LayerMaker maker;

    Calls(Problems problems, Assembly assembly, LayerMaker maker) {
        this.problems = problems;
        this.assembly = assembly;
        this.maker = maker;
    }

    private Value refuse(Span span, String message) {
        problems.add(span, message);
        return Value.UNKNOWN;
    }

    /** {@code target(arguments)}. */
    Value call(Value target, CallArguments arguments, Span nameSpan, Span span) {
        return switch (target) {
            case Value.Unknown unknown -> unknown;
            case Value.Made made -> applied(arguments, nameSpan, nodes -> assembly.apply(made.layers, nodes, span));
            case Value.Model(Draft draft) -> applied(arguments, nameSpan, nodes -> assembly.apply(draft, nodes, span));
            case Value.Known(Symbol symbol) -> symbol(symbol, arguments, nameSpan, span);
            case Value.Flow _ -> refuse(nameSpan, "this is what a layer gives, and cannot be called");
            default -> refuse(nameSpan, target.words() + " cannot be called");
        };
    }

    private Value symbol(Symbol symbol, CallArguments arguments, Span nameSpan, Span span) {
        return switch (symbol) {
            case Symbol.LayerClass(String name) -> maker.layer(name, arguments, nameSpan, span);
            case Symbol.Merge(String function, String className) ->
                merge(function, className, arguments, nameSpan, span);
            case Symbol.Activation(String name) -> {
                Value layer = maker.layer(
                        "Activation",
                        new CallArguments(List.of(new Given(new Value.Text(name), nameSpan, nameSpan)), Map.of()),
                        nameSpan,
                        span);
                yield layer instanceof Value.Made made
                        ? applied(arguments, nameSpan, nodes -> assembly.apply(made.layers, nodes, span))
                        : layer;
            }
            case Symbol.Setting setting -> maker.setting(setting, arguments, nameSpan);
            case Symbol.Function(String name) -> function(name, arguments, nameSpan, span);
            case Symbol.Training _ -> new Value.Aside();
            case Symbol.Module(String path) ->
                refuse(
                        nameSpan,
                        path
                                + (path.startsWith("keras") || path.startsWith("tensorflow")
                                        ? " is a module, not a function"
                                        : " is not part of Keras, and nothing of it is run: write the value itself"));
        };
    }

    private Value function(String name, CallArguments arguments, Span nameSpan, Span span) {
        return switch (name) {
            case Library.SEQUENTIAL -> sequential(arguments, nameSpan, span);
            case Library.MODEL -> functional(arguments, nameSpan, span);
            case Library.INPUT -> maker.layer(Library.INPUT, arguments, nameSpan, span);
            case Library.OLD_MERGE -> oldMerge(arguments, nameSpan, span);
            default -> {
                if (!arguments.named().isEmpty()) {
                    yield refuse(nameSpan, "'" + name + "' takes values without a name");
                }
                List<Value> values =
                        arguments.unnamed().stream().map(Given::value).toList();
                try {
                    yield values.stream().anyMatch(Value.Unknown.class::isInstance)
                            ? Value.UNKNOWN
                            : Arithmetic.function(name, values);
                } catch (Arithmetic.Refusal refusal) {
                    yield refuse(span, refusal.words());
                }
            }
        };
    }

    private Value sequential(CallArguments arguments, Span nameSpan, Span span) {
        CallArguments.Bound bound = arguments.bind(Library.SEQUENTIAL, SEQUENTIAL, nameSpan, problems);
        Chain chain = new Chain(span, text(bound, "name"), flag(bound, "trainable"));
        Given layers = bound.values().get("layers");
        chain.broken = !bound.isComplete();
        if (layers != null) {
            switch (layers.value()) {
                case Value.Items(List<Value> values, int _) ->
                    values.forEach(value -> assembly.add(chain, value, place(value, layers.span())));
                case Value.Nothing _, Value.Unknown _ -> {}
                default -> assembly.add(chain, layers.value(), layers.span());
            }
        }
        return new Value.Model(chain);
    }

    private static Span place(Value value, Span otherwise) {
        return value instanceof Value.Made made ? made.span : otherwise;
    }

    private Value functional(CallArguments arguments, Span nameSpan, Span span) {
        CallArguments.Bound bound = arguments.bind(Library.MODEL, MODEL, nameSpan, problems);
        Optional<List<Node>> inputs = nodes(bound, "inputs", "input", nameSpan);
        Optional<List<Node>> outputs = nodes(bound, "outputs", "output", nameSpan);
        return inputs.isPresent() && outputs.isPresent() && bound.isComplete()
                ? assembly.model(inputs.get(), outputs.get(), text(bound, "name"), flag(bound, "trainable"), span)
                : Value.UNKNOWN;
    }

    private Optional<List<Node>> nodes(CallArguments.Bound bound, String keyword, String oldKeyword, Span nameSpan) {
        Map<String, Given> values = bound.values();
        Given given = values.containsKey(keyword) ? values.get(keyword) : values.get(oldKeyword);
        if (given == null) {
            if (bound.isComplete()) {
                problems.add(nameSpan, "a model needs its inputs and outputs: write Model(inputs, outputs)");
            }
            return Optional.empty();
        }
        return nodes(given);
    }

    /** What other layers give: one value, or a list of them. */
    private Optional<List<Node>> nodes(Given given) {
        List<Value> values =
                given.value() instanceof Value.Items(List<Value> all, int _) ? all : List.of(given.value());
        List<Node> nodes = new ArrayList<>();
        for (Value value : values) {
            switch (value) {
                case Value.Flow(Node node) -> nodes.add(node);
                case Value.Unknown _ -> {
                    return Optional.empty();
                }
                default -> {
                    problems.add(given.span(), "expected what a layer or Input(...) gives, got " + value.words());
                    return Optional.empty();
                }
            }
        }
        if (nodes.isEmpty()) {
            problems.add(given.span(), "expected what a layer or Input(...) gives, got an empty list");
            return Optional.empty();
        }
        return Optional.of(nodes);
    }

    /** How something is made of what other layers give. */
    private interface Application {
        Value to(List<Node> nodes);
    }

    private Value applied(CallArguments arguments, Span nameSpan, Application application) {
        CallArguments.Bound bound = arguments.bind("a layer's call", LAYER, nameSpan, problems);
        Given inputs = bound.values().get("inputs");
        Optional<List<Node>> nodes = inputs == null ? Optional.empty() : nodes(inputs);
        return nodes.isPresent() && bound.isComplete() ? application.to(nodes.get()) : Value.UNKNOWN;
    }

    /** {@code concatenate([a, b], axis=-1)}: a layer that is made and applied at once. */
    private Value merge(String function, String className, CallArguments arguments, Span nameSpan, Span span) {
        CallArguments.Bound bound = arguments.bind(function, MERGE, nameSpan, problems);
        Map<String, Given> settings = new LinkedHashMap<>(bound.values());
        Given inputs = settings.remove("inputs");
        Optional<List<Node>> nodes = inputs == null ? Optional.empty() : nodes(inputs);
        Value layer = maker.layer(className, new CallArguments(List.of(), settings), nameSpan, span);
        return nodes.isPresent() && bound.isComplete() && layer instanceof Value.Made made
                ? assembly.apply(made.layers, nodes.get(), span)
                : Value.UNKNOWN;
    }

    /** Keras 1's {@code merge([a, b], mode='concat')}. */
    private Value oldMerge(CallArguments arguments, Span nameSpan, Span span) {
        CallArguments.Bound bound = arguments.bind(Library.OLD_MERGE, OLD_MERGE, nameSpan, problems);
        Given inputs = bound.values().get("inputs");
        if (inputs == null || !bound.isComplete()) {
            return Value.UNKNOWN;
        }
        String mode = text(bound, "mode").orElse("sum");
        Optional<String> function =
                switch (mode) {
                    case "sum" -> Optional.of("add");
                    case "mul" -> Optional.of("multiply");
                    case "ave" -> Optional.of("average");
                    case "max" -> Optional.of("maximum");
                    case "concat" -> Optional.of("concatenate");
                    default -> Optional.empty();
                };
        if (function.isEmpty()) {
            return refuse(nameSpan, "the mode of merge is 'sum', 'mul', 'ave', 'max' or 'concat', got '" + mode + "'");
        }
        Map<String, Given> settings = new LinkedHashMap<>();
        Optional.ofNullable(bound.values().get("name")).ifPresent(name -> settings.put("name", name));
        Given axis = bound.values().get("concat_axis");
        if (axis != null && mode.equals("concat")) {
            settings.put("axis", axis);
        }
        return Library.named(function.get()).orElseThrow() instanceof Symbol.Merge(String name, String className)
                ? merge(name, className, new CallArguments(List.of(inputs), settings), nameSpan, span)
                : Value.UNKNOWN;
    }

    private Optional<String> text(CallArguments.Bound bound, String keyword) {
        Given given = bound.values().get(keyword);
        if (given == null || given.value() instanceof Value.Nothing || given.value() instanceof Value.Unknown) {
            return Optional.empty();
        }
        if (!(given.value() instanceof Value.Text(String text)) || text.isBlank() || text.contains("/")) {
            problems.add(
                    given.span(),
                    keyword + " is a string without '/', got " + given.value().words());
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private Optional<Boolean> flag(CallArguments.Bound bound, String keyword) {
        Given given = bound.values().get(keyword);
        if (given == null || given.value() instanceof Value.Nothing || given.value() instanceof Value.Unknown) {
            return Optional.empty();
        }
        if (!(given.value() instanceof Value.Flag(boolean on))) {
            problems.add(
                    given.span(),
                    keyword + " is True or False, got " + given.value().words());
            return Optional.empty();
        }
        return Optional.of(on);
    }

    /** {@code model.name(arguments)}. */
    Value method(Draft draft, String name, CallArguments arguments, Span nameSpan, Span span) {
        return switch (name) {
            case "add" -> {
                if (draft instanceof Chain chain) {
                    add(chain, arguments, nameSpan, span);
                } else {
                    problems.add(nameSpan, "layers are added to a Sequential: this model is complete");
                }
                yield Value.NONE;
            }
            case "build" -> {
                build(draft, arguments);
                yield Value.NONE;
            }
            case "fit", "evaluate", "predict", "save", "save_weights", "load_weights", "fit_generator" ->
                refuse(nameSpan, "." + name + "(...) does not belong to the definition of a model: take the line out");
            default ->
                refuse(
                        nameSpan,
                        "." + name + "(...) is not supported"
                                + Nearest.hint(name, List.of("add", "compile", "summary", "build"))
                                + "; a model has .add(layer), and .compile, .summary and .build say nothing");
        };
    }

    private void add(Chain chain, CallArguments arguments, Span nameSpan, Span span) {
        Signatures.Signature signature =
                new Signatures.Signature(List.of("layer"), List.of("layer"), Set.of("rebuild"));
        CallArguments.Bound bound = arguments.bind("model.add", signature, nameSpan, problems);
        Given layer = bound.values().get("layer");
        if (layer != null) {
            assembly.add(chain, layer.value(), layer.value() instanceof Value.Unknown ? span : layer.span());
        }
        chain.broken |= !bound.isComplete();
    }

    /** {@code model.build(input_shape=(None, 28, 28, 1))} says what the model takes. */
    private void build(Draft draft, CallArguments arguments) {
        Optional<Given> shape = Optional.ofNullable(arguments.named().get("input_shape"))
                .or(() -> arguments.unnamed().stream().findFirst());
        if (draft instanceof Chain chain
                && chain.input.isEmpty()
                && !chain.inputSizes.isGiven()
                && shape.isPresent()
                && shape.get().value() instanceof Value.Items) {
            maker.sizes(shape.get(), 1).ifPresent(sizes -> chain.inputSizes = sizes);
        }
    }

    /** A sign between two values: numbers, or what layers give. */
    Value binary(String sign, Value left, Value right, Span span) throws Arithmetic.Refusal {
        if (!(left instanceof Value.Flow(Node first)) || !(right instanceof Value.Flow(Node second))) {
            if (left instanceof Value.Flow || right instanceof Value.Flow) {
                return refuse(
                        span,
                        "numbers are applied to what a layer gives by a layer: write Rescaling(scale, offset)(x)");
            }
            return Arithmetic.binary(sign, left, right);
        }
        Optional<Layer> layer =
                switch (sign) {
                    case "+" -> Optional.of(Layers.add());
                    case "-" -> Optional.of(Layers.subtract());
                    case "*" -> Optional.of(Layers.multiply());
                    default -> Optional.empty();
                };
        return layer.isPresent()
                ? assembly.apply(List.of(maker.named(layer.get())), List.of(first, second), span)
                : refuse(span, "'" + sign + "' between what layers give is not supported: use a layer");
    }
}
