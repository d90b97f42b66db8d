package dev.glimpse.classifier;

import dev.glimpse.classifier.Learning.ClassWeights;
import dev.glimpse.classifier.neighbour.Nearest;
import dev.glimpse.classifier.neighbour.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The vote that does best on pictures whose labels are known: of all numbers of neighbours, temperatures and doubts from a few
 * of each the one with the least log loss, in which pictures or classes count the same as they do in the vote.
 *
 * <p>These pictures are the validation pictures, or the samples themselves where there are none: each is then compared with all
 * others. A thousand are enough.
 *
 * @param vote what was chosen
 * @param basis by what, in words
 */
record VoteChoice(Vote vote, String basis) {

    private static final int[] NEIGHBOURS = {1, 3, 5, 10, 20, 50};
    private static final double[] DOUBTS = {0.003, 0.01, 0.03, 0.1, 0.2};

    /** In units of how far the nearest sample usually is, for what is far differs from one backbone to another. */
    private static final double[] TEMPERATURES = {0.03, 0.05, 0.07, 0.1, 0.14, 0.2, 0.3, 0.5, 1};

    private static final int USUAL_NEIGHBOURS = 10;
    private static final double USUAL_TEMPERATURE = 0.1;
    private static final double USUAL_DOUBT = 0.01;

    /** With fewer pictures, chance would choose. */
    private static final int FEWEST = 10;

    private static final int MOST = 1000;
    private static final int TOGETHER = 64;

    /** A picture with its label and the samples around it. */
    private record Known(int label, Nearest nearest) {}

    /**
     * The best vote on pictures that are no samples, if there are enough of them, or else on the samples.
     *
     * @param vectors of at most as many as {@link #spread} leaves
     */
    static VoteChoice of(Neighbours recipe, Samples samples, List<float[]> vectors, int[] labels, int labelCount) {
        int[] counts = samples.counts(labelCount);
        if (vectors.size() >= FEWEST) {
            List<Known> known = known(samples, vectors, labels, most(recipe));
            return best(recipe, samples, counts, known, known.size() + " validation pictures");
        }
        List<Integer> chosen = spread(IntStream.range(0, samples.size())
                .filter(i -> counts[samples.label(i)] > 1)
                .boxed()
                .toList());
        List<Known> all = known(
                samples,
                chosen.stream().map(samples::vector).toList(),
                chosen.stream().mapToInt(samples::label).toArray(),
                most(recipe) + 1);
        List<Known> others = IntStream.range(0, chosen.size())
                .mapToObj(i -> without(chosen.get(i), all.get(i)))
                .toList();
        return chosen.size() < FEWEST
                ? usual(recipe, others)
                : best(recipe, samples, counts, others, others.size() + " samples, each by all others");
    }

    private static int most(Neighbours recipe) {
        return recipe.k().orElse(NEIGHBOURS[NEIGHBOURS.length - 1]);
    }

    /** Some of these from all over, if they are more than are needed. */
    static <T> List<T> spread(List<T> all) {
        return all.size() <= MOST
                ? all
                : IntStream.range(0, MOST)
                        .mapToObj(i -> all.get((int) ((long) i * all.size() / MOST)))
                        .toList();
    }

    private static List<Known> known(Samples samples, List<float[]> vectors, int[] labels, int k) {
        int parts = Math.ceilDiv(vectors.size(), TOGETHER);
        List<Nearest> nearest = IntStream.range(0, parts)
                .parallel()
                .mapToObj(part -> samples.nearest(
                        vectors.subList(part * TOGETHER, Math.min((part + 1) * TOGETHER, vectors.size())), k))
                .flatMap(List::stream)
                .toList();
        return IntStream.range(0, labels.length)
                .mapToObj(i -> new Known(labels[i], nearest.get(i)))
                .toList();
    }

    private static Known without(int sample, Known known) {
        Nearest all = known.nearest();
        int[] kept = IntStream.range(0, all.size())
                .filter(i -> all.samples()[i] != sample)
                .toArray();
        return new Known(
                known.label(),
                new Nearest(
                        Arrays.stream(kept).map(i -> all.samples()[i]).toArray(),
                        Arrays.stream(kept).mapToDouble(i -> all.distances()[i]).toArray()));
    }

    private static VoteChoice usual(Neighbours recipe, List<Known> known) {
        return new VoteChoice(
                new Vote(
                        recipe.k().orElse(USUAL_NEIGHBOURS),
                        recipe.weighting(),
                        USUAL_TEMPERATURE * usualDistance(known),
                        USUAL_DOUBT,
                        recipe.classWeights()),
                "the usual, for there are few pictures");
    }

    private static VoteChoice best(Neighbours recipe, Samples samples, int[] counts, List<Known> known, String basis) {
        double unit = usualDistance(known);
        double[] importance = importance(known, counts.length, recipe.classWeights());
        Vote best = new Vote(1, recipe.weighting(), unit, USUAL_DOUBT, recipe.classWeights());
        double least = Double.POSITIVE_INFINITY;
        for (Vote vote : candidates(recipe, unit)) {
            double loss = 0;
            for (int i = 0; i < known.size(); i++) {
                float[] probabilities = vote.probabilities(samples, known.get(i).nearest(), counts);
                loss -= importance[i] * Math.log(probabilities[known.get(i).label()]);
            }
            if (loss < least) {
                least = loss;
                best = vote;
            }
        }
        return new VoteChoice(best, basis);
    }

    private static List<Vote> candidates(Neighbours recipe, double unit) {
        int[] numbers = recipe.k().isPresent() ? new int[] {recipe.k().getAsInt()} : NEIGHBOURS;
        double[] temperatures =
                switch (recipe.weighting()) {
                    case EVEN -> new double[] {1};
                    case CLOSENESS -> TEMPERATURES;
                };
        List<Vote> votes = new ArrayList<>();
        for (int k : numbers) {
            for (double temperature : temperatures) {
                for (double doubt : DOUBTS) {
                    votes.add(new Vote(k, recipe.weighting(), temperature * unit, doubt, recipe.classWeights()));
                }
            }
        }
        return votes;
    }

    /** How much each picture counts: the same, or the more the rarer its class is among them. */
    private static double[] importance(List<Known> known, int labelCount, ClassWeights weights) {
        int[] counts = new int[labelCount];
        known.forEach(one -> counts[one.label()]++);
        return known.stream()
                .mapToDouble(one -> switch (weights) {
                    case EVEN -> 1;
                    case BALANCED -> 1.0 / counts[one.label()];
                })
                .toArray();
    }

    /** How far the nearest sample is from half of the pictures; 1 where that says nothing. */
    private static double usualDistance(List<Known> known) {
        double[] nearest = known.stream()
                .map(Known::nearest)
                .filter(around -> around.size() > 0 && around.distances()[0] > 0)
                .mapToDouble(around -> around.distances()[0])
                .sorted()
                .toArray();
        return nearest.length == 0 ? 1 : nearest[nearest.length / 2];
    }
}
