package dev.glimpse.classifier.evaluation;

import static dev.glimpse.classifier.page.Html.element;

import dev.glimpse.classifier.page.Html;
import java.util.List;
import java.util.Locale;

/** The table of the page that says how well each label is found. */
final class ScoreSection {

    private final Evaluation evaluation;

    ScoreSection(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<Html> render() {
        Html.Element body = element("tbody");
        for (ClassScore score : evaluation.classes()) {
            body.add(element("tr")
                    .add(element("th").set("scope", "row").add(score.label()))
                    .add(cell(score.precision(), score.predicted() > 0))
                    .add(cell(score.recall(), score.support() > 0))
                    .add(cell(score.f1(), score.occurs()))
                    .add(element("td").add(Figures.count(score.support()))));
        }
        Html.Element foot = element("tfoot")
                .add(average("mean of labels", evaluation.macroAverage()))
                .add(average("mean of pictures", evaluation.weightedAverage()));
        Html.Element table = element("table", "scores")
                .add(element("thead").add(MatrixSection.heads("label", "precision", "recall", "F1", "pictures")))
                .add(body)
                .add(foot);
        Html note = element("p", "note")
                .add("Precision: of the pictures given this label, the share that has it. "
                        + "Recall: of the pictures that have it, the share that was given it. "
                        + "F1: the harmonic mean of both.");
        return List.of(note, MatrixSection.scrollable("Scores of each label", table));
    }

    private Html average(String name, Average average) {
        return element("tr")
                .add(element("th").set("scope", "row").add(name))
                .addAll(List.of(
                        element("td").add(Figures.score(average.precision())),
                        element("td").add(Figures.score(average.recall())),
                        element("td").add(Figures.score(average.f1())),
                        element("td").add(Figures.count(evaluation.pictures()))));
    }

    private static Html cell(double score, boolean defined) {
        if (!defined) {
            return element("td", "zero")
                    .set("title", "no picture to measure it by")
                    .add("–");
        }
        return element("td", "barred")
                .set("style", String.format(Locale.ROOT, "--share: %.1f%%", 100 * score))
                .add(Figures.score(score));
    }
}
