package dev.glimpse.cli;

import dev.glimpse.data.inspect.DataReport;
import dev.glimpse.data.inspect.DataReport.ClassCount;
import dev.glimpse.data.inspect.DataReport.Duplicate;
import dev.glimpse.data.inspect.DataReport.Range;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The report on a dataset as one JSON object.
 *
 * <p>{@code location}, {@code pictures}; {@code classes}, each with {@code label}, {@code pictures} and {@code splits};
 * {@code width} and {@code height} with {@code smallest}, {@code median} and {@code largest}; {@code formats};
 * {@code gray}; {@code unreadableCount} and {@code unreadable}, each with {@code name} and {@code reason}; {@code
 * copies} and {@code duplicates}, each with {@code names}, {@code labels} and {@code sameFile}; {@code problems} and
 * {@code remarks}.
 */
final class DataReportJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DataReportJson() {}

    static String of(DataReport report) {
        ObjectNode root = NODES.objectNode();
        root.put("location", report.location());
        root.put("pictures", report.pictures());
        ArrayNode classes = root.putArray("classes");
        for (ClassCount row : report.classes()) {
            ObjectNode node = classes.addObject().put("label", row.label()).put("pictures", row.pictures());
            ObjectNode splits = node.putObject("splits");
            new TreeMap<>(row.splits()).forEach((split, count) -> splits.put(split.word(), count));
        }
        root.set("width", range(report.widths()));
        root.set("height", range(report.heights()));
        ObjectNode formats = root.putObject("formats");
        new TreeMap<>(report.formats()).forEach(formats::put);
        root.put("gray", report.gray());
        root.put("unreadableCount", report.unreadableCount());
        ArrayNode unreadable = root.putArray("unreadable");
        report.unreadable()
                .forEach(file -> unreadable.addObject().put("name", file.name()).put("reason", file.reason()));
        root.put("copies", report.copies());
        ArrayNode duplicates = root.putArray("duplicates");
        for (Duplicate group : report.duplicates()) {
            ObjectNode node = duplicates.addObject();
            node.set("names", strings(group.names()));
            node.set("labels", strings(group.labels()));
            node.put("sameFile", group.sameFile());
        }
        root.set("problems", strings(report.problems()));
        root.set("remarks", strings(report.remarks()));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static ObjectNode range(Range range) {
        return NODES.objectNode()
                .put("smallest", range.smallest())
                .put("median", range.median())
                .put("largest", range.largest());
    }

    private static ArrayNode strings(List<String> words) {
        ArrayNode array = NODES.arrayNode();
        words.forEach(array::add);
        return array;
    }
}
