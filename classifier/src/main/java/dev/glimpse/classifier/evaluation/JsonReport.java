package dev.glimpse.classifier.evaluation;

import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A report as JSON; {@link Report#json()} lists the fields. */
final class JsonReport {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Report report;
    private final Evaluation evaluation;

    JsonReport(Report report) {
        this.report = report;
        this.evaluation = report.evaluation();
    }

    String render() {
        ObjectNode root = NODES.objectNode();
        root.put("model", report.model());
        root.set("measuredOn", basis());
        root.put("pictures", evaluation.pictures());
        proportion(root, evaluation.accuracy());
        evaluation
                .topK()
                .ifPresent(top -> root.set("topK", proportion(NODES.objectNode().put("k", top.k()), top.share())));
        root.put("logLoss", evaluation.logLoss());
        root.put("brier", evaluation.brier());
        root.set("macroAverage", average(evaluation.macroAverage()));
        root.set("weightedAverage", average(evaluation.weightedAverage()));
        root.set("labels", labels());
        root.set("classes", classes());
        root.set("confusion", confusion());
        root.set("calibration", calibration());
        report.unscaled().ifPresent(before -> root.set("temperature", temperature(before)));
        report.unknowns().ifPresent(unknowns -> root.set("unknown", unknown(unknowns)));
        report.folds().ifPresent(scores -> root.set("folds", folds(scores)));
        root.set("mistakes", mistakes());
        ObjectNode facts = root.putObject("facts");
        report.facts().forEach(facts::put);
        report.curves().ifPresent(curves -> root.set("training", training(curves)));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private ObjectNode basis() {
        Basis basis = evaluation.basis();
        return NODES.objectNode()
                .put("description", basis.description())
                .put(
                        "acquaintance",
                        basis.acquaintance().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static ObjectNode proportion(ObjectNode node, Proportion share) {
        Proportion.Interval interval = share.interval();
        return node.put("accuracy", share.value())
                .put("accuracyLow", interval.low())
                .put("accuracyHigh", interval.high())
                .put("correct", share.hits());
    }

    private static ObjectNode average(Average average) {
        return NODES.objectNode()
                .put("precision", average.precision())
                .put("recall", average.recall())
                .put("f1", average.f1());
    }

    private ArrayNode labels() {
        ArrayNode labels = NODES.arrayNode();
        evaluation.labels().forEach(labels::add);
        return labels;
    }

    private ArrayNode classes() {
        ArrayNode classes = NODES.arrayNode();
        for (ClassScore score : evaluation.classes()) {
            classes.addObject()
                    .put("label", score.label())
                    .put("precision", score.precision())
                    .put("recall", score.recall())
                    .put("f1", score.f1())
                    .put("support", score.support())
                    .put("predicted", score.predicted());
        }
        return classes;
    }

    private ArrayNode confusion() {
        ArrayNode rows = NODES.arrayNode();
        for (long[] counts : evaluation.confusion().toArray()) {
            ArrayNode row = rows.addArray();
            for (long count : counts) {
                row.add(count);
            }
        }
        return rows;
    }

    private ObjectNode calibration() {
        Calibration calibration = evaluation.calibration();
        ObjectNode node = NODES.objectNode()
                .put("expectedError", calibration.expectedError())
                .put("meanProbability", calibration.meanProbability());
        ArrayNode bins = node.putArray("bins");
        for (Calibration.Bin bin : calibration.bins()) {
            bins.addObject()
                    .put("low", bin.low())
                    .put("high", bin.high())
                    .put("count", bin.count())
                    .put("correct", bin.correct())
                    .put("meanProbability", bin.meanProbability())
                    .put("accuracy", bin.accuracy());
        }
        return node;
    }

    private static ObjectNode temperature(Unscaled before) {
        ObjectNode node = NODES.objectNode().put("value", before.temperature());
        node.putObject("before").put("logLoss", before.logLoss()).put("calibrationError", before.calibrationError());
        return node;
    }

    private static ObjectNode unknown(Unknowns unknowns) {
        ObjectNode node = NODES.objectNode();
        unknowns.threshold().ifPresent(threshold -> node.put("threshold", threshold));
        unknowns.lost().ifPresent(lost -> node.set("lost", share(lost)));
        unknowns.foreign().ifPresent(foreign -> {
            ObjectNode others = node.putObject("foreign")
                    .put("description", foreign.description())
                    .put("pictures", foreign.scores().count());
            unknowns.auroc().ifPresent(auroc -> others.put("auroc", auroc));
            unknowns.refused().ifPresent(refused -> others.set("refused", share(refused)));
        });
        return node;
    }

    private static ObjectNode share(Proportion share) {
        Proportion.Interval interval = share.interval();
        return NODES.objectNode()
                .put("share", share.value())
                .put("low", interval.low())
                .put("high", interval.high())
                .put("count", share.hits())
                .put("of", share.of());
    }

    private static ObjectNode folds(FoldScores scores) {
        ObjectNode node = NODES.objectNode().put("count", scores.folds().size());
        node.set("accuracy", estimate(scores.accuracy()));
        node.set("logLoss", estimate(scores.logLoss()));
        node.set("macroF1", estimate(scores.macroF1()));
        scores.topK().ifPresent(top -> node.set("topK", estimate(top)));
        ArrayNode rounds = node.putArray("rounds");
        for (FoldScore fold : scores.folds()) {
            Evaluation evaluation = fold.evaluation();
            ObjectNode round = rounds.addObject()
                    .put("fold", fold.number())
                    .put("accuracy", evaluation.accuracy().value())
                    .put("correct", evaluation.accuracy().hits())
                    .put("pictures", evaluation.pictures())
                    .put("logLoss", evaluation.logLoss())
                    .put("macroF1", evaluation.macroAverage().f1());
            evaluation.topK().ifPresent(top -> round.put("topK", top.share().value()));
            round.put("learnt", fold.learnt())
                    .put("steered", fold.steered())
                    .put("seconds", fold.duration().toMillis() / 1000.0);
        }
        return node;
    }

    private static ObjectNode estimate(Estimate estimate) {
        ObjectNode node = NODES.objectNode().put("mean", estimate.mean());
        estimate.deviation().ifPresent(deviation -> node.put("deviation", deviation));
        return node;
    }

    private ArrayNode mistakes() {
        ArrayNode mistakes = NODES.arrayNode();
        for (Outcome mistake : evaluation.mistakes()) {
            mistakes.addObject()
                    .put("item", mistake.item())
                    .put("label", evaluation.labels().get(mistake.label()))
                    .put("predicted", evaluation.labels().get(mistake.predicted()))
                    .put("probability", mistake.probability())
                    .put("labelProbability", mistake.labelProbability())
                    .put("rank", mistake.rank());
        }
        return mistakes;
    }

    private static ObjectNode training(TrainingCurves curves) {
        ObjectNode node = NODES.objectNode();
        curves.kept().ifPresent(epoch -> node.put("keptEpoch", epoch));
        ArrayNode epochs = node.putArray("epochs");
        for (TrainingCurves.Epoch epoch : curves.epochs()) {
            ObjectNode metrics = epochs.addObject().put("epoch", epoch.number()).putObject("metrics");
            epoch.metrics().forEach((name, value) -> {
                // JSON has no NaN and no infinity, which a diverging loss has.
                if (Double.isFinite(value)) {
                    metrics.put(name, value);
                } else {
                    metrics.putNull(name);
                }
            });
        }
        return node;
    }
}
