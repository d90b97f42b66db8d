package dev.glimpse.classifier;

/**
 * How unlike all that a classifier learnt a picture is.
 *
 * @param score larger for stranger pictures; what it measures is the classifier's own matter
 * @param threshold above it the picture is none of what the classifier knows
 */
public record Strangeness(double score, double threshold) {

    /** Whether the picture shows none of what the classifier knows; a score that is no number is as strange as any. */
    public boolean isUnknown() {
        return !(score <= threshold);
    }
}
