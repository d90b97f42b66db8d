package dev.glimpse.data.inspect;

import dev.glimpse.data.inspect.DataReport.ClassCount;
import dev.glimpse.data.inspect.DataReport.Duplicate;
import dev.glimpse.data.inspect.DataReport.Range;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Unreadable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a report as text. */
final class ReportText {

    private static final int MOST_LISTED = 20;

    private final StringBuilder text = new StringBuilder();
    private final DataReport report;

    private ReportText(DataReport report) {
        this.report = report;
    }

    static String of(DataReport report) {
        ReportText writer = new ReportText(report);
        writer.line(report.location() + ": " + count(report.pictures(), "picture", "pictures") + " in "
                + count(report.classes().size(), "class", "classes"));
        writer.classes();
        writer.pixels();
        writer.list("unreadable files, left out", report.unreadableCount(), report.unreadable(), ReportText::of);
        List<Duplicate> contradictions = report.contradictions();
        writer.list("pictures under two labels", contradictions.size(), contradictions, ReportText::withLabels);
        List<Duplicate> copies = report.duplicates().stream()
                .filter(group -> !group.isContradiction())
                .toList();
        writer.list("pictures that are there more than once", copies.size(), copies, ReportText::of);
        report.remarks().forEach(remark -> writer.line("note: " + remark));
        report.problems().forEach(problem -> writer.line("problem: " + problem));
        return writer.text.toString();
    }

    private void classes() {
        List<ClassCount> classes = report.classes();
        boolean split = classes.stream().anyMatch(row -> !row.splits().isEmpty());
        int width = Math.max(
                5, classes.stream().mapToInt(row -> row.label().length()).max().orElse(0));
        line("");
        line(String.format(Locale.ROOT, "  %-" + width + "s  %9s", "class", "pictures")
                + (split ? "      train  validation       test" : ""));
        for (ClassCount row : classes) {
            row(width, split, row.label(), row.pictures(), row.splits());
        }
        Map<Split, Integer> sums = classes.stream()
                .flatMap(row -> row.splits().entrySet().stream())
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.summingInt(Map.Entry::getValue)));
        row(width, split, "all", report.pictures(), sums);
        line("");
    }

    private void row(int width, boolean split, String label, int pictures, Map<Split, Integer> splits) {
        String counts = String.format(
                Locale.ROOT,
                "  %,9d  %,10d  %,9d",
                splits.getOrDefault(Split.TRAIN, 0),
                splits.getOrDefault(Split.VALIDATION, 0),
                splits.getOrDefault(Split.TEST, 0));
        line(String.format(Locale.ROOT, "  %-" + width + "s  %,9d", label, pictures) + (split ? counts : ""));
    }

    private void pixels() {
        line("width " + range(report.widths()) + ", height " + range(report.heights()) + " pixels");
        String formats = report.formats().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        line(formats
                + String.format(
                        Locale.ROOT, "; in colour %,d, grey %,d", report.pictures() - report.gray(), report.gray()));
    }

    private static String range(Range range) {
        return range.smallest() == range.largest()
                ? Integer.toString(range.smallest())
                : range.smallest() + " to " + range.largest() + " (median " + range.median() + ")";
    }

    private <T> void list(String what, int count, List<T> rows, Function<T, String> words) {
        line(what + String.format(Locale.ROOT, ": %,d", count));
        rows.stream().limit(MOST_LISTED).forEach(row -> line("  " + words.apply(row)));
        if (count > MOST_LISTED) {
            line(String.format(Locale.ROOT, "  and %,d more", count - MOST_LISTED));
        }
    }

    private static String of(Unreadable file) {
        return file.name() + ": " + file.reason();
    }

    private static String of(Duplicate group) {
        return String.join(" = ", group.names()) + (group.sameFile() ? "" : " (the same pixels in different files)");
    }

    private static String withLabels(Duplicate group) {
        return of(group) + ": "
                + group.labels().stream().sorted(Comparator.naturalOrder()).collect(Collectors.joining(" and "));
    }

    private static String count(int number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    private void line(String words) {
        text.append(words).append('\n');
    }
}
