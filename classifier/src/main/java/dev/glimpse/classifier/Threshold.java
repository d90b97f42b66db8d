package dev.glimpse.classifier;

import dev.glimpse.classifier.UnknownRule.Measure;
import dev.glimpse.classifier.confidence.Quantile;
import dev.glimpse.classifier.confidence.Spread;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Above which strangeness a picture is none of what a classifier knows, set by pictures that it did not learn from.
 *
 * @param rule how pictures of other things are told; none if there are too few pictures to set a threshold by
 * @param words the same for people
 */
record Threshold(Optional<UnknownRule> rule, String words) {

    private static final int FEWEST = 10;

    /**
     * The one above which a share of the classifier's own pictures lies.
     *
     * @param measure how far a picture is from what is known, if that is measured
     * @param probabilities of validation pictures
     * @param distances of the same pictures; looked at only if there is a measure
     * @param share 0 to below 1
     */
    static Threshold of(Optional<Measure> measure, List<float[]> probabilities, double[] distances, double share) {
        int pictures = probabilities.size();
        if (pictures < FEWEST) {
            return new Threshold(Optional.empty(), "never: " + few(pictures, "set a threshold by", FEWEST));
        }
        UnknownRule unset = measure.<UnknownRule>map(how -> new UnknownRule.ByDistance(
                        how,
                        Spread.of(distances),
                        Spread.of(probabilities.stream()
                                .mapToDouble(UnknownRule::entropy)
                                .toArray()),
                        0))
                .orElseGet(() -> new UnknownRule.ByProbability(0));
        double[] scores = IntStream.range(0, pictures)
                .mapToDouble(i -> unset.score(probabilities.get(i), distances[i]))
                .toArray();
        UnknownRule rule = unset.with(Quantile.above(scores, share));
        long lost =
                Arrays.stream(scores).filter(score -> score > rule.threshold()).count();
        return new Threshold(
                Optional.of(rule),
                String.format(
                        Locale.ROOT,
                        "by %s, above %.3g; of %,d validation pictures %d (%.1f %%) are lost by it%s",
                        rule.words(),
                        rule.threshold(),
                        pictures,
                        lost,
                        100.0 * lost / pictures,
                        Quantile.isPromised(pictures, share)
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        ", which are too few to promise that no more than %.3g %% of others will be",
                                        100 * share)));
    }

    /** That there are too few validation pictures for something. */
    static String few(int count, String purpose, int needed) {
        return count == 0
                ? "there are no validation pictures to " + purpose
                : count + (count == 1 ? " validation picture is" : " validation pictures are") + " too few to "
                        + purpose + "; it takes " + needed;
    }

    /** Facts about a classifier with this among them. */
    ModelFacts into(ModelFacts facts) {
        return rule.map(facts::with).orElse(facts).withAbout("None of these", words);
    }
}
