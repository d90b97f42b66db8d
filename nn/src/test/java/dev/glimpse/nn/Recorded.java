package dev.glimpse.nn;

import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Keras computed, from {@code src/test/resources/keras}; the README beside its recorder says what the keys mean. */
@NullMarked
public record Recorded(String name, JsonNode json) {

    /** The cases of a file, such as {@code losses.json}. */
    public static List<Recorded> cases(String file) {
        return json(file).stream()
                .map(json -> new Recorded(json.get("name").stringValue(), json))
                .toList();
    }

    /** The cases of a file as they stand there. */
    public static List<JsonNode> json(String file) {
        return file(file).get("cases").valueStream().toList();
    }

    /** All of a file. */
    public static JsonNode file(String file) {
        try (InputStream in = Objects.requireNonNull(Recorded.class.getResourceAsStream("/keras/" + file))) {
            return JsonMapper.shared().readTree(in);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The serialised object of this case. */
    public Map<?, ?> config() {
        return JsonMapper.shared().convertValue(json.get("config"), Map.class);
    }

    /** How far off a number may be, times its size where that is above 1. */
    public double tolerance() {
        return json.get("tolerance").doubleValue();
    }

    /** Part of this case. */
    public JsonNode get(String key) {
        return Objects.requireNonNull(json.get(key), key);
    }

    /** A list within this case. */
    public List<JsonNode> list(String key) {
        return get(key).valueStream().toList();
    }

    /** The numbers of an array, in order. */
    public static double[] values(JsonNode array) {
        return numbers(array.get("values"));
    }

    /** The numbers of a list; {@code "inf"} and the like included. */
    public static double[] numbers(JsonNode list) {
        return list.valueStream().mapToDouble(Recorded::number).toArray();
    }

    private static double number(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return switch (value.stringValue()) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    /** The shape of an array. */
    public static Shape shape(JsonNode array) {
        return Shape.of(
                array.get("shape").valueStream().mapToInt(JsonNode::intValue).toArray());
    }

    /** An array in 32 bits. */
    public static NdArray.Floats floats(JsonNode array) {
        return new NdArray.Floats(shape(array), narrow(values(array)));
    }

    /** Numbers in 32 bits. */
    public static float[] narrow(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    /** Part of a case that it may not have. */
    public static Optional<JsonNode> optional(JsonNode json, String key) {
        return Optional.ofNullable(json.get(key)).filter(value -> !value.isNull());
    }

    /** All numbers of several arrays one after another. */
    public static double[] flat(Stream<JsonNode> arrays) {
        return arrays.flatMapToDouble(array -> java.util.Arrays.stream(values(array)))
                .toArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
