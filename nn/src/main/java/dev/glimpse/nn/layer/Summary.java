package dev.glimpse.nn.layer;

import dev.glimpse.nn.layer.TextTable.Align;
import dev.glimpse.nn.layer.TextTable.Column;
import dev.glimpse.tensor.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An architecture as a table: Keras's, character by character, or one with the memory and the work of each layer.
 *
 * @see <a href="https://keras.io/api/models/model/#summary-method">Keras: summary</a>
 */
final class Summary {

    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB", "PB");
    private static final int CHAIN_LENGTH = 88;
    private static final int GRAPH_LENGTH = 108;

    private final Architecture architecture;
    private final Graph graph;
    private final List<List<Shape>> shapes;
    private final boolean chain;

    Summary(Architecture architecture) {
        this.architecture = architecture;
        this.graph = architecture.graph();
        this.shapes = graph.shapes();
        this.chain = isChain(graph);
    }

    /** Whether each step takes what the one before it made, and each layer stands once: then connections say nothing. */
    private static boolean isChain(Graph graph) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < graph.steps().size(); i++) {
            Graph.Step step = graph.steps().get(i);
            boolean follows =
                    i == 0 ? step.inputs().isEmpty() : step.inputs().equals(List.of(new Graph.Value(i - 1, 0)));
            if (!follows || !names.add(step.name())) {
                return false;
            }
        }
        return true;
    }

    /** How long lines are when nothing limits them. */
    int naturalLength() {
        return chain ? CHAIN_LENGTH : GRAPH_LENGTH;
    }

    /** Keras's table with lines of this length. */
    String keras(int lineLength) {
        List<String> titles = new ArrayList<>(List.of("Layer (type)", "Output Shape", "Param #"));
        double[] ends = {0.45, 0.80, 1.0};
        if (!chain) {
            titles.add("Connected to");
            ends = new double[] {0.3, 0.56, 0.74, 1.0};
        }
        List<Column> columns = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < ends.length; i++) {
            int end = (int) (ends[i] * lineLength);
            columns.add(new Column(titles.get(i), i == 2 ? Align.RIGHT : Align.LEFT, end - begin));
            begin = end;
        }
        TextTable table = new TextTable(columns, lineLength);
        Map<String, String> connections = connections();
        lastSteps().forEach((name, step) -> {
            List<String> cells = cells(step);
            if (!chain) {
                cells.add(connections.getOrDefault(name, "-"));
            }
            table.row(cells);
        });
        return title() + table.render() + parameters();
    }

    /** The table with memory and work, its columns as wide as their texts. */
    String extended() {
        List<List<String>> rows = new ArrayList<>();
        lastSteps().forEach((_, step) -> {
            List<String> cells = cells(step);
            Cost cost = Cost.of(step.layer(), Graph.inputShapes(step, shapes));
            cells.add(bytes(cost.outputBytes()));
            cells.add(grouped(cost.multiplyAdds()));
            rows.add(cells);
        });
        List<String> titles = List.of("Layer (type)", "Output Shape", "Param #", "Output memory", "Multiply-adds");
        List<Column> columns = new ArrayList<>();
        int length = titles.size() + 1;
        for (int i = 0; i < titles.size(); i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .reduce(titles.get(i).length(), Math::max);
            columns.add(new Column(titles.get(i), i < 2 ? Align.LEFT : Align.RIGHT, width));
            length += width + 2;
        }
        TextTable table = new TextTable(columns, length);
        rows.forEach(table::row);
        Cost total = Cost.of(architecture);
        return title() + table.render() + parameters() + " Output memory of one sample: " + bytes(total.outputBytes())
                + "\n Multiply-adds of one sample: " + grouped(total.multiplyAdds()) + "\n";
    }

    /** The layers that are shown, in order, each with the last step that applies it. */
    private Map<String, Graph.Step> lastSteps() {
        Map<String, Graph.Step> steps = new LinkedHashMap<>();
        for (Graph.Step step : graph.steps()) {
            if (!(architecture instanceof Sequential && step.layer() instanceof Input)) {
                steps.put(step.name(), step);
            }
        }
        return steps;
    }

    private List<String> cells(Graph.Step step) {
        Layer layer = step.layer();
        List<Shape> outputs = shapes.get(graph.steps().indexOf(step));
        String shape = outputs.size() == 1
                ? batch(outputs.getFirst())
                : outputs.stream().map(Summary::batch).collect(Collectors.joining(", ", "[", "]"));
        List<Shape> inputs = Graph.inputShapes(step, shapes);
        long count = layer instanceof Architecture inner
                ? inner.parameterCount().total()
                : layer.weights(inputs).stream()
                        .mapToLong(weight -> weight.shape().count())
                        .sum();
        return new ArrayList<>(List.of(step.name() + " (" + layer.className() + ")", shape, grouped(count)));
    }

    private static String batch(Shape sample) {
        return sample.rank() == 0
                ? "(None,)"
                : sample.toList().stream().map(Object::toString).collect(Collectors.joining(", ", "(None, ", ")"));
    }

    private Map<String, String> connections() {
        Map<String, Integer> seen = new HashMap<>();
        List<Integer> calls = new ArrayList<>();
        Map<String, String> connections = new HashMap<>();
        for (Graph.Step step : graph.steps()) {
            calls.add(seen.merge(step.name(), 1, Integer::sum) - 1);
            for (Graph.Value value : step.inputs()) {
                String from = graph.steps().get(value.step()).name() + "[" + calls.get(value.step()) + "]["
                        + value.output() + "]";
                connections.merge(step.name(), from, (before, more) -> before + ", " + more);
            }
        }
        return connections;
    }

    private String title() {
        String name = architecture.info().name().orElseGet(() -> LayerNames.snakeCase(architecture.className()));
        return "Model: \"" + name + "\"\n";
    }

    private String parameters() {
        List<PlacedWeight> weights = architecture.placedWeights();
        return line("Total", weights, _ -> true)
                + line("Trainable", weights, PlacedWeight::learns)
                + line("Non-trainable", weights, weight -> !weight.learns());
    }

    private static String line(String which, List<PlacedWeight> all, Predicate<PlacedWeight> counts) {
        List<WeightSpec> weights =
                all.stream().filter(counts).map(PlacedWeight::spec).toList();
        long count =
                weights.stream().mapToLong(weight -> weight.shape().count()).sum();
        long bytes = weights.stream().mapToLong(WeightSpec::bytes).sum();
        return " " + which + " params: " + grouped(count) + " (" + bytes(bytes) + ")\n";
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.size() - 1) {
            size /= 1024;
            unit++;
        }
        // An exact half is rounded to the even side, as in Python.
        return new BigDecimal(size).setScale(2, RoundingMode.HALF_EVEN) + " " + UNITS.get(unit);
    }
}
