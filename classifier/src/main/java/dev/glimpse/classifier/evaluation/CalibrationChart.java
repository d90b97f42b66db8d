package dev.glimpse.classifier.evaluation;

import static dev.glimpse.classifier.page.Html.element;

import dev.glimpse.classifier.page.Html;
import java.util.Locale;

/** The calibration of the page: how often the model is right against how sure it says it is. */
final class CalibrationChart {

    private static final double WIDTH = 420;
    private static final double HEIGHT = 345;
    private static final Axis ACROSS = new Axis(0, 1, 46, 410);
    private static final Axis UP = new Axis(0, 1, 230, 12);
    private static final double STRIP = 44;
    private static final double STRIP_FLOOR = 305;

    private final Calibration calibration;
    private final long pictures;

    CalibrationChart(Calibration calibration, long pictures) {
        this.calibration = calibration;
        this.pictures = pictures;
    }

    Html render() {
        return element("div", "beside")
                .add(element("figure", "chart")
                        .add(drawing())
                        .add(element("figcaption")
                                .add(element("span", "swatch said"))
                                .add(" how sure it was  ")
                                .add(element("span", "swatch right"))
                                .add(" how often it was right  ")
                                .add(element("span", "swatch many"))
                                .add(" how many pictures")))
                .add(numbers());
    }

    private Html drawing() {
        Html.Element drawing = element("svg")
                .set("viewBox", "0 0 420 345")
                .set("role", "img")
                .set("aria-labelledby", "calibration-name calibration-words")
                .add(element("title").set("id", "calibration-name").add("Calibration"))
                .add(element("desc").set("id", "calibration-words").add(words()));
        for (double tick : UP.ticks()) {
            drawing.add(line("grid", ACROSS.start(), UP.at(tick), ACROSS.end(), UP.at(tick)));
            drawing.add(text("tick end", ACROSS.start() - 6, UP.at(tick) + 4, percent(tick)));
            if (tick > 0) {
                drawing.add(text("tick middle", ACROSS.at(tick), UP.start() + 18, percent(tick)));
            }
        }
        long most = calibration.bins().stream()
                .mapToLong(Calibration.Bin::count)
                .max()
                .orElse(1);
        for (Calibration.Bin bin : calibration.bins()) {
            if (bin.count() > 0) {
                double left = ACROSS.at(bin.low()) + 1.5;
                double width = ACROSS.at(bin.high()) - ACROSS.at(bin.low()) - 3;
                drawing.add(bar("right", left, width, UP.at(bin.accuracy()), UP.start(), bin));
                drawing.add(line(
                        "said",
                        left - 1,
                        UP.at(bin.meanProbability()),
                        left + width + 1,
                        UP.at(bin.meanProbability())));
                double height = Math.max(1, STRIP * bin.count() / most);
                drawing.add(bar("many", left, width, STRIP_FLOOR - height, STRIP_FLOOR, bin));
            }
        }
        return drawing.add(line("ideal", ACROSS.at(0), UP.at(0), ACROSS.at(1), UP.at(1)))
                .add(line("floor", ACROSS.start(), UP.start(), ACROSS.end(), UP.start()))
                .add(line("floor", ACROSS.start(), STRIP_FLOOR, ACROSS.end(), STRIP_FLOOR))
                .add(text("tick end", ACROSS.start() - 6, STRIP_FLOOR - STRIP + 10, Figures.count(most)))
                .add(text("tick end", ACROSS.start() - 6, STRIP_FLOOR, "0"))
                .add(text("axis middle", (WIDTH + ACROSS.start()) / 2, HEIGHT - 16, "probability of the label given"));
    }

    private String words() {
        return "On average the model says " + Figures.percent(calibration.meanProbability(), pictures)
                + "; the mean distance between what it says and how often it is right is "
                + Figures.percent(calibration.expectedError(), pictures) + ".";
    }

    private static Html bar(String style, double left, double width, double top, double floor, Calibration.Bin bin) {
        return element("rect", style)
                .set("x", left)
                .set("y", top)
                .set("width", width)
                .set("height", floor - top)
                .add(element("title")
                        .add(Figures.pictures(bin.count()) + ": said "
                                + Figures.percent(bin.meanProbability(), bin.count()) + ", right in "
                                + Figures.percent(bin.accuracy(), bin.count())));
    }

    static Html line(String style, double x1, double y1, double x2, double y2) {
        return element("line", style).set("x1", x1).set("y1", y1).set("x2", x2).set("y2", y2);
    }

    static Html text(String style, double x, double y, String text) {
        return element("text", style).set("x", x).set("y", y).add(text);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private Html numbers() {
        Html.Element body = element("tbody");
        for (Calibration.Bin bin : calibration.bins()) {
            if (bin.count() > 0) {
                body.add(element("tr")
                        .add(element("th")
                                .set("scope", "row")
                                .add(percent(bin.low()).replace(" %", "") + " to " + percent(bin.high())))
                        .add(element("td").add(Figures.count(bin.count())))
                        .add(element("td").add(Figures.percent(bin.meanProbability(), bin.count())))
                        .add(element("td").add(Figures.percent(bin.accuracy(), bin.count()))));
            }
        }
        return element("table")
                .add(element("thead").add(MatrixSection.heads("probability", "pictures", "said", "was right")))
                .add(body);
    }
}
