package dev.glimpse.nn.archive;

import static java.util.Map.entry;

import dev.glimpse.nn.NnException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Layers as Keras 1 and 2 spelt them, put into the words of Keras 3, so that nobody else has to know the old ones.
 *
 * @see <a href="https://github.com/keras-team/keras/blob/2.0.0/keras/legacy/interfaces.py">Keras 2.0: legacy
 *     interfaces</a>
 */
final class OldSpellings {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Names of classes that are others today, or that are short for them in Keras itself. */
    private static final Map<String, String> CLASSES = Map.ofEntries(
            entry("Input", "InputLayer"),
            entry("Convolution2D", "Conv2D"),
            entry("AtrousConvolution2D", "Conv2D"),
            entry("AtrousConv2D", "Conv2D"),
            entry("Deconvolution2D", "Conv2DTranspose"),
            entry("Deconv2D", "Conv2DTranspose"),
            entry("Convolution2DTranspose", "Conv2DTranspose"),
            entry("DepthwiseConvolution2D", "DepthwiseConv2D"),
            entry("SeparableConvolution2D", "SeparableConv2D"),
            entry("MaxPool2D", "MaxPooling2D"),
            entry("AvgPool2D", "AveragePooling2D"),
            entry("GlobalMaxPool2D", "GlobalMaxPooling2D"),
            entry("GlobalAvgPool2D", "GlobalAveragePooling2D"),
            entry("BatchNormalizationV1", "BatchNormalization"),
            entry("BatchNormalizationV2", "BatchNormalization"),
            entry("SyncBatchNormalization", "BatchNormalization"),
            entry("ThresholdedReLU", "ReLU"));

    private static final Map<String, String> KEYS = Map.ofEntries(
            entry("nb_filter", "filters"),
            entry("subsample", "strides"),
            entry("border_mode", "padding"),
            entry("atrous_rate", "dilation_rate"),
            entry("output_dim", "units"),
            entry("bias", "use_bias"),
            entry("init", "kernel_initializer"),
            entry("W_regularizer", "kernel_regularizer"),
            entry("b_regularizer", "bias_regularizer"),
            entry("W_constraint", "kernel_constraint"),
            entry("b_constraint", "bias_constraint"),
            entry("gamma_init", "gamma_initializer"),
            entry("beta_init", "beta_initializer"),
            entry("p", "rate"),
            entry("sigma", "stddev"));

    /** Keys that mean something else than {@link #KEYS} say, by class name of today. */
    private static final Map<String, Map<String, String>> KEYS_OF = Map.of(
            "PReLU", Map.of("init", "alpha_initializer"),
            "LeakyReLU", Map.of("alpha", "negative_slope"),
            "ReLU", Map.of("theta", "threshold"),
            "DepthwiseConv2D", Map.of("init", "depthwise_initializer", "W_regularizer", "depthwise_regularizer"),
            "SeparableConv2D", Map.of("init", "depthwise_initializer", "W_regularizer", "depthwise_regularizer"));

    private static final Map<String, String> OBJECTS = Map.of(
            "WeightRegularizer", "L1L2",
            "L1L2Regularizer", "L1L2",
            "ActivityRegularizer", "L1L2");

    /** A layer's class and settings. */
    record Spelling(String className, JsonNode config) {}

    private OldSpellings() {}

    /** The names of classes that are understood besides those of Keras 3. */
    static Set<String> classNames() {
        return CLASSES.keySet();
    }

    /**
     * The layer in the words of Keras 3.
     *
     * @throws NnException if it was one that Keras 3 has no words for
     */
    static Spelling today(String className, JsonNode config) {
        if (!config.isObject()) {
            return new Spelling(CLASSES.getOrDefault(className, className), config);
        }
        ObjectNode settings = JSON.objectNode();
        settings.setAll((ObjectNode) config);
        if (className.equals("Merge")) {
            return merge(settings);
        }
        String today = CLASSES.getOrDefault(className, className);
        Map<String, String> keys = new HashMap<>(KEYS);
        keys.putAll(KEYS_OF.getOrDefault(today, Map.of()));
        keys.forEach((old, key) -> rename(settings, old, key));
        switch (className) {
            case "SeparableConvolution2D" -> copy(settings, "depthwise_initializer", "pointwise_initializer");
            case "ThresholdedReLU" -> {
                if (!settings.has("threshold")) {
                    settings.put("threshold", 1.0);
                }
            }
            default -> {}
        }
        objects(settings);
        kernelSize(settings);
        channels(settings);
        padding(settings);
        if (today.equals("BatchNormalization")) {
            batchNormalization(className, settings);
        }
        if (today.equals("InputLayer")) {
            inputLayer(settings);
        }
        return new Spelling(today, settings);
    }

