package dev.glimpse.classifier.evaluation;

/**
 * How sure a classifier was of the same pictures before its probabilities were changed by a temperature.
 *
 * @param temperature what its logits were divided by; above 1 it had been too sure of itself
 * @param logLoss its log loss without
 * @param calibrationError its expected calibration error without, 0 to 1
 */
public record Unscaled(double temperature, double logLoss, double calibrationError) {}
