package dev.glimpse.nn.script;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.LayerNames;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.script.CallArguments.Given;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Layers, and what they are made of, from calls of their classes. */
final class LayerMaker {

    private static final Set<String> INPUT_KEYWORDS =
            Set.of("shape", "batch_shape", "batch_input_shape", "input_shape", "input_dim");

    private final Problems problems;
    private final Optional<Shape> callersInput;
    private final Map<String, Integer> made = new HashMap<>();

    LayerMaker(Problems problems, Optional<Shape> callersInput) {
        this.problems = problems;
        this.callersInput = callersInput;
    }

    private Value refuse(Span span, String message) {
        problems.add(span, message);
        return Value.UNKNOWN;
    }

    /** A layer, or the beginning of a model. */
    Value layer(String className, CallArguments arguments, Span nameSpan, Span call) {
        Signatures.Signature signature = Signatures.ofLayer(
                className,
                arguments.unnamed().stream().map(Given::value).toList(),
                arguments.named().keySet());
        CallArguments.Bound bound = arguments.bind(className, signature, nameSpan, problems);
        Map<String, Object> config = new LinkedHashMap<>(Signatures.defaults(className));
        List<Layer> after = new ArrayList<>();
        boolean complete = bound.isComplete();
        for (var argument : bound.values().entrySet()) {
            String keyword = argument.getKey();
            Given given = argument.getValue();
            if (INPUT_KEYWORDS.contains(keyword)) {
                continue;
            }
            if (keyword.equals("activation") && given.value() instanceof Value.Made layer) {
                after.addAll(layer.layers);
                continue;
            }
            Optional<Object> setting = setting(keyword, given);
            complete &= setting.isPresent();
            config.remove(keyword);
            setting.filter(value -> value != Value.NONE).ifPresent(value -> config.put(keyword, value));
        }
        Optional<InputSizes> given = inputSizes(bound.values());
        if (!complete || given.isEmpty()) {
            return Value.UNKNOWN;
        }
        InputSizes sizes = given.get();
        if (className.equals("InputLayer") || className.equals(Library.INPUT)) {
            return input(sizes, config, call);
        }
        if (className.equals("Activation") && !after.isEmpty()) {
            return new Value.Made(after, sizes, call);
        }
        try {
            List<Layer> layers = new ArrayList<>(List.of(named(KerasJson.layer(className, config))));
            layers.addAll(after);
            return new Value.Made(layers, sizes, call);
        } catch (NnException wrong) {
            return refuse(place(wrong, bound.values()).orElse(nameSpan), words(wrong, bound.values()));
        }
    }

    /**
     * A layer under its own name, or under the one that Keras gives it: by its class, and counted over the whole text. So
     * weights that Keras saved find their layers by name.
     */
    Layer named(Layer layer) {
        if (layer.info().name().isPresent()) {
            return layer;
        }
        String usual = LayerNames.snakeCase(layer.className());
        int number = made.merge(usual, 1, Integer::sum) - 1;
        return layer.named(number == 0 ? usual : usual + "_" + number);
    }

    /** Where the setting stands that a message names. */
    private static Optional<Span> place(NnException wrong, Map<String, Given> values) {
        return named(wrong, values).map(Given::span);
    }

