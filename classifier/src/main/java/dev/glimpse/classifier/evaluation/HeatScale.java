package dev.glimpse.classifier.evaluation;

import java.util.Locale;

/**
 * The shades of the confusion matrix: blue where the label was found, orange where it was mistaken, deeper for a larger
 * share of the row.
 *
 * <p>Blue and orange are told apart with every common kind of colour blindness, and each shade carries the text colour
 * that stands out best from it.
 */
final class HeatScale {

    /** The deepest shade; 0 is an empty cell. */
    static final int DEEPEST = 9;

    private static final Theme LIGHT = new Theme(0xFFFFFF, 0x1D4FB8, 0xC2410C);
    private static final Theme DARK = new Theme(0x1B1E23, 0x8FB4FF, 0xFF9E66);
    private static final int INK = 0x000000;
    private static final int PAPER = 0xFFFFFF;

    private HeatScale() {}

    /** The style class of a cell that holds this share of its row, 0 to 1. */
    static String style(double share, boolean found) {
        // The root makes a few mistakes among many pictures visible.
        int level = (int) Math.ceil(DEEPEST * Math.sqrt(share));
        return (found ? "found" : "taken") + Math.clamp(level, 0, DEEPEST);
    }

    /** The rules for all shades, in light and in dark. */
    static String rules() {
        return rules(LIGHT) + "@media (prefers-color-scheme: dark) {\n" + rules(DARK) + "}\n";
    }

    private static String rules(Theme theme) {
        StringBuilder rules = new StringBuilder();
        for (int level = 1; level <= DEEPEST; level++) {
            rules.append(rule("found" + level, mix(theme.card, theme.found, level)));
            rules.append(rule("taken" + level, mix(theme.card, theme.taken, level)));
        }
        return rules.toString();
    }

    private static String rule(String style, int shade) {
        int text = contrast(shade, INK) >= contrast(shade, PAPER) ? INK : PAPER;
        return String.format(Locale.ROOT, ".%s { background: #%06x; color: #%06x }%n", style, shade, text)
                .replace("\r\n", "\n");
    }

    private static int mix(int from, int to, int level) {
        double share = 0.06 + 0.94 * level / DEEPEST;
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double a = (from >> shift) & 0xFF;
            double b = (to >> shift) & 0xFF;
            mixed |= (int) Math.round(a + share * (b - a)) << shift;
        }
        return mixed;
    }

    /** The contrast of two colours by WCAG 2, 1 to 21. */
    static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
    }

    private static double linear(int channel) {
        double value = (channel & 0xFF) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private record Theme(int card, int found, int taken) {}
}
