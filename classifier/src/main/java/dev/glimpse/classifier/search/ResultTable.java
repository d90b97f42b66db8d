package dev.glimpse.classifier.search;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A search's tries as a table: for people, for programs, and for spreadsheets. */
final class ResultTable {

    private static final String GAP = "  ";
    private static final int LONGEST_REASON = 100;

    private final SearchResult result;
    private final Set<String> varied;
    private final boolean halved;

    ResultTable(SearchResult result) {
        this.result = result;
        this.varied = result.space().varied();
        this.halved =
                result.tries().stream().flatMap(one -> one.scores().stream()).anyMatch(score -> score.share() < 1);
    }

    String text(int most) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("Rank", "Try"));
        head.addAll(varied);
        head.addAll(List.of("Accuracy", "Log loss", "Seconds"));
        if (halved) {
            head.add("Learnt from");
        }
        rows.add(head);
        List<Try> tries = result.tries();
        for (int i = 0; i < Math.min(most, tries.size()); i++) {
            rows.add(row(i + 1, tries.get(i)));
        }
        StringBuilder text = new StringBuilder();
        int[] widths = IntStream.range(0, head.size())
                .map(column -> rows.stream()
                        .filter(row -> row.size() == head.size())
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                boolean option = column >= 2 && column < 2 + varied.size();
                String cell = row.get(column);
                String space = " ".repeat(Math.max(0, widths[column] - cell.length()));
                // What failed has its reason behind the options, however long that is.
                boolean last = row.size() < head.size() && column == row.size() - 1;
                line.append(column == 0 ? "" : GAP).append(option || last ? cell + space : space + cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        if (tries.size() > most) {
            text.append("… and ").append(tries.size() - most).append(" more\n");
        }
        return text.toString();
    }

    private List<String> row(int rank, Try one) {
        List<String> row = new ArrayList<>();
        row.add(one.score().isPresent() ? Integer.toString(rank) : "-");
        row.add(Integer.toString(one.number()));
        varied.forEach(name -> row.add(one.configuration().value(name).orElse("-")));
        if (one.score().isEmpty()) {
            row.add("failed: " + shortened(one.failure().orElse("it is not over")));
            return row;
        }
        Score score = one.score().get();
        row.add(String.format(Locale.ROOT, "%.1f %%", 100 * score.accuracy()));
        row.add(String.format(Locale.ROOT, "%.4f", score.logLoss()));
        row.add(String.format(Locale.ROOT, "%.1f", one.seconds().orElse(0)));
        if (halved) {
            row.add(String.format(Locale.ROOT, "%.0f %%", 100 * score.share()));
        }
        return row;
    }

    /** What stands in full in the other tables. */
    private static String shortened(String why) {
        return why.length() <= LONGEST_REASON
                ? why
                : why.substring(0, LONGEST_REASON - 1).stripTrailing() + "…";
    }

    String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("end", word(result.end()));
        root.put("tries", result.planned());
        ObjectNode space = root.putObject("varied");
        result.space().parameters().stream()
                .filter(parameter -> varied.contains(parameter.name()))
                .forEach(parameter -> space.put(parameter.name(), parameter.values()));
        result.best().ifPresent(best -> {
            ObjectNode node = root.putObject("best").put("try", best.number());
            best.score().ifPresent(score -> SearchJson.put(node, score));
            result.model().ifPresent(model -> node.put("model", model.toString()));
            result.onTest().ifPresent(test -> node.putObject("test")
                    .put("accuracy", test.accuracy())
                    .put("of", test.of()));
        });
        ArrayNode rows = root.putArray("rows");
        for (int i = 0; i < result.tries().size(); i++) {
            rows.add(node(i + 1, result.tries().get(i)));
        }
        ObjectNode influence = root.putObject("influence");
        result.influence().forEach(influence::put);
        return SearchJson.text(root);
    }

    private ObjectNode node(int rank, Try one) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        one.score().ifPresent(_ -> node.put("rank", rank));
        node.put("try", one.number()).put("state", state(one));
        one.failure().ifPresent(why -> node.put("why", why));
        ObjectNode options = node.putObject("options");
        one.configuration().values().forEach(options::put);
        one.score().ifPresent(score -> {
            SearchJson.put(node, score);
            node.put("seconds", one.seconds().orElse(0));
        });
        node.set("rounds", SearchJson.rounds(one));
        return node;
    }

    private static String state(Try one) {
        if (one.failure().isPresent()) {
            return "failed";
        }
        return one.scores().isEmpty() ? "begun" : "done";
    }

    private static String word(SearchResult.End end) {
        return switch (end) {
            case COMPLETE -> "complete";
            case OUT_OF_TIME -> "out of time";
            case STOPPED -> "stopped";
        };
    }

    String csv() {
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(
                text, CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get())) {
            List<String> head = new ArrayList<>(List.of("rank", "try"));
            head.addAll(varied);
            head.addAll(List.of("accuracy", "logLoss", "of", "pictures", "share", "seconds", "state", "why"));
            csv.printRecord(head);
            for (int i = 0; i < result.tries().size(); i++) {
                csv.printRecord(cells(i + 1, result.tries().get(i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot be written", e);
        }
        return text.toString();
    }

    private List<Object> cells(int rank, Try one) {
        Optional<Score> score = one.score();
        List<Object> cells = new ArrayList<>();
        cells.add(score.isPresent() ? rank : "");
        cells.add(one.number());
        varied.forEach(name -> cells.add(one.configuration().value(name).orElse("")));
        cells.add(score.<Object>map(Score::accuracy).orElse(""));
        cells.add(score.<Object>map(Score::logLoss).orElse(""));
        cells.add(score.<Object>map(Score::of).orElse(""));
        cells.add(score.<Object>map(Score::pictures).orElse(""));
        cells.add(score.<Object>map(Score::share).orElse(""));
        cells.add(score.<Object>map(
                        _ -> String.format(Locale.ROOT, "%.3f", one.seconds().orElse(0)))
                .orElse(""));
        cells.add(state(one));
        cells.add(one.failure().orElse(""));
        return cells;
    }
}
