package dev.glimpse.classifier.table;

import java.time.Duration;

/**
 * How far one round of a cross-validation was from the truth.
 *
 * @param number of the fold that was judged by, from 1
 * @param learnt how many rows were learnt from
 * @param judged how many rows were judged by
 * @param meanSquaredError of these
 * @param ofTheMean what it would have been had the mean of what was learnt been told of each row
 * @param duration how long learning and judging took
 */
public record FoldError(
        int number, int learnt, int judged, double meanSquaredError, double ofTheMean, Duration duration) {}
