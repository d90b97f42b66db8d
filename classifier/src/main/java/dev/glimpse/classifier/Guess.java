package dev.glimpse.classifier;

/**
 * One label with its probability.
 *
 * @param label one of the classifier's labels
 * @param probability 0 to 1
 */
public record Guess(String label, float probability) {}
