package dev.glimpse.cli;

import dev.glimpse.classifier.table.Examples;
import dev.glimpse.classifier.table.FoldError;
import dev.glimpse.classifier.table.FoldErrors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What {@code glimpse regress --json} answers. */
final class RegressionJson {

    private RegressionJson() {}

    /** How a cross-validation came out. */
    static String of(Examples examples, FoldErrors errors) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("target", examples.target());
        ArrayNode columns = root.putArray("columns");
        examples.names().forEach(columns::add);
        root.put("rows", examples.rows());
        root.put("meanSquaredError", errors.meanSquaredError().mean());
        errors.meanSquaredError().deviation().ifPresent(deviation -> root.put("deviation", deviation));
        root.put("meanSquaredErrorOfTheMean", errors.ofTheMean().mean());
        ArrayNode folds = root.putArray("folds");
        for (FoldError fold : errors.folds()) {
            folds.addObject()
                    .put("fold", fold.number())
                    .put("learnt", fold.learnt())
                    .put("judged", fold.judged())
                    .put("meanSquaredError", fold.meanSquaredError())
                    .put("seconds", fold.duration().toMillis() / 1000.0);
        }
        return written(root);
    }

    /** What a network tells of rows. */
    static String of(String target, float[] told) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("target", target);
        ArrayNode numbers = root.putArray("numbers");
        for (float number : told) {
            numbers.add(number);
        }
        return written(root);
    }

    private static String written(ObjectNode root) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }
}
