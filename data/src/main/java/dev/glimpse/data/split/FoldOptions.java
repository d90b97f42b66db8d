package dev.glimpse.data.split;

import dev.glimpse.data.item.DataException;

/**
 * How pictures are divided into folds.
 *
 * @param seed what is drawn from which picture stands in which fold
 * @param validation the part of the other folds that steers the teaching, from 0 to below 1
 */
public record FoldOptions(long seed, double validation) {

    public FoldOptions {
        if (!(validation >= 0 && validation < 1)) {
            throw new DataException(
                    "the part of the other folds that steers is 0 or more and below 1, got " + validation);
        }
    }

    /** Seed 0, and 15 % of what is not judged by to steer. */
    public static FoldOptions usual() {
        return new FoldOptions(0, Shares.usual().validation());
    }

    /** Another seed gives other folds. */
    public FoldOptions seed(long value) {
        return new FoldOptions(value, validation);
    }

    /** This part of the other folds steers the teaching, as the validation split does elsewhere. */
    public FoldOptions validation(double share) {
        return new FoldOptions(seed, share);
    }
}
