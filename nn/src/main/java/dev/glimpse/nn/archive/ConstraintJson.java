package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.Constraint;
import dev.glimpse.nn.layer.LayerNames;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Constraints of weights in Keras's JSON. */
final class ConstraintJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ConstraintJson() {}

    static JsonNode write(Optional<Constraint> constraint) {
        return constraint.<JsonNode>map(ConstraintJson::write).orElse(JSON.nullNode());
    }

    private static ObjectNode write(Constraint constraint) {
        ObjectNode config = JSON.objectNode();
        String name =
                switch (constraint) {
                    case Constraint.MaxNorm(double maxValue, List<Integer> axes) -> {
                        config.put("max_value", maxValue);
                        axes(config, axes);
                        yield "MaxNorm";
                    }
                    case Constraint.NonNeg() -> "NonNeg";
                    case Constraint.UnitNorm(List<Integer> axes) -> {
                        axes(config, axes);
                        yield "UnitNorm";
                    }
                    case Constraint.MinMaxNorm(double minValue, double maxValue, double rate, List<Integer> axes) -> {
                        config.put("min_value", minValue);
                        config.put("max_value", maxValue);
                        config.put("rate", rate);
                        axes(config, axes);
                        yield "MinMaxNorm";
                    }
                };
        return ParameterJson.object("keras.constraints", name, config);
    }

    private static void axes(ObjectNode config, List<Integer> axes) {
        if (axes.size() == 1) {
            config.put("axis", axes.getFirst());
        } else {
            ArrayNode array = config.putArray("axis");
            axes.forEach(array::add);
        }
    }

    static Optional<Constraint> read(LayerConfig config, String key) {
        JsonNode value = config.get(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        LayerConfig settings = ParameterJson.settings(value);
        Constraint constraint =
                switch (LayerNames.snakeCase(ParameterJson.className(value))) {
                    case "max_norm", "maxnorm" ->
                        new Constraint.MaxNorm(settings.number("max_value", 2), axes(settings));
                    case "non_neg", "nonneg" -> new Constraint.NonNeg();
                    case "unit_norm", "unitnorm" -> new Constraint.UnitNorm(axes(settings));
                    case "min_max_norm" ->
                        new Constraint.MinMaxNorm(
                                settings.number("min_value", 0),
                                settings.number("max_value", 1),
                                settings.number("rate", 1),
                                axes(settings));
                    default -> throw config.wrong(key, "MaxNorm, NonNeg, UnitNorm or MinMaxNorm");
                };
        settings.finish();
        return Optional.of(constraint);
    }

    private static List<Integer> axes(LayerConfig settings) {
        return settings.has("axis") ? settings.integers("axis") : List.of(0);
    }
}