    private static Optional<Given> named(NnException wrong, Map<String, Given> values) {
        String message = String.valueOf(wrong.getMessage());
        return values.entrySet().stream()
                .filter(value -> message.contains('"' + value.getKey() + "\" is "))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String words(NnException wrong, Map<String, Given> values) {
        boolean fraction = named(wrong, values)
                .filter(given -> given.value() instanceof Value.Real)
                .isPresent();
        return KerasWords.of(wrong) + (fraction ? " (// divides whole numbers)" : "");
    }

    /** Where samples enter. */
    private Value input(InputSizes sizes, Map<String, Object> config, Span call) {
        if (!sizes.isGiven()) {
            return refuse(call, "an input needs its shape, such as Input(shape=(64, 64, 3))");
        }
        Optional<Shape> shape = sizes.shape(callersInput);
        if (shape.isEmpty()) {
            return refuse(call, "the shape has sizes that are left open: write all of them, such as (64, 64, 3)");
        }
        try {
            Input input = Layers.input(shape.get());
            return new Value.Flow(config.get("name") instanceof String name ? input.named(name) : input);
        } catch (NnException wrong) {
            return refuse(call, KerasWords.of(wrong));
        }
    }

    /** What the keywords of a layer say about the input of its model; empty if it was refused. */
    private Optional<InputSizes> inputSizes(Map<String, Given> values) {
        for (String keyword : List.of("shape", "input_shape")) {
            Optional<Given> given = given(values, keyword);
            if (given.isPresent()) {
                return sizes(given.get(), 0);
            }
        }
        for (String keyword : List.of("batch_shape", "batch_input_shape")) {
            Optional<Given> given = given(values, keyword);
            if (given.isPresent()) {
                return sizes(given.get(), 1);
            }
        }
        Given length = values.get("input_dim");
        if (length != null && length.value() instanceof Value.Whole) {
            Value shape = new Value.Items(List.of(length.value()), 1);
            return sizes(new Given(shape, length.span(), length.keywordSpan()), 0);
        }
        return Optional.of(InputSizes.NONE);
    }

    private static Optional<Given> given(Map<String, Given> values, String keyword) {
        return Optional.ofNullable(values.get(keyword))
                .filter(given -> !(given.value() instanceof Value.Nothing || given.value() instanceof Value.Unknown));
    }

    /**
     * A shape that the text writes as a list or tuple, of which the first {@code skipped} sizes are the batch's; empty if
     * it was refused.
     */
    Optional<InputSizes> sizes(Given given, int skipped) {
        if (!(given.value() instanceof Value.Items(List<Value> values, int _)) || values.size() <= skipped) {
            problems.add(
                    given.span(),
                    "a shape is a list of sizes, such as " + (skipped == 0 ? "(64, 64, 3)" : "(None, 64, 64, 3)")
                            + ", got " + given.value().words()
                            + (given.value() instanceof Value.Whole(long n) ? ": write (" + n + ",)" : ""));
            return Optional.empty();
        }
        List<OptionalInt> sizes = new ArrayList<>();
        for (Value size : values.subList(skipped, values.size())) {
            switch (size) {
                case Value.Whole(long n) when n >= 1 && n <= Integer.MAX_VALUE -> sizes.add(OptionalInt.of((int) n));
                case Value.Nothing _ -> sizes.add(OptionalInt.empty());
                case Value.Unknown _ -> {
                    return Optional.empty();
                }
                default -> {
                    problems.add(given.span(), "the sizes of a shape are whole numbers from 1 on, got " + size.words());
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new InputSizes(Optional.of(sizes)));
    }

    /** A layer's setting as Keras's JSON has it; {@link Value#NONE} for none, and empty if it was refused. */
    private Optional<Object> setting(String keyword, Given given) {
        Value value = given.value();
        if (value instanceof Value.Nothing) {
            return Optional.of(Value.NONE);
        }
        if (keyword.equals("activation")) {
            return activation(given);
        }
        if (keyword.endsWith("initializer") || keyword.equals("init") || keyword.endsWith("_init")) {
            return object(Symbol.Kind.INITIALIZER, given);
        }
        if (keyword.endsWith("regularizer")) {
            return object(Symbol.Kind.REGULARIZER, given);
        }
        if (keyword.endsWith("constraint")) {
            return object(Symbol.Kind.CONSTRAINT, given);
        }
        boolean channelsFirst = (keyword.equals("data_format") && value.equals(new Value.Text("channels_first")))
                || (keyword.equals("dim_ordering") && value.equals(new Value.Text("th")));
        if (channelsFirst) {
            problems.add(
                    given.span(),
                    "pictures are height, width, channels here: leave this out, and write shapes in that order");
            return Optional.empty();
        }
        return literal(keyword, given);
    }

    private Optional<Object> activation(Given given) {
        return switch (given.value()) {
            case Value.Text(String name) when Library.isActivation(name) -> Optional.of(name);
            case Value.Text(String name) -> {
                problems.add(given.span(), "'" + name + "' is not an activation" + Library.activationHint(name));
                yield Optional.empty();
            }
            case Value.Known(Symbol.Activation(String name)) -> Optional.of(name);
            case Value.Known(Symbol.LayerClass(String name)) -> {
                problems.add(given.span(), name + " is a class: write " + name + "()");
                yield Optional.empty();
            }
            case Value.Unknown _ -> Optional.empty();
            default -> {
                problems.add(
                        given.span(),
                        "an activation is a name such as 'relu', or a layer such as LeakyReLU(), got "
                                + given.value().words());
                yield Optional.empty();
            }
        };
    }

    private Optional<Object> object(Symbol.Kind kind, Given given) {
        return switch (given.value()) {
            case Value.Setting(Symbol.Setting symbol, Map<String, Object> config)
            when symbol.kind() == kind -> Optional.of(Map.of("class_name", symbol.name(), "config", config));
            case Value.Known(Symbol.Setting symbol)
            when symbol.kind() == kind -> Optional.of(Map.of("class_name", symbol.name(), "config", Map.of()));
            case Value.Text(String name) when Library.setting(kind, name).isPresent() -> Optional.of(name);
            case Value.Text(String name) -> {
                problems.add(given.span(), "'" + name + "' is not " + a(kind) + Library.settingHint(kind, name));
                yield Optional.empty();
            }
            case Value.Entries entries -> literal(a(kind), new Given(entries, given.span(), given.keywordSpan()));
            case Value.Unknown _ -> Optional.empty();
            default -> {
                problems.add(
                        given.span(),
                        "expected " + a(kind) + ", got " + given.value().words());
                yield Optional.empty();
            }
        };
    }

    private static String a(Symbol.Kind kind) {
        return switch (kind) {
            case INITIALIZER -> "an initializer";
            case REGULARIZER -> "a regularizer";
            case CONSTRAINT -> "a constraint";
        };
    }

    /** Numbers, strings and lists as Java has them. */
    private Optional<Object> literal(String keyword, Given given) {
        return switch (given.value()) {
            case Value.Whole(long number) -> Optional.of(number);
            case Value.Real(double number) -> Optional.of(number);
            case Value.Text(String text) -> Optional.of(text);
            case Value.Flag(boolean on) -> Optional.of(on);
            case Value.Nothing nothing -> Optional.of(nothing);
            case Value.Items(List<Value> values, int _) -> {
                List<Object> list = new ArrayList<>();
                for (Value value : values) {
                    Optional<Object> element = literal(keyword, new Given(value, given.span(), given.keywordSpan()));
                    if (element.isEmpty()) {
                        yield Optional.empty();
                    }
                    list.add(element.get() instanceof Value ? "None" : element.get());
                }
                yield Optional.of(list);
            }
            case Value.Entries(Map<String, Value> values, int _) -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (var entry : values.entrySet()) {
                    Optional<Object> element =
                            literal(keyword, new Given(entry.getValue(), given.span(), given.keywordSpan()));
                    if (element.isEmpty()) {
                        yield Optional.empty();
                    }
                    if (!(element.get() instanceof Value)) {
                        map.put(entry.getKey(), element.get());
                    }
                }
                yield Optional.of(map);
            }
            case Value.Unknown _ -> Optional.empty();
            case Value.Made _, Value.Flow _, Value.Model _, Value.Setting _, Value.Known _, Value.Aside _ -> {
                problems.add(
                        given.span(),
                        keyword + " is a number, a string or a list of them, got "
                                + given.value().words());
                yield Optional.empty();
            }
        };
    }

    /** An initializer, regularizer or constraint. */
    Value setting(Symbol.Setting symbol, CallArguments arguments, Span nameSpan) {
        Signatures.Signature signature = Signatures.ofSetting(symbol);
        CallArguments.Bound bound = arguments.bind(symbol.name(), signature, nameSpan, problems);
        Map<String, Object> config = new LinkedHashMap<>();
        boolean complete = bound.isComplete();
        for (var argument : bound.values().entrySet()) {
            boolean old = Signatures.OLD_SETTINGS.contains(argument.getKey());
            String keyword = old ? signature.positional().getFirst() : argument.getKey();
            Optional<Object> value = literal(argument.getKey(), argument.getValue());
            complete &= value.isPresent();
            value.filter(given -> given != Value.NONE).ifPresent(given -> config.put(keyword, given));
        }
        return complete ? new Value.Setting(symbol, config) : Value.UNKNOWN;
    }
}
