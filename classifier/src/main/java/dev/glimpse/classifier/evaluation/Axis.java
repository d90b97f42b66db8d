package dev.glimpse.classifier.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a chart: which numbers it shows, and where on the drawing.
 *
 * @param low the number at its beginning
 * @param high the number at its end, above {@code low}
 * @param start the coordinate of its beginning
 * @param end the coordinate of its end
 */
record Axis(double low, double high, double start, double end) {

    /** An axis that shows these numbers with round ends. */
    static Axis around(double least, double most, double start, double end) {
        double step = step(most - least);
        double low = Math.floor(least / step) * step;
        double high = Math.ceil(most / step) * step;
        return new Axis(low, high > low ? high : low + step, start, end);
    }

    /** The coordinate of a number. */
    double at(double number) {
        return start + (number - low) / (high - low) * (end - start);
    }

    /** Three to seven round numbers along the axis. */
    List<Double> ticks() {
        double step = step(high - low);
        List<Double> ticks = new ArrayList<>();
        for (long i = Math.round(Math.ceil(low / step - 1e-9)); i * step <= high + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** A number of the axis with as many decimals as its ticks need. */
    String label(double number) {
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step(high - low)) + 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", number + 0.0);
    }

    /** The step of 1, 2 or 5 times a power of ten that divides the span into three to six parts. */
    private static double step(double span) {
        double rough = (span > 0 ? span : 1) / 5;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double times = rough / power;
        return power * (times <= 1.5 ? 1 : times <= 3.5 ? 2 : times <= 7.5 ? 5 : 10);
    }
}
