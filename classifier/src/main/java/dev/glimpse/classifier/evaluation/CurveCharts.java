package dev.glimpse.classifier.evaluation;

import static dev.glimpse.classifier.page.Html.element;

import dev.glimpse.classifier.page.Html;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.DoubleStream;

/** The training curves of the page: a chart for each number, with its value in training and in validation. */
final class CurveCharts {

    private static final String VALIDATION = "val_";
    private static final Set<String> SETTINGS = Set.of("lr", "learning_rate");
    private static final double LEFT = 52;
    private static final double RIGHT = 408;
    private static final double TOP = 14;
    private static final double FLOOR = 220;
    private static final int DOTTED_EPOCHS = 25;

    private final TrainingCurves curves;

    CurveCharts(TrainingCurves curves) {
        this.curves = curves;
    }

    Html render() {
        Set<String> names = new LinkedHashSet<>();
        for (TrainingCurves.Epoch epoch : curves.epochs()) {
            for (String name : epoch.metrics().keySet()) {
                names.add(name.startsWith(VALIDATION) ? name.substring(VALIDATION.length()) : name);
            }
        }
        names.removeAll(SETTINGS);
        Html.Element charts = element("div", "charts");
        for (String name : names) {
            if (values(name).findAny().isPresent()) {
                charts.add(chart(name));
            }
        }
        return charts;
    }

    private Html chart(String metric) {
        String title = title(metric);
        Axis up = Axis.around(
                values(metric).min().orElseThrow(), values(metric).max().orElseThrow(), FLOOR, TOP);
        int first = curves.epochs().getFirst().number();
        int last = curves.epochs().getLast().number();
        Axis across = new Axis(first, Math.max(last, first + 1), LEFT + 8, RIGHT - 8);
        String id = "curve-" + metric.replaceAll("[^A-Za-z0-9]", "-");
        Html.Element drawing = element("svg")
                .set("viewBox", "0 0 420 262")
                .set("role", "img")
                .set("aria-labelledby", id + "-name " + id + "-words")
                .add(element("title").set("id", id + "-name").add(title + " by epoch"))
                .add(element("desc").set("id", id + "-words").add(words(metric, title)));
        for (double tick : up.ticks()) {
            drawing.add(CalibrationChart.line("grid", LEFT, up.at(tick), RIGHT, up.at(tick)));
            drawing.add(CalibrationChart.text("tick end", LEFT - 6, up.at(tick) + 4, up.label(tick)));
        }
        for (double tick : across.ticks()) {
            if (tick == Math.rint(tick) && tick <= last) {
                drawing.add(CalibrationChart.text(
                        "tick middle", across.at(tick), FLOOR + 17, String.format(Locale.ROOT, "%.0f", tick)));
            }
        }
        curves.kept().ifPresent(kept -> {
            double x = across.at(kept);
            drawing.add(CalibrationChart.line("kept", x, TOP, x, FLOOR));
            boolean late = x > (LEFT + RIGHT) / 2;
            drawing.add(CalibrationChart.text(
                    late ? "tick end" : "tick", x + (late ? -5 : 5), TOP + 10, "kept: epoch " + kept));
        });
        drawing.addAll(curve("training", metric, across, up));
        drawing.addAll(curve("validation", VALIDATION + metric, across, up));
        drawing.add(CalibrationChart.text("axis middle", (LEFT + RIGHT) / 2, FLOOR + 36, "epoch"));
        return element("figure", "chart")
                .add(element("figcaption")
                        .add(element("b").add(title))
                        .add("  ")
                        .add(element("span", "swatch training"))
                        .add(" training  ")
                        .add(element("span", "swatch validation"))
                        .add(" validation"))
                .add(drawing);
    }

    /** The line of one metric, broken where a number is missing or not finite. */
    private List<Html> curve(String style, String name, Axis across, Axis up) {
        List<Html> marks = new ArrayList<>();
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (TrainingCurves.Epoch epoch : curves.epochs()) {
            Double value = epoch.metrics().get(name);
            if (value == null || !Double.isFinite(value)) {
                pen = false;
                continue;
            }
            double x = across.at(epoch.number());
            double y = up.at(value);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", pen ? "L" : "M", x, y));
            pen = true;
            if (curves.epochs().size() <= DOTTED_EPOCHS) {
                marks.add(element("circle", style)
                        .set("cx", x)
                        .set("cy", y)
                        .set("r", 2.6)
                        .add(element("title")
                                .add("epoch " + epoch.number() + ", " + style + ": " + Figures.loss(value))));
            }
        }
        if (!path.isEmpty()) {
            marks.addFirst(element("path", style).set("d", path.toString()));
        }
        return marks;
    }

    private String words(String metric, String title) {
        TrainingCurves.Epoch last = curves.epochs().getLast();
        StringBuilder words = new StringBuilder("After " + curves.epochs().size() + " epochs:");
        for (String name : List.of(metric, VALIDATION + metric)) {
            Double value = last.metrics().get(name);
            if (value != null) {
                words.append(name.startsWith(VALIDATION) ? " validation " : " training ")
                        .append(title.toLowerCase(Locale.ROOT))
                        .append(' ')
                        .append(Figures.loss(value))
                        .append('.');
            }
        }
        return words.toString();
    }

    private DoubleStream values(String metric) {
        return curves.epochs().stream()
                .flatMap(epoch -> epoch.metrics().entrySet().stream()
                        .filter(entry ->
                                entry.getKey().equals(metric) || entry.getKey().equals(VALIDATION + metric)))
                .mapToDouble(entry -> entry.getValue())
                .filter(Double::isFinite);
    }

    private static String title(String metric) {
        String words = metric.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
