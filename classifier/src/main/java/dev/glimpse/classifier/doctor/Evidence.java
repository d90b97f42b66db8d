package dev.glimpse.classifier.doctor;

import java.util.Locale;

/** How much speaks for another label. */
public enum Evidence {
    /** It is as probable as it is on average for pictures that have it: confident learning counts the given label as wrong. */
    STRONG,
    /** It is more probable than the given one, and no more than that. */
    WEAK;

    /** What it is called in JSON and in plans: {@code strong}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
