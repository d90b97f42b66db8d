package dev.glimpse.classifier;

import java.time.Duration;

/**
 * Several recipes are tried within a time, cheap ones first, and the best on validation is kept.
 *
 * @param budget how long it may take
 */
public record Auto(Duration budget) implements Recipe {

    @Override
    public String word() {
        return "auto";
    }
}
