package dev.glimpse.classifier;

import dev.glimpse.classifier.confidence.Prototypes;
import dev.glimpse.classifier.confidence.Scaling;
import dev.glimpse.classifier.confidence.Spread;
import dev.glimpse.classifier.confidence.Sureness;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a model file says how sure its classifier is, and how it tells pictures of other things. */
final class ConfidenceJson {

    private ConfidenceJson() {}

    static ObjectNode of(Scaling scaling) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (scaling) {
            case Scaling.Scaled scaled -> {
                json.put("temperature", scaled.temperature()).put("pictures", scaled.pictures());
                json.set("before", of(scaled.before()));
                json.set("after", of(scaled.after()));
                yield json;
            }
            case Scaling.Left left -> json.put("left", left.reason());
        };
    }

    private static ObjectNode of(Sureness sureness) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("logLoss", sureness.logLoss())
                .put("calibrationError", sureness.calibrationError());
    }

    static ObjectNode of(UnknownRule rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (rule) {
            case UnknownRule.ByProbability _ -> json.put("by", "probability");
            case UnknownRule.ByDistance by -> {
                switch (by.measure()) {
                    case UnknownRule.Measure.ToPrototypes to ->
                        json.put("by", "prototypes")
                                .put("layer", to.layer())
                                .put("length", to.known().length())
                                .put("directions", to.known().text());
                    case UnknownRule.Measure.ToNeighbours _ -> json.put("by", "neighbours");
                }
                json.set("distance", of(by.distance()));
                json.set("unsureness", of(by.unsureness()));
            }
        }
        return json.put("threshold", rule.threshold());
    }

    private static ObjectNode of(Spread spread) {
        return JsonNodeFactory.instance.objectNode().put("mean", spread.mean()).put("deviation", spread.deviation());
    }

    /**
     * What became of the probabilities, as a file says it.
     *
     * @throws ClassifierException if it is damaged
     */
    static Scaling scaling(JsonNode json, String file) {
        if (json.path("left").isString()) {
            return new Scaling.Left(json.get("left").asString());
        }
        double temperature = number(json, "temperature", file);
        if (!(temperature > 0)) {
            throw damaged(file, "temperature", temperature);
        }
        return new Scaling.Scaled(
                temperature,
                (long) number(json, "pictures", file),
                sureness(json.path("before"), file),
                sureness(json.path("after"), file));
    }

    private static Sureness sureness(JsonNode json, String file) {
        return new Sureness(number(json, "logLoss", file), number(json, "calibrationError", file));
    }

    /**
     * How pictures of other things are told, as a file says it.
     *
     * @throws ClassifierException if it is damaged
     */
    static UnknownRule rule(JsonNode json, String file) {
        double threshold = number(json, "threshold", file);
        String by = json.path("by").asString("");
        return switch (by) {
            case "probability" -> new UnknownRule.ByProbability(threshold);
            case "prototypes" ->
                new UnknownRule.ByDistance(
                        prototypes(json, file),
                        spread(json.path("distance"), file),
                        spread(json.path("unsureness"), file),
                        threshold);
            case "neighbours" ->
                new UnknownRule.ByDistance(
                        new UnknownRule.Measure.ToNeighbours(),
                        spread(json.path("distance"), file),
                        spread(json.path("unsureness"), file),
                        threshold);
            default ->
                throw new ClassifierException(file + " tells pictures of other things by '" + by
                        + "', which this Glimpse does not know: use a newer one");
        };
    }

    private static UnknownRule.Measure prototypes(JsonNode json, String file) {
        try {
            return new UnknownRule.Measure.ToPrototypes(
                    json.path("layer").asString(""),
                    Prototypes.ofText(
                            json.path("length").asInt(0),
                            json.path("directions").asString("")));
        } catch (IllegalArgumentException wrong) {
            throw new ClassifierException(
                    file + " says wrongly what its classes look like (" + wrong.getMessage()
                            + "): it was changed since it was saved",
                    wrong);
        }
    }

    private static Spread spread(JsonNode json, String file) {
        double mean = number(json, "mean", file);
        double deviation = number(json, "deviation", file);
        if (!(deviation > 0)) {
            throw damaged(file, "deviation", deviation);
        }
        return new Spread(mean, deviation);
    }

    private static double number(JsonNode json, String key, String file) {
        double number = json.path(key).asDouble(Double.NaN);
        if (!Double.isFinite(number)) {
            throw damaged(file, key, number);
        }
        return number;
    }

    private static ClassifierException damaged(String file, String key, double number) {
        return new ClassifierException(
                file + " says " + number + " for " + key + ", which cannot be: it was changed since it was saved");
    }
}
