package dev.glimpse.learn;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * XGBoost grows the trees, and what it says of them is read: so its native library is needed to grow and not to ask, and its
 * reader of model files, which trusts what it reads, is never given any.
 */
final class XgBoost {

    private static final Pattern QUESTION =
            Pattern.compile("\\s*(\\d+):\\[f(\\d+)<([^\\]]+)\\] yes=(\\d+),no=(\\d+),missing=\\d+.*");
    private static final Pattern LEAF = Pattern.compile("\\s*(\\d+):leaf=(\\S+?)(?:,.*)?");

    private XgBoost() {}

    /** The trees for so many classes, or for a number where {@code outputs} is 1. */
    static Trees grow(GradientBoosting options, Rows rows, float[] targets, int outputs, long seed) {
        var parameters = new HashMap<String, Object>(Map.of(
                "objective",
                outputs == 1 ? "reg:squarederror" : "multi:softprob",
                "base_score",
                0,
                "eta",
                options.learningRate(),
                "max_depth",
                options.depth(),
                "colsample_bytree",
                options.columns(),
                "tree_method",
                "hist",
                "max_bin",
                64,
                "nthread",
                1,
                "verbosity",
                0,
                "seed",
                (int) (seed & Integer.MAX_VALUE)));
        if (outputs > 1) {
            parameters.put("num_class", outputs);
        }
        try {
            var matrix = new DMatrix(rows.values(), rows.count(), rows.length(), Float.NaN);
            try {
                matrix.setLabel(targets);
                Booster booster = XGBoost.train(matrix, parameters, options.rounds(), Map.of(), null, null);
                try {
                    return read(booster.getModelDump("", false, "text"), outputs);
                } finally {
                    booster.dispose();
                }
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new LearnException(
                    "boosting needs XGBoost's native library, which there is for Linux (with libgomp), Windows and macOS on x86-64, and this is %s on %s: take forest"
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
                    e);
        }
    }

    private static Trees read(String[] dumps, int outputs) {
        var trees = new Growing(1);
        for (String dump : dumps) {
            var lines = new HashMap<String, String>();
            dump.lines()
                    .forEach(line ->
                            lines.put(line.substring(0, line.indexOf(':')).strip(), line));
            trees.root(place(trees, lines, "0"));
        }
        return trees.trees(outputs, 1);
    }

    private static int place(Growing trees, Map<String, String> lines, String number) {
        String line = lines.getOrDefault(number, "");
        var leaf = LEAF.matcher(line);
        if (leaf.matches()) {
            return trees.leaf(Float.parseFloat(leaf.group(2)));
        }
        var question = QUESTION.matcher(line);
        if (!question.matches()) {
            throw new IllegalStateException("XGBoost says of a tree: " + line);
        }
        int node = trees.node(Integer.parseInt(question.group(2)), Float.parseFloat(question.group(3)));
        trees.below(node, place(trees, lines, question.group(4)));
        trees.otherwise(node, place(trees, lines, question.group(5)));
        return node;
    }
}
