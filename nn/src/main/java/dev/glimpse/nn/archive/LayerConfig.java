package dev.glimpse.nn.archive;

import dev.glimpse.nn.KerasObject;
import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.SavedPart.DataFormat;
import dev.glimpse.nn.layer.LayerInfo;
import dev.glimpse.nn.layer.Padding;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.tensor.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The {@code config} of one layer, read key by key.
 *
 * <p>It remembers what was read: what is left in the end, and says something, is a keyword that would be ignored, and
 * is refused instead.
 */
final class LayerConfig {

    private static final Set<String> PRECISIONS = Set.of("float32", "mixed_float16", "mixed_bfloat16");

    private final String className;
    private final JsonNode json;

    private final Set<String> read = new HashSet<>(Set.of("name", "trainable"));

    private Optional<DataFormat> format = Optional.empty();

    LayerConfig(String className, JsonNode json) {
        this.className = className;
        this.json = json;
        // Keras gave the first layer the shape of the input; that is read with the model.
        read.addAll(InputShape.KEYS);
        if (!json.isObject()) {
            throw new NnException("a layer of class " + className + " has no \"config\" object");
        }
    }

    JsonNode json() {
        return json;
    }

    LayerInfo info() {
        JsonNode name = json.path("name");
        JsonNode trainable = json.path("trainable");
        return new LayerInfo(
                name.isString() ? Optional.of(legalName(name.stringValue())) : Optional.empty(),
                !trainable.isBoolean() || trainable.booleanValue(),
                ParameterJson.regularizer(this, "activity_regularizer"));
    }

    /** A layer's name; Keras 1 and 2 let it have slashes. */
    static String legalName(String name) {
        return name.replace('/', '_');
    }

    /** The value of a key; missing if it is absent or null. */
    JsonNode get(String key) {
        read.add(key);
        JsonNode value = json.path(key);
        return value.isNull() ? json.path("").path("") : value;
    }

    /** A whole number that is no larger than Java's {@code int}. */
    static boolean isInteger(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToInt();
    }

    boolean has(String key) {
        return !get(key).isMissingNode();
    }

    /** Looks at nothing: the key makes no difference. */
    void ignore(String... keys) {
        read.addAll(Arrays.asList(keys));
    }

    int integer(String key) {
        JsonNode value = get(key);
        if (!isInteger(value)) {
            throw wrong(key, "a whole number");
        }
        return value.intValue();
    }

    int integer(String key, int otherwise) {
        return has(key) ? integer(key) : otherwise;
    }

    double number(String key) {
        JsonNode value = get(key);
        if (!value.isNumber()) {
            throw wrong(key, "a number");
        }
        return KerasObject.shortest(value.doubleValue());
    }

    double number(String key, double otherwise) {
        return has(key) ? number(key) : otherwise;
    }

    boolean flag(String key, boolean otherwise) {
        JsonNode value = get(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw wrong(key, "true or false");
        }
        return value.booleanValue();
    }

    String text(String key) {
        JsonNode value = get(key);
        if (!value.isString()) {
            throw wrong(key, "a text");
        }
        return value.stringValue();
    }

    /** A constant of an enum, spelt as Keras does: in small letters. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        String given = text(key).toLowerCase(Locale.ROOT);
        E[] constants = type.getEnumConstants();
        for (E constant : constants) {
            if (spelling(constant).equals(given)) {
                return constant;
            }
        }
        throw wrong(key, Arrays.stream(constants).map(LayerConfig::spelling).collect(Collectors.joining(" or ")));
    }

    static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Numbers, however deep in lists; a single one too. */
    List<Double> numbers(String key) {
        List<Double> numbers = new ArrayList<>();
        collect(key, get(key), numbers);
        if (numbers.isEmpty()) {
            throw wrong(key, "numbers");
        }
        return numbers;
    }

    private void collect(String key, JsonNode value, List<Double> numbers) {
        if (value.isArray()) {
            value.forEach(element -> collect(key, element, numbers));
        } else if (value.isNumber()) {
            numbers.add(KerasObject.shortest(value.doubleValue()));
        } else {
            throw wrong(key, "numbers");
        }
    }

    /** Whole numbers in a list; a single one too. */
    List<Integer> integers(String key) {
        JsonNode value = get(key);
        List<Integer> integers = new ArrayList<>();
        for (JsonNode element : value.isArray() ? value : List.of(value)) {
            if (!isInteger(element)) {
                throw wrong(key, "whole numbers");
            }
            integers.add(element.intValue());
        }
        return integers;
    }

    /** A height and a width; a single number is both. */
    Size2 size(String key) {
        List<Integer> sizes = integers(key);
        if (sizes.isEmpty() || sizes.size() > 2) {
            throw wrong(key, "a height and a width");
        }
        return new Size2(sizes.getFirst(), sizes.getLast());
    }

    Size2 size(String key, Size2 otherwise) {
        return has(key) ? size(key) : otherwise;
    }

    Padding padding() {
        return choice("padding", Padding.class, Padding.VALID);
    }

    Optional<Seed> seed() {
        JsonNode value = get("seed");
        if (value.isObject()) {
            value = value.path("config").path("seed");
        }
        return value.isIntegralNumber() && value.canConvertToLong()
                ? Optional.of(Seed.of(value.longValue()))
                : Optional.empty();
    }

    /** The layer looks at pictures, and its settings may say where their channels are. */
    void onPictures() {
        format = Optional.of(
                !has("data_format")
                        ? DataFormat.CHANNELS_LAST
                        : choice("data_format", DataFormat.class, DataFormat.CHANNELS_LAST));
    }

    /** Where channels are, for a layer that is {@link #onPictures}. */
    Optional<DataFormat> format() {
        return format;
    }

    /**
     * Numbers have 32 bits. Mixed precision computes with fewer and keeps weights of 32, so such a model is as good or
     * better here; another precision is refused.
     */
    void float32() {
        JsonNode dtype = get("dtype");
        JsonNode name = dtype.isObject() ? dtype.path("config").path("name") : dtype;
        if (!dtype.isMissingNode() && !PRECISIONS.contains(name.asString(""))) {
            throw wrong("dtype", "float32");
        }
    }

    /** Refuses keywords that were not read and would make a difference. */
    void finish() {
        json.forEachEntry((key, value) -> {
            boolean says = !value.isNull()
                    && !(value.isBoolean() && !value.booleanValue())
                    && !(value.isContainer() && value.isEmpty());
            if (says && !read.contains(key)) {
                throw wrong(key, "not supported and has to be left out");
            }
        });
    }

    NnException wrong(String key, String expected) {
        JsonNode value = json.path(key);
        return new NnException(label() + ": \"" + key + "\" is " + expected + ", got "
                + (value.isMissingNode() ? "nothing" : shorten(value.toString())));
    }

    String label() {
        JsonNode name = json.path("name");
        return "layer " + (name.isString() ? '"' + name.stringValue() + "\" " : "") + "(" + className + ")";
    }

    private static String shorten(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }
}
