package dev.glimpse.classifier.evaluation;

import static dev.glimpse.classifier.page.Html.element;

import dev.glimpse.classifier.page.Html;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The part of the page that says how well pictures of other things are told: how strange they are, and the own ones. */
final class UnknownSection {

    private static final int BINS = 36;
    private static final double WIDTH = 640;
    private static final double HEIGHT = 250;
    private static final double FLOOR = 196;
    private static final double TALLEST = 150;
    private static final Axis PLACE = new Axis(0, 1, 16, 624);

    /** A few that are stranger than anything else would make the rest a line. */
    private static final double SHOWN = 0.995;

    private final Unknowns unknowns;

    UnknownSection(Unknowns unknowns) {
        this.unknowns = unknowns;
    }

    /** What the page says, line by line; the text report says the same. */
    static List<String> sentences(Unknowns unknowns) {
        List<String> sentences = new ArrayList<>();
        unknowns.lost()
                .ifPresentOrElse(
                        lost -> sentences.add("Of its own pictures it takes " + share(lost)
                                + " for none of what it knows: they are lost."),
                        () -> sentences.add(
                                "The model has no threshold, so it never says that a picture shows none of what it"
                                        + " knows; a picture counts as the stranger, the smaller its largest probability is."));
        unknowns.refused()
                .ifPresent(refused -> sentences.add(
                        "Of the foreign pictures it takes " + share(refused) + " for none of what it knows."));
        unknowns.auroc()
                .ifPresent(auroc ->
                        sentences.add("The AUROC, the chance that a foreign picture is the stranger one of a foreign"
                                + " and an own one, is " + Figures.score(auroc)
                                + "; 1 tells all apart, 0.5 is chance."));
        return sentences;
    }

    private static String share(Proportion share) {
        return Figures.count(share.hits()) + " of " + Figures.count(share.of()) + " (" + Figures.percent(share)
                + ", 95 % interval " + Figures.interval(share) + ")";
    }

    List<Html> render() {
        List<Html> parts = new ArrayList<>();
        unknowns.foreign()
                .ifPresent(foreign -> parts.add(element("p")
                        .add("Foreign pictures: ")
                        .add(element("b").add(Figures.count(foreign.scores().count())))
                        .add(", " + foreign.description() + ".")));
        sentences(unknowns).forEach(sentence -> parts.add(element("p").add(sentence)));
        parts.add(element("figure", "chart wide").add(drawing()).add(caption()));
        return parts;
    }

    private Html caption() {
        Html.Element caption =
                element("figcaption").add(element("span", "swatch own")).add(" its own pictures  ");
        if (unknowns.foreign().isPresent()) {
            caption.add(element("span", "swatch foreign")).add(" foreign pictures  ");
        }
        if (unknowns.threshold().isPresent()) {
            caption.add(element("span", "swatch threshold")).add(" threshold: what lies right of it is none of these");
        }
        return caption;
    }

    private Html drawing() {
        List<Unknowns.Scores> all = new ArrayList<>(List.of(unknowns.own()));
        unknowns.foreign().map(Unknowns.Foreign::scores).ifPresent(all::add);
        double low = all.stream()
                .mapToDouble(scores -> scores.quantile(1 - SHOWN))
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        double high = all.stream()
                .mapToDouble(scores -> scores.quantile(SHOWN))
                .filter(Double::isFinite)
                .max()
                .orElse(low + 1);
        double threshold = unknowns.threshold().orElse(low);
        double least = Math.min(low, threshold);
        double span = Math.max(1e-9, Math.max(high, threshold) - least);
        Html.Element drawing = element("svg")
                .set("viewBox", "0 0 640 250")
                .set("role", "img")
                .set("aria-labelledby", "unknown-name unknown-words")
                .add(element("title").set("id", "unknown-name").add("How strange its pictures are, and foreign ones"))
                .add(element("desc").set("id", "unknown-words").add(String.join(" ", sentences(unknowns))));
        bars(drawing, "own", unknowns.own(), least, span);
        unknowns.foreign().ifPresent(foreign -> bars(drawing, "foreign", foreign.scores(), least, span));
        drawing.add(CalibrationChart.line("floor", PLACE.start(), FLOOR, PLACE.end(), FLOOR));
        if (unknowns.threshold().isPresent()) {
            double x = PLACE.at((threshold - least) / span);
            drawing.add(CalibrationChart.line("threshold", x, FLOOR, x, FLOOR - TALLEST - 18));
            boolean isRight = x > WIDTH * 0.7;
            drawing.add(CalibrationChart.text(
                    isRight ? "tick end" : "tick", isRight ? x - 6 : x + 6, FLOOR - TALLEST - 8, "none of these →"));
        }
        return drawing.add(CalibrationChart.text("tick", PLACE.start(), FLOOR + 18, "familiar"))
                .add(CalibrationChart.text("tick end", PLACE.end(), FLOOR + 18, "strange"))
                .add(CalibrationChart.text(
                        "axis middle",
                        WIDTH / 2,
                        HEIGHT - 14,
                        "how strange a picture is; both groups are drawn equally tall"));
    }

    private static void bars(Html.Element drawing, String style, Unknowns.Scores scores, double least, double span) {
        int[] counts = scores.histogram(least, least + span, BINS);
        int most = Math.max(1, Arrays.stream(counts).max().orElse(1));
        for (int i = 0; i < BINS; i++) {
            if (counts[i] > 0) {
                double left = PLACE.at((double) i / BINS);
                double height = Math.max(1.5, TALLEST * counts[i] / most);
                drawing.add(element("rect", style)
                        .set("x", left + 1)
                        .set("y", FLOOR - height)
                        .set("width", PLACE.at(1.0 / BINS) - PLACE.start() - 2)
                        .set("height", height)
                        .add(element("title")
                                .add(Figures.count(counts[i]) + " of " + Figures.pictures(scores.count()))));
            }
        }
    }

    /** Whether there is anything to show. */
    static Optional<UnknownSection> of(Report report) {
        return report.unknowns().map(UnknownSection::new);
    }
}
