package dev.glimpse.classifier.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A report as plain text for a terminal. */
final class TextReport {

    /** Beyond so many labels nobody reads a matrix off a terminal: the most confused pairs say more. */
    private static final int MATRIX_LABELS = 20;

    private static final int TABLE_LABELS = 40;
    private static final int PAIRS = 20;
    private static final int NARROWEST = 76;
    private static final String INDENT = "  ";

    private final Report report;
    private final Evaluation evaluation;
    private final int columns;
    private final StringBuilder text = new StringBuilder();

    TextReport(Report report, int columns) {
        this.report = report;
        this.evaluation = report.evaluation();
        this.columns = Math.max(NARROWEST, columns);
    }

    String render() {
        head();
        folds();
        headline();
        classes();
        confusion();
        calibration();
        unknowns();
        mistakes();
        return text.toString();
    }

    /** Only which label was taken for which. */
    String renderConfusion() {
        confusion();
        return text.toString().replaceFirst("^\n", "");
    }

    private void head() {
        paragraph(report.model() + " on " + evaluation.basis().description());
        paragraph(evaluation.basis().caution());
        report.facts().forEach((name, value) -> paragraph(name + ": " + value));
    }

    private void folds() {
        report.folds().ifPresent(scores -> {
            FoldTable folds = new FoldTable(scores);
            heading("Folds");
            TextTable table = new TextTable().row(folds.heads());
            folds.rows().forEach(table::row);
            text.append(table.row(folds.mean()).render(INDENT));
            line("");
            paragraph(FoldTable.NOTE + " Below, all pictures together:");
        });
    }

    private void headline() {
        text.append('\n');
        List<List<String>> rows = new ArrayList<>();
        rows.add(proportion("accuracy", evaluation.accuracy()));
        evaluation.topK().ifPresent(top -> rows.add(proportion("top-" + top.k() + " accuracy", top.share())));
        rows.add(List.of(
                "log loss",
                Figures.loss(evaluation.logLoss()),
                "0 is perfect, even guessing gives "
                        + Figures.loss(Math.log(evaluation.labels().size()))));
        rows.add(List.of("Brier score", Figures.loss(evaluation.brier()), "0 is perfect, 2 the worst"));
        rows.add(List.of(
                "calibration error",
                Figures.percent(evaluation.calibration().expectedError(), evaluation.pictures()),
                "it says " + Figures.percent(evaluation.calibration().meanProbability(), evaluation.pictures())
                        + " on average"));
        for (List<String> row : rows) {
            line(INDENT + PlainText.left(row.get(0), 17) + PlainText.right(row.get(1), 11) + "   " + row.get(2));
        }
    }

    private static List<String> proportion(String name, Proportion share) {
        return List.of(
                name,
                Figures.percent(share),
                "95 % interval " + Figures.interval(share) + " (" + Figures.count(share.hits()) + " of "
                        + Figures.count(share.of()) + ")");
    }

    private void classes() {
        List<ClassScore> scores = evaluation.classes();
        boolean all = scores.size() <= TABLE_LABELS;
        heading(all ? "Labels" : "The " + PAIRS + " labels found worst, of " + Figures.count(scores.size()));
        TextTable table = new TextTable().row("", "precision", "recall", "F1", "pictures");
        List<ClassScore> shown = all
                ? scores
                : scores.stream()
                        .filter(ClassScore::occurs)
                        .sorted(Comparator.comparingDouble(ClassScore::f1))
                        .limit(PAIRS)
                        .toList();
        for (ClassScore score : shown) {
            table.row(
                    label(score.label()),
                    score.predicted() == 0 ? "-" : Figures.score(score.precision()),
                    score.support() == 0 ? "-" : Figures.score(score.recall()),
                    score.occurs() ? Figures.score(score.f1()) : "-",
                    Figures.count(score.support()));
        }
        average(table, "mean of labels", evaluation.macroAverage());
        average(table, "mean of pictures", evaluation.weightedAverage());
        text.append(table.render(INDENT));
    }

    private void average(TextTable table, String name, Average average) {
        table.row(
                name,
                Figures.score(average.precision()),
                Figures.score(average.recall()),
                Figures.score(average.f1()),
                Figures.count(evaluation.pictures()));
    }

