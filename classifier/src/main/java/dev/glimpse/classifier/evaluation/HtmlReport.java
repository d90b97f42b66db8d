package dev.glimpse.classifier.evaluation;

import static dev.glimpse.classifier.page.Html.element;

import dev.glimpse.classifier.page.Html;
import dev.glimpse.classifier.page.Page;
import java.util.List;
import java.util.Locale;

/** A report as one page of HTML that needs nothing else: no script, no network, no other file. */
final class HtmlReport {

    private final Report report;
    private final Evaluation evaluation;

    HtmlReport(Report report) {
        this.report = report;
        this.evaluation = report.evaluation();
    }

    String render() {
        String title = report.model() + ": " + Figures.percent(evaluation.accuracy()) + " right";
        return Page.of(title, HeatScale.rules(), body()).text();
    }

    private Html body() {
        Html.Element main = element("main")
                .add(headline())
                .addAll(report.folds().map(HtmlReport::folds).stream().toList())
                .add(section("confusion", "What it confuses").addAll(new MatrixSection(evaluation).render()))
                .add(section("labels", "Label by label").addAll(new ScoreSection(evaluation).render()))
                .add(section("calibration", "Does it know when it is right?")
                        .add(element("p")
                                .add("In each group of predictions that were equally sure, the bar should reach the "
                                        + "dashed line: of pictures it calls with 80 %, 80 % should be right. The "
                                        + "calibration error, "
                                        + Figures.percent(
                                                evaluation.calibration().expectedError(), evaluation.pictures())
                                        + ", is the mean distance."))
                        .addAll(report.unscaled().map(this::unscaled).stream().toList())
                        .add(new CalibrationChart(evaluation.calibration(), evaluation.pictures()).render()));
        UnknownSection.of(report)
                .ifPresent(unknowns -> main.add(section("unknown", "Does it know what it does not know?")
                        .addAll(unknowns.render())));
        if (!evaluation.mistakes().isEmpty()) {
            main.add(section("mistakes", "Its most certain mistakes")
                    .add(element("p")
                            .add("Look here first: a wrong label, a bad picture, or something it has yet to learn?"))
                    .add(new MistakeSection(evaluation, report.thumbnails()).render()));
        }
        report.curves()
                .filter(curves -> !curves.epochs().isEmpty())
                .ifPresent(
                        curves -> main.add(section("training", "How it learnt").add(new CurveCharts(curves).render())));
        if (!report.facts().isEmpty()) {
            main.add(section("facts", "Where it comes from").add(facts()));
        }
        return element("body")
                .add(header())
                .add(main)
                .add(element("footer").add(element("p").add("Made by Glimpse. This page needs no network.")));
    }

    private Html unscaled(Unscaled before) {
        Html.Element body = element("tbody")
                .add(side(
                        "calibration error",
                        Figures.percent(before.calibrationError(), evaluation.pictures()),
                        Figures.percent(evaluation.calibration().expectedError(), evaluation.pictures())))
                .add(side("log loss", Figures.loss(before.logLoss()), Figures.loss(evaluation.logLoss())));
        return element("div")
                .add(element("p")
                        .add("A temperature of " + Figures.temperature(before.temperature())
                                + ", chosen on validation pictures, is part of the model. Of these pictures:"))
                .add(element("table", "sides")
                        .add(element("thead").add(MatrixSection.heads("", "before", "with it")))
                        .add(body));
    }

    private static Html side(String name, String before, String after) {
        return element("tr")
                .add(element("th").set("scope", "row").add(name))
                .add(element("td").add(before))
                .add(element("td").add(after));
    }

    private Html header() {
        Html.Element links = element("nav").set("aria-label", "Sections");
        if (report.folds().isPresent()) {
            links.add(link("folds", "Folds"));
        }
        links.add(link("confusion", "Confusion")).add(link("labels", "Labels")).add(link("calibration", "Calibration"));
        if (report.unknowns().isPresent()) {
            links.add(link("unknown", "None of these"));
        }
        if (!evaluation.mistakes().isEmpty()) {
            links.add(link("mistakes", "Mistakes"));
        }
        if (report.curves().isPresent()) {
            links.add(link("training", "Training"));
        }
        return element("header")
                .add(element("h1").add(report.model()))
                .add(element("p", "basis")
                        .add("Measured on ")
                        .add(element("b").add(Figures.pictures(evaluation.pictures())))
                        .add(": " + evaluation.basis().description() + "."))
                .add(element("p", "caution " + caution()).add(evaluation.basis().caution()))
                .add(links);
    }