    /** Where both words stand, the old one stays, and is refused as unknown. */
    private static void rename(ObjectNode settings, String old, String key) {
        if (settings.has(old) && !settings.has(key)) {
            settings.set(key, settings.remove(old));
        }
    }

    private static void copy(ObjectNode settings, String from, String to) {
        if (settings.has(from) && !settings.has(to)) {
            settings.set(to, settings.get(from));
        }
    }

    /** Keras 1 wrote the settings of regularizers and constraints beside their name. */
    private static void objects(ObjectNode settings) {
        for (String key : List.copyOf(settings.propertyNames())) {
            JsonNode value = settings.get(key);
            boolean old = value.isObject() && value.path("name").isString() && !value.has("class_name");
            if (old && (key.endsWith("_regularizer") || key.endsWith("_constraint"))) {
                ObjectNode config = ((ObjectNode) value).deepCopy();
                String name = config.remove("name").stringValue();
                rename(config, "m", "max_value");
                ObjectNode object = JSON.objectNode().put("class_name", OBJECTS.getOrDefault(name, name));
                object.set("config", config);
                settings.set(key, object);
            }
        }
    }

    private static void kernelSize(ObjectNode settings) {
        if (settings.has("nb_row") && settings.has("nb_col") && !settings.has("kernel_size")) {
            settings.set(
                    "kernel_size",
                    JSON.arrayNode().add(settings.remove("nb_row")).add(settings.remove("nb_col")));
        }
    }

    private static void channels(ObjectNode settings) {
        if (settings.has("dim_ordering") && !settings.has("data_format")) {
            String order = settings.remove("dim_ordering").asString("");
            switch (order) {
                case "th" -> settings.put("data_format", "channels_first");
                case "tf" -> settings.put("data_format", "channels_last");
                case "default" -> {}
                default -> settings.put("dim_ordering", order);
            }
        }
    }

    /** Keras 1 named the sides of a padding. */
    private static void padding(ObjectNode settings) {
        JsonNode padding = settings.path("padding");
        if (padding.isObject() && padding.has("top_pad")) {
            ArrayNode sides = JSON.arrayNode();
            for (String side : new String[] {"top_pad", "bottom_pad", "left_pad", "right_pad"}) {
                sides.add(padding.path(side).isMissingNode() ? JSON.numberNode(0) : padding.path(side));
            }
            settings.set("padding", sides);
        }
    }

    /** Keras 1's other modes took statistics from each sample, or from each batch when predicting too. */
    private static void batchNormalization(String className, ObjectNode settings) {
        JsonNode mode = settings.path("mode");
        if (LayerConfig.isInteger(mode)) {
            if (mode.intValue() != 0) {
                throw new LayerConfig(className, settings)
                        .wrong("mode", "0, where each channel has its mean and variance (Keras 3 has no other)");
            }
            settings.remove("mode");
        }
    }

    /** {@code Input(shape=…)}, as people write it. */
    private static void inputLayer(ObjectNode settings) {
        if (settings.path("shape").isArray() && !settings.has("batch_shape")) {
            ArrayNode shape = JSON.arrayNode().addNull();
            settings.remove("shape").forEach(shape::add);
            settings.set("batch_shape", shape);
        }
    }

    /** Keras 1 had one class for all layers that make one output of several inputs. */
    private static Spelling merge(ObjectNode settings) {
        LayerConfig merge = new LayerConfig("Merge", settings);
        if (!settings.path("layers").isMissingNode() && !settings.path("layers").isNull()) {
            throw merge.wrong(
                    "layers", "not supported: rebuild the model with the functional API, where it joins outputs");
        }
        String mode = settings.path("mode").asString("sum");
        String className =
                switch (mode) {
                    case "sum" -> "Add";
                    case "mul" -> "Multiply";
                    case "ave" -> "Average";
                    case "max" -> "Maximum";
                    case "concat" -> "Concatenate";
                    default -> throw merge.wrong("mode", "sum, mul, ave, max or concat");
                };
        ObjectNode config = JSON.objectNode();
        for (String key : new String[] {"name", "trainable"}) {
            copyTo(settings, key, config, key);
        }
        if (className.equals("Concatenate")) {
            copyTo(settings, "concat_axis", config, "axis");
        }
        return new Spelling(className, config);
    }

    private static void copyTo(ObjectNode from, String key, ObjectNode to, String newKey) {
        if (from.has(key)) {
            to.set(newKey, from.get(key));
        }
    }
}
