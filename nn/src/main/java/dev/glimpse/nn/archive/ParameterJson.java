package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Initializer;
import dev.glimpse.nn.layer.Initializer.Distribution;
import dev.glimpse.nn.layer.Initializer.Mode;
import dev.glimpse.nn.layer.LayerNames;
import dev.glimpse.nn.layer.Parameter;
import dev.glimpse.nn.layer.Regularizer;
import dev.glimpse.tensor.Seed;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Initializers, regularizers and activation functions in Keras's JSON. */
final class ParameterJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The settings of {@link Initializer.VarianceScaling} that have a name of their own. */
    private static final Map<String, Initializer.VarianceScaling> NAMED = Map.of(
            "GlorotUniform", Initializer.glorotUniform(),
            "GlorotNormal", Initializer.glorotNormal(),
            "HeUniform", Initializer.heUniform(),
            "HeNormal", Initializer.heNormal(),
            "LecunUniform", Initializer.lecunUniform(),
            "LecunNormal", Initializer.lecunNormal());

    private ParameterJson() {}

    static ObjectNode object(String module, String className, ObjectNode config) {
        ObjectNode json = JSON.objectNode();
        json.put("module", module);
        json.put("class_name", className);
        json.set("config", config);
        json.putNull("registered_name");
        return json;
    }

    static JsonNode write(Optional<Regularizer> regularizer) {
        return regularizer.<JsonNode>map(ParameterJson::write).orElse(JSON.nullNode());
    }

    private static ObjectNode write(Regularizer regularizer) {
        ObjectNode config = JSON.objectNode();
        String name =
                switch (regularizer) {
                    case Regularizer.L1(double l1) -> {
                        config.put("l1", l1);
                        yield "L1";
                    }
                    case Regularizer.L2(double l2) -> {
                        config.put("l2", l2);
                        yield "L2";
                    }
                    case Regularizer.L1L2(double l1, double l2) -> {
                        config.put("l1", l1);
                        config.put("l2", l2);
                        yield "L1L2";
                    }
                };
        return object("keras.regularizers", name, config);
    }

    static ObjectNode write(Initializer initializer) {
        ObjectNode config = JSON.objectNode();
        String name =
                switch (initializer) {
                    case Initializer.Zeros() -> "Zeros";
                    case Initializer.Ones() -> "Ones";
                    case Initializer.Constant(double value) -> {
                        config.put("value", value);
                        yield "Constant";
                    }
                    case Initializer.RandomNormal(double mean, double stddev, Optional<Seed> seed) -> {
                        config.put("mean", mean);
                        config.put("stddev", stddev);
                        seed(config, seed);
                        yield "RandomNormal";
                    }
                    case Initializer.RandomUniform(double minval, double maxval, Optional<Seed> seed) -> {
                        config.put("minval", minval);
                        config.put("maxval", maxval);
                        seed(config, seed);
                        yield "RandomUniform";
                    }
                    case Initializer.TruncatedNormal(double mean, double stddev, Optional<Seed> seed) -> {
                        config.put("mean", mean);
                        config.put("stddev", stddev);
                        seed(config, seed);
                        yield "TruncatedNormal";
                    }
                    case Initializer.VarianceScaling scaling -> scaling(config, scaling);
                    case Initializer.Orthogonal(double gain, Optional<Seed> seed) -> {
                        config.put("gain", gain);
                        seed(config, seed);
                        yield "Orthogonal";
                    }
                    case Initializer.Identity(double gain) -> {
                        config.put("gain", gain);
                        yield "Identity";
                    }
                };
        return object("keras.initializers", name, config);
    }

    private static String scaling(ObjectNode config, Initializer.VarianceScaling scaling) {
        for (var named : NAMED.entrySet()) {
            if (named.getValue().equals(seeded(scaling, Optional.empty()))) {
                seed(config, scaling.seed());
                return named.getKey();
            }
        }
        config.put("scale", scaling.scale());
        config.put("mode", LayerConfig.spelling(scaling.mode()));
        config.put("distribution", LayerConfig.spelling(scaling.distribution()));
        seed(config, scaling.seed());
        return "VarianceScaling";
    }

    private static Initializer.VarianceScaling seeded(Initializer.VarianceScaling scaling, Optional<Seed> seed) {
        return new Initializer.VarianceScaling(scaling.scale(), scaling.mode(), scaling.distribution(), seed);
    }

    static void seed(ObjectNode config, Optional<Seed> seed) {
        seed.ifPresentOrElse(given -> config.put("seed", given.value()), () -> config.putNull("seed"));
    }

    /** The parameter whose initializer and regularizer stand under {@code name_initializer} and {@code name_regularizer}. */
    static Parameter parameter(LayerConfig config, String name, Initializer otherwise) {
        return new Parameter(
                initializer(config, name + "_initializer", otherwise),
                regularizer(config, name + "_regularizer"),
                ConstraintJson.read(config, name + "_constraint"));
    }

    static Initializer initializer(LayerConfig config, String key, Initializer otherwise) {
        JsonNode value = config.get(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        LayerConfig settings = settings(value);
        String className = className(value);
        Initializer initializer =
                switch (LayerNames.snakeCase(className)) {
                    case "zeros", "zero" -> new Initializer.Zeros();
                    case "ones", "one" -> new Initializer.Ones();
                    case "constant" -> new Initializer.Constant(settings.number("value", 0));
                    case "random_normal", "normal" ->
                        new Initializer.RandomNormal(
                                settings.number("mean", 0), settings.number("stddev", 0.05), settings.seed());
                    case "random_uniform", "uniform" ->
                        new Initializer.RandomUniform(
                                settings.number("minval", -0.05), settings.number("maxval", 0.05), settings.seed());
                    case "truncated_normal" ->
                        new Initializer.TruncatedNormal(
                                settings.number("mean", 0), settings.number("stddev", 0.05), settings.seed());
                    case "variance_scaling" ->
                        new Initializer.VarianceScaling(
                                settings.number("scale", 1),
                                settings.choice("mode", Mode.class, Mode.FAN_IN),
                                distribution(settings),
                                settings.seed());
                    case "glorot_uniform" -> seeded(Initializer.glorotUniform(), settings.seed());
                    case "glorot_normal" -> seeded(Initializer.glorotNormal(), settings.seed());
                    case "he_uniform" -> seeded(Initializer.heUniform(), settings.seed());
                    case "he_normal" -> seeded(Initializer.heNormal(), settings.seed());
                    case "lecun_uniform" -> seeded(Initializer.lecunUniform(), settings.seed());
                    case "lecun_normal" -> seeded(Initializer.lecunNormal(), settings.seed());
                    case "orthogonal", "orthogonal_initializer" ->
                        new Initializer.Orthogonal(settings.number("gain", 1), settings.seed());
                    case "identity", "identity_initializer" -> new Initializer.Identity(settings.number("gain", 1));
                    default -> throw config.wrong(key, "an initializer of Keras");
                };
        settings.ignore("dtype");
        settings.finish();
        return initializer;
    }

    /** The settings of an object; none where only its name stands. */
    static LayerConfig settings(JsonNode value) {
        return new LayerConfig(
                className(value), value.path("config").isObject() ? value.path("config") : JSON.objectNode());
    }

    private static Distribution distribution(LayerConfig settings) {
        if (settings.has("distribution") && settings.text("distribution").equals("normal")) {
            return Distribution.TRUNCATED_NORMAL;
        }
        return settings.choice("distribution", Distribution.class, Distribution.TRUNCATED_NORMAL);
    }

    static Optional<Regularizer> regularizer(LayerConfig config, String key) {
        JsonNode value = config.get(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        LayerConfig settings = settings(value);
        String className = className(value);
        Regularizer regularizer =
                switch (className) {
                    case "L1", "l1" -> new Regularizer.L1(settings.number("l1", 0.01));
                    case "L2", "l2" -> new Regularizer.L2(settings.number("l2", 0.01));
                    case "L1L2", "l1_l2" -> new Regularizer.L1L2(settings.number("l1", 0), settings.number("l2", 0));
                    default -> throw config.wrong(key, "L1, L2 or L1L2");
                };
        settings.finish();
        return Optional.of(regularizer);
    }

    static ActivationFunction activation(LayerConfig config) {
        JsonNode value = config.get("activation");
        if (value.isMissingNode()) {
            return ActivationFunction.LINEAR;
        }
        String name = value.isObject() && value.path("class_name").asString("").equals("function")
                ? value.path("config").asString("")
                : value.asString("");
        return ActivationFunction.byKerasName(name)
                .orElseThrow(() -> config.wrong("activation", "the name of one of Keras's functions"));
    }

    static String className(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        JsonNode name = value.path("class_name");
        if (!name.isString()) {
            throw new NnException("a Keras object names its class in \"class_name\", got " + value);
        }
        return name.stringValue();
    }
}
