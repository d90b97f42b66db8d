package dev.glimpse.classifier;

import dev.glimpse.classifier.confidence.Scaling;
import dev.glimpse.classifier.evaluation.TrainingCurves;
import dev.glimpse.data.split.Splits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Glimpse knows about a model beside its weights; it stands in the model file, where Keras does not look.
 *
 * @param naming what the model's outputs are called
 * @param views how a picture becomes the model's inputs
 * @param about how the model came to be, name by name, for people
 * @param splits which picture had which split when the model was taught
 * @param curves how the training went, if there was one
 * @param answering how the model's outputs become probabilities
 * @param scaling what became of its probabilities once it was taught, if anything was tried
 * @param unknown how pictures of other things are told, if they can be
 */
record ModelFacts(
        Labels naming,
        Views views,
        SequencedMap<String, String> about,
        Splits splits,
        Optional<TrainingCurves> curves,
        Answering answering,
        Optional<Scaling> scaling,
        Optional<UnknownRule> unknown) {

    private static final int VERSION = 1;

    /** The labels in the order of the model's outputs. */
    List<String> labels() {
        return naming.names();
    }

    /** How a picture becomes the model's input, or its first one if it has several. */
    Preprocessing preprocessing() {
        return views.first();
    }

    /** Facts about a model whose outputs are probabilities. */
    static ModelFacts of(
            Labels naming, Preprocessing preprocessing, SequencedMap<String, String> about, Splits splits) {
        return new ModelFacts(
                naming,
                Views.of(preprocessing),
                about,
                splits,
                Optional.empty(),
                new Answering.ByLayers(),
                Optional.empty(),
                Optional.empty());
    }

    ModelFacts withCurves(TrainingCurves trained) {
        return new ModelFacts(naming, views, about, splits, Optional.of(trained), answering, scaling, unknown);
    }

    /** This with one more thing that people may want to know. */
    ModelFacts withAbout(String name, String value) {
        SequencedMap<String, String> more = new LinkedHashMap<>(about);
        more.put(name, value);
        return new ModelFacts(naming, views, more, splits, curves, answering, scaling, unknown);
    }

    /** This with another way from outputs to probabilities. */
    ModelFacts with(Answering other) {
        return new ModelFacts(naming, views, about, splits, curves, other, scaling, unknown);
    }

    /** This with other labels, and another way from outputs to probabilities. */
    ModelFacts with(Labels newNaming, Answering other) {
        return new ModelFacts(newNaming, views, about, splits, curves, other, scaling, unknown);
    }

    /** This for a model that sees pictures in several ways. */
    ModelFacts with(Views ways) {
        return new ModelFacts(naming, ways, about, splits, curves, answering, scaling, unknown);
    }

    /** This with another record of which picture has which split. */
    ModelFacts with(Splits recorded) {
        return new ModelFacts(naming, views, about, recorded, curves, answering, scaling, unknown);
    }

    /** This with a way to tell pictures of other things. */
    ModelFacts with(UnknownRule rule) {
        return new ModelFacts(naming, views, about, splits, curves, answering, scaling, Optional.of(rule));
    }

    /** This with what became of the probabilities. */
    ModelFacts with(Scaling tried) {
        return new ModelFacts(naming, views, about, splits, curves, answering, Optional.of(tried), unknown);
    }

    /** Which picture has which split: as recorded, and samples that were added are some to learn from. */
    Splits splitsWithSamples() {
        return splits.with(answering.samplesLearntFrom());
    }

    /** This as it stands in a file; nothing if nobody has named the outputs, so that it can still be done. */
    ObjectNode toJson() {
        if (naming instanceof Labels.Numbered) {
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("version", VERSION);
        ArrayNode names = json.putArray("labels");
        labels().forEach(names::add);
        json.set("preprocessing", preprocessing().toJson());
        if (views.each().size() > 1) {
            ArrayNode further = json.putArray("furtherPreprocessing");
            views.each().stream().skip(1).forEach(way -> further.add(way.toJson()));
        }
        ObjectNode facts = json.putObject("about");
        about.forEach(facts::put);
        ObjectNode recorded = json.putObject("splits");
        splitsWithSamples().toMap().forEach(recorded::put);
        curves.ifPresent(known -> {
            ArrayNode epochs = json.putArray("history");
            known.epochs().forEach(epoch -> {
                ObjectNode metrics =
                        epochs.addObject().put("epoch", epoch.number()).putObject("metrics");
                epoch.metrics().forEach(metrics::put);
            });
            known.kept().ifPresent(kept -> json.put("keptEpoch", kept));
        });
        answering.putInto(json);
        scaling.ifPresent(tried -> json.set("confidence", ConfidenceJson.of(tried)));
        unknown.ifPresent(rule -> json.set("unknown", ConfidenceJson.of(rule)));
        return json;
    }

    /** Whether a model file has facts at all; one that others wrote has none, nor has one that Keras saved again. */
    static boolean areIn(ObjectNode json) {
        return json.has("labels");
    }

    /** Why the answers of a model come from more than its layers, if they do: its recipe says so in the file. */
    static Optional<String> beyondLayers(ObjectNode json) {
        String reason = json.path("beyondLayers").asString("");
        return reason.isEmpty() ? Optional.empty() : Optional.of(reason);
    }

    /**
     * The facts in a model file; nothing if the file has none, as one that others wrote, or that Keras saved again.
     *
     * @throws ClassifierException if it has some that are damaged
     */
    static Optional<ModelFacts> ofJson(ObjectNode json, Path file) {
        if (!areIn(json)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(json, file));
        } catch (JacksonException damaged) {
            throw new ClassifierException(
                    file + " says something about its labels and pictures that cannot be understood: it is damaged",
                    damaged);
        }
    }

    private static ModelFacts read(ObjectNode json, Path file) {
        if (json.path("version").asInt(0) > VERSION) {
            throw new ClassifierException(file + " was written by a newer Glimpse: use that one, or a newer one still");
        }
        List<String> labels = new ArrayList<>();
        json.get("labels").forEach(label -> labels.add(label.asString()));
        SequencedMap<String, String> about = new LinkedHashMap<>();
        json.path("about")
                .properties()
                .forEach(fact -> about.put(fact.getKey(), fact.getValue().asString()));
        Map<String, String> splits = new LinkedHashMap<>();
        json.path("splits")
                .properties()
                .forEach(split -> splits.put(split.getKey(), split.getValue().asString()));
        return new ModelFacts(
                named(labels, file),
                views(json),
                about,
                Splits.of(splits, file.toString()),
                curves(json),
                Answering.read(json, Entries.of(file), labels.size()),
                Optional.of(json.path("confidence"))
                        .filter(JsonNode::isObject)
                        .map(tried -> ConfidenceJson.scaling(tried, file.toString())),
                Optional.of(json.path("unknown"))
                        .filter(JsonNode::isObject)
                        .map(rule -> ConfidenceJson.rule(rule, file.toString())));
    }

    private static Views views(ObjectNode json) {
        List<Preprocessing> ways = new ArrayList<>(List.of(Preprocessing.ofJson(json.path("preprocessing"))));
        json.path("furtherPreprocessing").forEach(way -> ways.add(Preprocessing.ofJson(way)));
        return new Views(ways);
    }

    private static Labels named(List<String> labels, Path file) {
        try {
            return new Labels.Named(labels);
        } catch (ClassifierException wrong) {
            throw new ClassifierException(
                    file + ": " + wrong.getMessage() + "; it was changed since it was saved", wrong);
        }
    }

    private static Optional<TrainingCurves> curves(JsonNode json) {
        if (!json.path("history").isArray()) {
            return Optional.empty();
        }
        List<TrainingCurves.Epoch> epochs = new ArrayList<>();
        for (JsonNode epoch : json.get("history")) {
            SequencedMap<String, Double> metrics = new LinkedHashMap<>();
            epoch.path("metrics")
                    .properties()
                    .forEach(metric ->
                            metrics.put(metric.getKey(), metric.getValue().asDouble(Double.NaN)));
            epochs.add(new TrainingCurves.Epoch(epoch.path("epoch").asInt(epochs.size() + 1), metrics));
        }
        OptionalInt kept = json.path("keptEpoch").isInt()
                ? OptionalInt.of(json.get("keptEpoch").intValue())
                : OptionalInt.empty();
        return Optional.of(new TrainingCurves(epochs, kept));
    }
}
