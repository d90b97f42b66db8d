package dev.glimpse.cli;

import dev.glimpse.classifier.EnsembleResult;
import dev.glimpse.classifier.evaluation.Evaluation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What became of an ensemble, as people read it. */
final class EnsembleText {

    private static final String GAP = "  ";

    private EnsembleText() {}

    static String of(EnsembleResult result, Path output) {
        boolean judged =
                result.whole().validation().isPresent() || result.whole().test().isPresent();
        StringBuilder text = new StringBuilder();
        if (judged) {
            text.append(table(result)).append('\n');
            text.append(basis(result));
        } else {
            text.append(String.format(
                    Locale.ROOT,
                    "%d members, each with the same weight. Nothing was judged, and none of these is never told: that takes"
                            + " --data.%n",
                    result.members().size()));
        }
        result.classifier().about().entrySet().stream()
                .filter(fact -> judged && fact.getKey().equals("None of these"))
                .forEach(fact ->
                        text.append("None of these: ").append(fact.getValue()).append(".\n"));
        text.append(String.format(
                Locale.ROOT,
                "Wrote %s: %,d parameters%s%n",
                output,
                result.parameters(),
                result.parameters() < result.separately()
                        ? String.format(
                                Locale.ROOT,
                                ", for what the members have in common is there once; one by one they have %,d",
                                result.separately())
                        : ""));
        return text.toString();
    }

    private static String basis(EnsembleResult result) {
        List<String> parts = new ArrayList<>();
        result.whole().validation().ifPresent(seen -> parts.add(pictures(seen, "validation")));
        result.whole().test().ifPresent(seen -> parts.add(pictures(seen, "test")));
        return "By " + String.join(" and ", parts) + ", none of which any member learnt from.\n";
    }

    private static String pictures(Evaluation evaluation, String split) {
        return String.format(
                Locale.ROOT, "%,d %s pictures", evaluation.accuracy().of(), split);
    }

    private static String table(EnsembleResult result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "recipe", "weight", "validation", "log loss", "test", "log loss"));
        result.members().forEach(member -> rows.add(row(member)));
        rows.add(row(result.whole()));
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String space = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : GAP).append(i < 2 ? row.get(i) + space : space + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static List<String> row(EnsembleResult.Judged judged) {
        return List.of(
                Failure.oneLine(judged.name()),
                Failure.oneLine(judged.recipe()),
                String.format(Locale.ROOT, "%.3f", judged.weight()),
                accuracy(judged.validation()),
                loss(judged.validation()),
                accuracy(judged.test()),
                loss(judged.test()));
    }

    private static String accuracy(Optional<Evaluation> evaluation) {
        return evaluation
                .map(seen -> String.format(
                        Locale.ROOT, "%.1f %%", 100 * seen.accuracy().value()))
                .orElse("-");
    }

    private static String loss(Optional<Evaluation> evaluation) {
        return evaluation
                .map(seen -> String.format(Locale.ROOT, "%.4f", seen.logLoss()))
                .orElse("-");
    }
}
