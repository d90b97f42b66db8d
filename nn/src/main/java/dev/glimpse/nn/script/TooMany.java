package dev.glimpse.nn.script;

import java.util.Locale;

/** How messages speak of more parameters than are allowed. */
final class TooMany {

    private TooMany() {}

    static String words(double count, long most) {
        String number =
                count < 1e15 ? String.format(Locale.ROOT, "%,.0f", count) : String.format(Locale.ROOT, "%.1e", count);
        return "this has " + number + " parameters, and " + String.format(Locale.ROOT, "%,d", most)
                + " are allowed: make it smaller, for example by pooling before it";
    }
}
