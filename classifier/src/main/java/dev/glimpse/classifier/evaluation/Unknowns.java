package dev.glimpse.classifier.evaluation;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well a classifier tells pictures of other things from those that it knows: by a score that is higher for stranger ones.
 *
 * @param threshold above it a picture is none of what the classifier knows; none if it never says so
 * @param own the scores of the pictures it was judged by
 * @param foreign pictures that show none of its labels, if it was asked about some
 */
public record Unknowns(OptionalDouble threshold, Scores own, Optional<Foreign> foreign) {

    /**
     * Pictures of other things.
     *
     * @param description which, in words that complete "measured on …"
     * @param scores theirs
     */
    public record Foreign(String description, Scores scores) {}

    /** Of its own pictures those that it takes for none of what it knows, if it says so of any. */
    public Optional<Proportion> lost() {
        return above(own);
    }

    /** Of the foreign pictures those that it takes for none of what it knows, if there are any and it says so of any. */
    public Optional<Proportion> refused() {
        return foreign.flatMap(pictures -> above(pictures.scores()));
    }

    /**
     * The area under the ROC curve: the chance that a foreign picture is scored higher than an own one, where equal scores count
     * half. 1 tells all apart, 0.5 is chance. None without foreign pictures.
     */
    public OptionalDouble auroc() {
        return foreign.stream()
                .mapToDouble(pictures -> Auroc.of(own.values, pictures.scores().values))
                .findFirst();
    }

    private Optional<Proportion> above(Scores scores) {
        return threshold.isEmpty()
                ? Optional.empty()
                : Optional.of(new Proportion(scores.above(threshold.getAsDouble()), scores.count()));
    }

    /** The scores of some pictures, at least one. */
    public static final class Scores {

        private final double[] values;

        private Scores(double[] values) {
            this.values = values;
        }

        /**
         * Those of some pictures.
         *
         * @param scores higher for stranger pictures; what is no number counts as the strangest
         * @throws EvaluationException if there are none
         */
        public static Scores of(double[] scores) {
            if (scores.length == 0) {
                throw new EvaluationException("there are no pictures to score");
            }
            return new Scores(Arrays.stream(scores)
                    .map(score -> Double.isNaN(score) ? Double.POSITIVE_INFINITY : score)
                    .sorted()
                    .toArray());
        }

        /** How many there are. */
        public long count() {
            return values.length;
        }

        /** How many are above a number. */
        public long above(double number) {
            return Arrays.stream(values).filter(score -> score > number).count();
        }

        /** The score that a share of all, 0 to 1, is not above. */
        double quantile(double share) {
            return values[(int) Math.clamp(Math.ceil(share * values.length) - 1, 0, values.length - 1)];
        }

        /** How many lie in each of some bins of equal width; what is beyond an end counts in the bin there. */
        int[] histogram(double low, double high, int bins) {
            int[] counts = new int[bins];
            for (double score : values) {
                double place = (score - low) / (high - low) * bins;
                counts[(int) Math.clamp(place, 0, bins - 1)]++;
            }
            return counts;
        }
    }
}