    private void confusion() {
        if (evaluation.labels().size() <= MATRIX_LABELS) {
            List<String> names = evaluation.labels().stream().map(this::label).toList();
            TextTable named = matrix(names, names);
            TextTable lettered = matrix(
                    names.stream()
                            .map(name -> letter(names.indexOf(name)) + " " + name)
                            .toList(),
                    names.stream().map(name -> letter(names.indexOf(name))).toList());
            for (TextTable table : List.of(named, lettered)) {
                if (table.width() + INDENT.length() <= columns) {
                    heading("Confusion: a row for each true label, a column for each one given");
                    text.append(table.render(INDENT));
                    return;
                }
            }
        }
        pairs();
    }

    private TextTable matrix(List<String> rows, List<String> heads) {
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(heads);
        TextTable table = new TextTable().row(head);
        ConfusionMatrix matrix = evaluation.confusion();
        for (int label = 0; label < matrix.size(); label++) {
            List<String> row = new ArrayList<>(List.of(rows.get(label)));
            for (int predicted = 0; predicted < matrix.size(); predicted++) {
                long count = matrix.count(label, predicted);
                row.add(count == 0 ? "." : Long.toString(count));
            }
            table.row(row);
        }
        return table;
    }

    private static String letter(int index) {
        return String.valueOf((char) ('a' + index));
    }

    private void pairs() {
        List<ConfusionMatrix.Confusion> pairs = evaluation.confusion().mostConfused(PAIRS);
        if (pairs.isEmpty()) {
            return;
        }
        heading("Most confused labels");
        TextTable table = new TextTable();
        for (ConfusionMatrix.Confusion pair : pairs) {
            long support = evaluation.confusion().support(pair.label());
            table.row(
                    label(name(pair.label())) + " taken for " + label(name(pair.predicted())),
                    Figures.count(pair.count()) + " of " + Figures.count(support));
        }
        text.append(table.render(INDENT));
    }

    private void calibration() {
        heading("Calibration: how sure it was, and how often it was right");
        TextTable table = new TextTable().row("probability", "pictures", "said", "was right");
        for (Calibration.Bin bin : evaluation.calibration().bins()) {
            if (bin.count() > 0) {
                table.row(
                        String.format(Locale.ROOT, "%3.0f to %3.0f %%", 100 * bin.low(), 100 * bin.high()),
                        Figures.count(bin.count()),
                        Figures.percent(bin.meanProbability(), bin.count()),
                        Figures.percent(bin.accuracy(), bin.count()));
            }
        }
        text.append(table.render(INDENT));
        report.unscaled().ifPresent(this::unscaled);
    }

    private void unscaled(Unscaled before) {
        line("");
        paragraph("A temperature of " + Figures.temperature(before.temperature())
                + ", chosen on validation pictures, is part of the model. Of these pictures:");
        TextTable sides = new TextTable().row("", "before", "with it");
        sides.row(
                "calibration error",
                Figures.percent(before.calibrationError(), evaluation.pictures()),
                Figures.percent(evaluation.calibration().expectedError(), evaluation.pictures()));
        sides.row("log loss", Figures.loss(before.logLoss()), Figures.loss(evaluation.logLoss()));
        text.append(sides.render(INDENT));
    }

    private void unknowns() {
        report.unknowns().ifPresent(unknowns -> {
            heading("None of these: does it tell pictures of other things?");
            unknowns.foreign()
                    .ifPresent(foreign -> paragraph("Foreign pictures: "
                            + Figures.count(foreign.scores().count()) + ", " + foreign.description() + "."));
            UnknownSection.sentences(unknowns).forEach(this::paragraph);
        });
    }

    private void mistakes() {
        List<Outcome> mistakes = evaluation.mistakes();
        if (mistakes.isEmpty()) {
            return;
        }
        heading("Most certain mistakes");
        List<String> confusions = mistakes.stream()
                .map(mistake -> label(name(mistake.label())) + " taken for " + label(name(mistake.predicted())))
                .toList();
        int width = confusions.stream().mapToInt(PlainText::width).max().orElse(0);
        for (int i = 0; i < mistakes.size(); i++) {
            Outcome mistake = mistakes.get(i);
            String start = INDENT + PlainText.right(Figures.percent(mistake.probability(), 1), 9) + "  "
                    + PlainText.left(confusions.get(i), width) + "  ";
            line(start + PlainText.fitPath(mistake.item(), Math.max(12, columns - PlainText.width(start))));
        }
    }

    private String name(int label) {
        return evaluation.labels().get(label);
    }

    private String label(String name) {
        return PlainText.fit(name, (columns - 40) / 2);
    }

    private void heading(String heading) {
        text.append('\n');
        line(heading);
    }

    private void paragraph(String words) {
        PlainText.wrap(words, columns).forEach(this::line);
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
