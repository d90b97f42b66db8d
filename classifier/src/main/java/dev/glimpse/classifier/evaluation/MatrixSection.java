package dev.glimpse.classifier.evaluation;

import static dev.glimpse.classifier.page.Html.element;

import dev.glimpse.classifier.page.Html;
import java.util.List;

/** The confusion matrix of the page as a heat map, or its fullest cells where there are too many labels for one. */
final class MatrixSection {

    private static final int MATRIX_LABELS = 40;
    private static final int LEVEL_HEADS = 6;
    private static final int LEVEL_HEAD_LETTERS = 12;
    private static final int PAIRS = 20;

    private final Evaluation evaluation;

    MatrixSection(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<Html> render() {
        return evaluation.labels().size() <= MATRIX_LABELS ? matrix() : pairs();
    }

    private List<Html> matrix() {
        List<String> labels = evaluation.labels();
        boolean level =
                labels.size() <= LEVEL_HEADS && labels.stream().allMatch(label -> label.length() <= LEVEL_HEAD_LETTERS);
        Html.Element head = element("tr").add(element("td", "corner").add("true ↓ given →"));
        for (String label : labels) {
            head.add(element("th", level ? "level" : "upright")
                    .set("scope", "col")
                    .add(element("span").add(label)));
        }
        head.add(element("th", "total").set("scope", "col").add("pictures"));
        Html.Element body = element("tbody");
        for (int label = 0; label < labels.size(); label++) {
            body.add(row(label));
        }
        Html.Element table = element("table", labels.size() > LEVEL_HEADS ? "matrix dense" : "matrix")
                .add(element("thead").add(head))
                .add(body);
        Html note = element("p", "note")
                .add("A row for each true label, a column for the label it was given. "
                        + "Deeper shades are larger shares of the row.");
        return List.of(note, scrollable("Confusion matrix", table), legend());
    }

    private Html row(int label) {
        ConfusionMatrix matrix = evaluation.confusion();
        long support = matrix.support(label);
        Html.Element row = element("tr").add(element("th").set("scope", "row").add(name(label)));
        for (int predicted = 0; predicted < matrix.size(); predicted++) {
            long count = matrix.count(label, predicted);
            if (count == 0) {
                row.add(element("td", "zero").add("0"));
                continue;
            }
            double share = (double) count / support;
            String words = label == predicted
                    ? Figures.count(count) + " of " + Figures.count(support) + " " + name(label) + " found ("
                            + Figures.percent(share, 1) + ")"
                    : Figures.count(count) + " of " + Figures.count(support) + " " + name(label) + " taken for "
                            + name(predicted) + " (" + Figures.percent(share, 1) + ")";
            row.add(element("td", HeatScale.style(share, label == predicted))
                    .set("title", words)
                    .add(linked(label, predicted, Figures.count(count))));
        }
        return row.add(element("td", "total").add(Figures.count(support)));
    }

    private Html linked(int label, int predicted, String count) {
        List<Outcome> mistakes = evaluation.mistakes();
        for (int i = 0; i < mistakes.size(); i++) {
            if (mistakes.get(i).label() == label && mistakes.get(i).predicted() == predicted) {
                return element("a")
                        .set("href", "#" + MistakeSection.anchor(i))
                        .set("aria-label", count + ", see a mistake: " + name(label) + " taken for " + name(predicted))
                        .add(count);
            }
        }
        return new Html.Text(count);
    }

    private static Html legend() {
        Html.Element legend = element("p", "legend").set("aria-hidden", "true").add("found ");
        for (int level = 1; level <= HeatScale.DEEPEST; level += 2) {
            legend.add(element("span", "swatch found" + level));
        }
        legend.add("   taken for another ");
        for (int level = 1; level <= HeatScale.DEEPEST; level += 2) {
            legend.add(element("span", "swatch taken" + level));
        }
        return legend.add("   underlined numbers lead to pictures");
    }

    private List<Html> pairs() {
        Html.Element body = element("tbody");
        for (ConfusionMatrix.Confusion pair : evaluation.confusion().mostConfused(PAIRS)) {
            long support = evaluation.confusion().support(pair.label());
            body.add(element("tr")
                    .add(element("th").set("scope", "row").add(name(pair.label())))
                    .add(element("td", "words").add(name(pair.predicted())))
                    .add(element("td").add(linked(pair.label(), pair.predicted(), Figures.count(pair.count()))))
                    .add(element("td").add(Figures.percent((double) pair.count() / support, 1))));
        }
        Html.Element table = element("table", "pairs")
                .add(element("thead").add(heads("true label", "taken for", "pictures", "of the label")))
                .add(body);
        Html note = element("p", "note")
                .add("The labels confused most often. The whole matrix of "
                        + Figures.count(evaluation.labels().size()) + " labels is part of the JSON report.");
        return List.of(note, scrollable("Most confused labels", table));
    }

    /** A row of column headings. */
    static Html heads(String... names) {
        Html.Element row = element("tr");
        for (String name : names) {
            row.add(element("th").set("scope", "col").add(name));
        }
        return row;
    }

    /** A box that scrolls sideways on a narrow screen, also by keyboard. */
    static Html scrollable(String name, Html content) {
        return element("div", "scroll")
                .set("role", "region")
                .set("tabindex", "0")
                .set("aria-label", name)
                .add(content);
    }

    private String name(int label) {
        return evaluation.labels().get(label);
    }
}
