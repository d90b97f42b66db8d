package dev.glimpse.classifier.evaluation;

import java.time.Duration;

/**
 * How good one round of a cross-validation was.
 *
 * @param number of the fold that was judged by, from 1
 * @param learnt how many pictures were learnt from
 * @param steered how many pictures steered
 * @param evaluation what the fold says
 * @param duration how long teaching and judging took
 */
public record FoldScore(int number, int learnt, int steered, Evaluation evaluation, Duration duration) {}