    private String caution() {
        return switch (evaluation.basis().acquaintance()) {
            case HELD_OUT -> "good";
            case CHOSEN_BY, TRAINED_ON, UNKNOWN -> "warn";
        };
    }

    private static Html link(String section, String name) {
        return element("a").set("href", "#" + section).add(name);
    }

    private static Html.Element section(String id, String title) {
        return element("section").set("id", id).add(element("h2").add(title));
    }

    private Html headline() {
        Proportion accuracy = evaluation.accuracy();
        Proportion.Interval interval = accuracy.interval();
        Html.Element tiles = element("dl", "tiles");
        evaluation
                .topK()
                .ifPresent(top -> tile(
                        tiles,
                        "Top-" + top.k() + " accuracy",
                        Figures.percent(top.share()),
                        "95 % interval " + Figures.interval(top.share())));
        tile(
                tiles,
                "Log loss",
                Figures.loss(evaluation.logLoss()),
                "0 is perfect; even guessing gives "
                        + Figures.loss(Math.log(evaluation.labels().size())));
        tile(tiles, "Brier score", Figures.loss(evaluation.brier()), "0 is perfect, 2 the worst");
        tile(
                tiles,
                "Calibration error",
                Figures.percent(evaluation.calibration().expectedError(), evaluation.pictures()),
                "how far its probabilities are off");
        return section("headline", "Accuracy")
                .add(element("div", "headline")
                        .add(element("div", "score")
                                .add(element("p", "big").add(Figures.percent(accuracy)))
                                .add(element("p", "right")
                                        .add(Figures.count(accuracy.hits()) + " of " + Figures.pictures(accuracy.of())
                                                + " right"))
                                .add(whisker(accuracy.value(), interval))
                                .add(element("p", "interval").add("95 % interval " + Figures.interval(accuracy))))
                        .add(findings()))
                .add(tiles);
    }

    private static Html folds(FoldScores scores) {
        FoldTable folds = new FoldTable(scores);
        Html.Element body = element("tbody");
        folds.rows().forEach(row -> body.add(row(row)));
        Html.Element table = element("table", "scores")
                .add(element("thead").add(MatrixSection.heads(folds.heads().toArray(String[]::new))))
                .add(body)
                .add(element("tfoot").add(row(folds.mean())));
        return section("folds", "Fold by fold: " + scores.accuracy().percent())
                .add(element("p", "note").add(FoldTable.NOTE))
                .add(MatrixSection.scrollable("Scores of each fold", table));
    }

    private static Html row(List<String> cells) {
        Html.Element row = element("tr").add(element("th").set("scope", "row").add(cells.getFirst()));
        cells.stream().skip(1).forEach(cell -> row.add(element("td").add(cell)));
        return row;
    }

    private Html findings() {
        Html.Element list = element("ul", "findings");
        new Findings(evaluation)
                .sentences()
                .forEach(sentence -> list.add(element("li").add(sentence)));
        return list;
    }

    private static Html whisker(double value, Proportion.Interval interval) {
        return element("div", "whisker")
                .set("aria-hidden", "true")
                .set(
                        "style",
                        String.format(
                                Locale.ROOT,
                                "--low: %.2f%%; --high: %.2f%%; --value: %.2f%%",
                                100 * interval.low(),
                                100 * interval.high(),
                                100 * value))
                .addAll(List.of(element("span", "range"), element("span", "dot")));
    }

    private static void tile(Html.Element tiles, String name, String value, String note) {
        tiles.add(element("div")
                .add(element("dt").add(name))
                .add(element("dd", "value").add(value))
                .add(element("dd", "note").add(note)));
    }

    private Html facts() {
        Html.Element list = element("dl", "facts");
        report.facts()
                .forEach((name, value) -> list.add(element("div")
                        .add(element("dt").add(name))
                        .add(element("dd").add(value))));
        return list;
    }
}
