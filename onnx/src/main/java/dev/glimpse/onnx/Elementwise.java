package dev.glimpse.onnx;

import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.ReLU;
import java.util.OptionalDouble;

/** Functions of one number, as nodes. */
final class Elementwise {

    private static final double SHRINK_LIMIT = 0.5;
    private static final double LEAKY_SLOPE = 0.2;

    private final Place place;

    Elementwise(Place place) {
        this.place = place;
    }

    String of(ActivationFunction function, String x) {
        return switch (function) {
            case RELU -> last("Relu", x);
            case RELU6 -> clip(x, 0, 6);
            case LEAKY_RELU ->
                place.op("LeakyRelu", x).number("alpha", LEAKY_SLOPE).named(place.path());
            case ELU, CELU -> last("Elu", x);
            case SELU -> last("Selu", x);
            case GELU -> {
                String errors = part("Erf", part("Div", x, number(Math.sqrt(2))));
                yield last("Mul", part("Mul", x, part("Add", errors, number(1))), number(0.5));
            }
            case SIGMOID -> last("Sigmoid", x);
            case HARD_SIGMOID -> hardSigmoid(x, 1.0 / 6);
            case LOG_SIGMOID -> last("Neg", part("Softplus", part("Neg", x)));
            case TANH -> last("Tanh", x);
            case HARD_TANH -> clip(x, -1, 1);
            case TANH_SHRINK -> last("Sub", x, part("Tanh", x));
            case HARD_SHRINK -> shrink(x, 0);
            case SOFT_SHRINK -> shrink(x, SHRINK_LIMIT);
            case SOFTPLUS -> last("Softplus", x);
            case SOFTSIGN -> last("Softsign", x);
            case SILU -> last("Mul", x, part("Sigmoid", x));
            case HARD_SILU -> last("HardSwish", x);
            case MISH -> last("Mul", x, part("Tanh", part("Softplus", x)));
            case EXPONENTIAL -> last("Exp", x);
            case SQUAREPLUS -> {
                String root = part("Sqrt", part("Add", part("Mul", x, x), number(4)));
                yield last("Mul", part("Add", x, root), number(0.5));
            }
            case SPARSE_PLUS -> {
                String middle = part("Add", part("Clip", x, number(-1), number(1)), number(1));
                String square = part("Mul", part("Mul", middle, middle), number(0.25));
                yield last("Add", square, part("Relu", part("Sub", x, number(1))));
            }
            case SPARSE_SIGMOID -> hardSigmoid(x, 0.5);
            case LINEAR, SOFTMAX, LOG_SOFTMAX, SPARSEMAX ->
                throw new AssertionError(function + " is no function of one number, or none at all");
        };
    }

    String of(ReLU relu, String x) {
        if (relu.threshold() == 0) {
            if (relu.negativeSlope() == 0) {
                return relu.maxValue().isPresent() ? clip(x, 0, relu.maxValue().getAsDouble()) : last("Relu", x);
            }
            String leaky = place.op("LeakyRelu", x)
                    .number("alpha", relu.negativeSlope())
                    .named(place.path());
            return limited(leaky, relu.maxValue());
        }
        String above = last("Where", part("Greater", x, number(relu.threshold())), x, number(0));
        if (relu.negativeSlope() == 0) {
            return limited(above, relu.maxValue());
        }
        String below = part("Relu", part("Sub", number(relu.threshold()), x));
        return limited(last("Sub", above, part("Mul", below, number(relu.negativeSlope()))), relu.maxValue());
    }

    private String limited(String x, OptionalDouble limit) {
        return limit.isPresent() ? last("Min", x, number(limit.getAsDouble())) : x;
    }

    private String clip(String x, double least, double most) {
        return last("Clip", x, number(least), number(most));
    }

    private String hardSigmoid(String x, double slope) {
        return place.op("HardSigmoid", x)
                .number("alpha", slope)
                .number("beta", 0.5)
                .named(place.path());
    }

    private String shrink(String x, double bias) {
        return place.op("Shrink", x)
                .number("lambd", SHRINK_LIMIT)
                .number("bias", bias)
                .named(place.path());
    }

    private String number(double value) {
        return place.nodes().number(value);
    }

    private String part(String type, String... inputs) {
        return place.op(type, inputs).named(place.path() + "/" + type);
    }

    private String last(String type, String... inputs) {
        return place.op(type, inputs).named(place.path());
    }
}
