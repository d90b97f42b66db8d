package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.InboundCall.Argument;
import dev.glimpse.nn.archive.InboundCall.Constant;
import dev.glimpse.nn.archive.InboundCall.Other;
import dev.glimpse.nn.archive.InboundCall.Source;
import dev.glimpse.nn.archive.SavedPart.Operation;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.LayerNames;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Rescaling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * Calculations on tensors that stand among the layers of a functional model, as the layers that do the same.
 *
 * <p>Keras 3 has them as classes that may be called as layers are, such as {@code Add} and {@code Average}, and tells them
 * apart by their module; Keras 2 has them as {@code TFOpLambda} with the name of a function of TensorFlow.
 */
final class Operations {

    private static final Set<String> FUNCTIONS = Set.of(
            "relu",
            "relu6",
            "sigmoid",
            "hard_sigmoid",
            "log_sigmoid",
            "tanh",
            "silu",
            "swish",
            "hard_silu",
            "hard_swish",
            "selu",
            "softplus",
            "softsign");

    private static final Map<String, String> TENSORFLOW = Map.of(
            "sub", "subtract",
            "mul", "multiply",
            "truediv", "true_divide",
            "div", "true_divide",
            "divide", "true_divide",
            "neg", "negative",
            "concat", "concatenate");

    private final Operation operation;
    private final InboundCall call;

    private Operations(Operation operation, InboundCall call) {
        this.operation = operation;
        this.call = call;
    }

    /** The calculation that an entry among the layers is, if it is one. */
    static Optional<Operation> find(JsonNode entry, String className) {
        JsonNode config = entry.path("config");
        String name = LayerConfig.legalName(
                entry.path("name").asString(config.path("name").asString(className)));
        if (entry.path("module").asString("").contains(".ops.")) {
            return Optional.of(new Operation(name, today(LayerNames.snakeCase(className)), config));
        }
        return switch (className) {
            case "TFOpLambda" -> {
                String function = config.path("function").asString("");
                yield Optional.of(
                        new Operation(name, today(function.substring(function.lastIndexOf('.') + 1)), config));
            }
            case "SlicingOpLambda" -> Optional.of(new Operation(name, "get_item", config));
            case "TensorFlowOpLayer" ->
                Optional.of(new Operation(
                        name,
                        LayerNames.snakeCase(config.path("node_def").path("op").asString("an operation of TensorFlow")),
                        config));
            default -> Optional.empty();
        };
    }

    private static String today(String function) {
        return TENSORFLOW.getOrDefault(function, function);
    }

    /**
     * The layer that does the same to the tensors among the operands, in their order.
     *
     * @throws NnException if there is none
     */
    static KerasLayer<?> layer(Operation operation, InboundCall call) {
        return new Operations(operation, call).layer().named(operation.name());
    }

    private KerasLayer<?> layer() {
        String function = operation.function();
        if (FUNCTIONS.contains(function)) {
            requireKeywords(Set.of("name", "features"));
            requireTensors(1);
            return Layers.activation(ActivationFunction.byKerasName(function).orElseThrow(this::unknown));
        }
        return switch (function) {
            case "add", "subtract", "multiply", "true_divide" -> arithmetic(function);
            case "negative" -> {
                requireTensors(1);
                yield Layers.rescaling(-1);
            }
            case "maximum" -> {
                requireTensors(2);
                yield Layers.maximum();
            }
            case "minimum" -> {
                requireTensors(2);
                yield Layers.minimum();
            }
            case "concatenate" -> {
                requireKeywords(Set.of("name", "axis"));
                requireTensors(call.arguments().size());
                yield Layers.concatenate().axis(axis(-1));
            }
            case "softmax" -> {
                requireKeywords(Set.of("name", "axis", "logits"));
                requireTensors(1);
                yield Layers.softmax().axes(axis(-1));
            }
            default -> throw unknown();
        };
    }

    /** Of two tensors, or of one and numbers that stand in the file. */
    private KerasLayer<?> arithmetic(String function) {
        requireKeywords(Set.of("name"));
        if (call.arguments().size() != 2) {
            throw unknown();
        }
        Argument first = call.arguments().getFirst();
        Argument second = call.arguments().getLast();
        if (first instanceof Source && second instanceof Source) {
            return switch (function) {
                case "add" -> Layers.add();
                case "subtract" -> Layers.subtract();
                case "multiply" -> Layers.multiply();
                default -> throw unknown();
            };
        }
        if (first instanceof Source && second instanceof Constant(List<Double> numbers)) {
            return switch (function) {
                case "add" -> moved(1, numbers);
                case "subtract" -> moved(1, each(numbers, number -> -number));
                case "multiply" -> scaled(numbers);
                default -> scaled(each(numbers, number -> 1 / number));
            };
        }
        if (first instanceof Constant(List<Double> numbers) && second instanceof Source) {
            return switch (function) {
                case "add" -> moved(1, numbers);
                case "subtract" -> moved(-1, numbers);
                case "multiply" -> scaled(numbers);
                default -> throw unknown();
            };
        }
        throw unknown();
    }

    private static Rescaling scaled(List<Double> scale) {
        return Layers.rescaling(scale.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Rescaling moved(double scale, List<Double> offset) {
        return Layers.rescaling(scale)
                .offset(offset.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static List<Double> each(List<Double> numbers, DoubleUnaryOperator change) {
        return numbers.stream().map(change::applyAsDouble).toList();
    }

    /** Keras 3 has it among the settings, TensorFlow among the keywords. */
    private int axis(int otherwise) {
        JsonNode axis = call.keywords().getOrDefault("axis", operation.config().path("axis"));
        return LayerConfig.isInteger(axis) ? axis.intValue() : otherwise;
    }

    private void requireTensors(int count) {
        if (call.arguments().size() != count || !call.arguments().stream().allMatch(Source.class::isInstance)) {
            throw unknown();
        }
    }

    private void requireKeywords(Set<String> known) {
        if (!known.containsAll(call.keywords().keySet())) {
            throw unknown();
        }
    }

    private NnException unknown() {
        List<String> operands = call.arguments().stream()
                .map(argument -> switch (argument) {
                    case Source source -> '"' + source.layer() + '"';
                    case Constant(List<Double> numbers) ->
                        numbers.size() == 1 ? numbers.getFirst().toString() : numbers.size() + " numbers";
                    case Other _ -> "something else";
                })
                .toList();
        return new NnException("\"" + operation.name() + "\" is an operation (" + operation.function() + " of "
                + String.join(", ", operands)
                + ") that no layer here does: sums, differences and products of tensors and numbers are known, and"
                + " division by numbers; use layers of Keras in place of others");
    }
}
