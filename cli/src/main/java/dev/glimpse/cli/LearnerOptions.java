package dev.glimpse.cli;

import dev.glimpse.classifier.Classical;
import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.image.feature.Features;
import dev.glimpse.learn.GradientBoosting;
import dev.glimpse.learn.Learner;
import dev.glimpse.learn.Likeness;
import dev.glimpse.learn.LinearSvm;
import dev.glimpse.learn.LogisticRegression;
import dev.glimpse.learn.NearestNeighbours;
import dev.glimpse.learn.RandomForest;
import dev.glimpse.learn.RbfSvm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Options of {@code glimpse train}: features of pictures, and what learns from vectors. */
final class LearnerOptions {

    /** What did best on the validation pictures of the flowers; it needs no weights from anywhere. */
    private static final String USUAL_FEATURES = "color-histogram:grid=2,lbp,hog,dense-sift:levels=2";

    /** The learners that each option goes with, the option by which it is refused first. */
    private static final Map<String, List<String>> GOES_WITH = new LinkedHashMap<>();

    static {
        GOES_WITH.put("--c", List.of("svm", "linear-svm", "logistic"));
        GOES_WITH.put("--gamma", List.of("svm"));
        GOES_WITH.put("--trees", List.of("forest"));
        GOES_WITH.put("--rounds", List.of("boosting"));
        GOES_WITH.put("--depth", List.of("boosting"));
        GOES_WITH.put("--learning-rate", List.of("boosting"));
        GOES_WITH.put("--k", List.of("knn"));
    }

    @Option(
            names = "--features",
            paramLabel = "LIST",
            order = 1,
            description = "What features measure on pictures: hog, lbp, color-histogram, harris, hough, sift, "
                    + "dense-sift, surf, with options after colons; 'glimpse features' shows them on a picture. Default: "
                    + USUAL_FEATURES + ".")
    private Optional<String> features = Optional.empty();

    @Option(
            names = "--c",
            paramLabel = "N",
            order = 2,
            description = "svm, linear-svm, logistic: how much a picture on the wrong side costs.")
    private Optional<Double> c = Optional.empty();

    @Option(
            names = "--gamma",
            paramLabel = "N",
            order = 3,
            description = "svm: how fast likeness falls with distance; times 1 over the count of a picture's numbers.")
    private Optional<Double> gamma = Optional.empty();

    @Option(names = "--trees", paramLabel = "N", order = 4, description = "forest: how many trees.")
    private Optional<Integer> trees = Optional.empty();

    @Option(names = "--rounds", paramLabel = "N", order = 5, description = "boosting: how many trees for each class.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--depth",
            paramLabel = "N",
            order = 6,
            description = "boosting: how many questions deep a tree is.")
    private Optional<Integer> depth = Optional.empty();

    /** What is measured on pictures. */
    Features features() {
        return Features.parse(features.orElse(USUAL_FEATURES));
    }

    /**
     * The learner of a word, with the options that were given; where none was, what does best on validation.
     *
     * @param k how many neighbours, if that was given
     * @param learningRate if it was given
     */
    Classical recipe(Classical.View view, String word, Optional<Integer> k, Optional<Double> learningRate) {
        Learner usual = learner(word);
        Learner told =
                switch (usual) {
                    case NearestNeighbours known -> new NearestNeighbours(k.orElse(known.k()), known.likeness());
                    case LogisticRegression known -> new LogisticRegression(c.orElse(known.c()));
                    case LinearSvm known -> new LinearSvm(c.orElse(known.c()));
                    case RbfSvm known -> new RbfSvm(c.orElse(known.c()), gamma.orElse(known.gamma()));
                    case RandomForest known -> new RandomForest(trees.orElse(known.trees()), known.leaf());
                    case GradientBoosting known ->
                        new GradientBoosting(
                                rounds.orElse(known.rounds()),
                                depth.orElse(known.depth()),
                                learningRate.orElse(known.learningRate()),
                                known.columns());
                };
        boolean given = c.isPresent()
                || gamma.isPresent()
                || trees.isPresent()
                || rounds.isPresent()
                || depth.isPresent()
                || learningRate.isPresent();
        if (told instanceof NearestNeighbours(int asked, Likeness _)) {
            return k.isEmpty() ? Classical.tuned(view, word) : new Classical(view, byAnyLikeness(asked), 0);
        }
        return given ? Classical.of(view, told) : Classical.tuned(view, word);
    }

    private static List<Learner> byAnyLikeness(int k) {
        return Arrays.stream(Likeness.values())
                .<Learner>map(likeness -> new NearestNeighbours(k, likeness))
                .toList();
    }

    /** The learner of a word. */
    static Learner learner(String word) {
        return Learner.named(word)
                .orElseThrow(() ->
                        new ClassifierException("--recipe features+LEARNER and embedding+LEARNER know the learners "
                                + Learner.ALL.stream().map(Learner::word).collect(Collectors.joining(", ")) + ", got '"
                                + word
                                + "'"));
    }

    /**
     * Refuses options that say nothing to a learner.
     *
     * @param recipe what was asked for, as {@code features+svm}
     * @param given the options that were given
     */
    static void requireFit(String recipe, List<String> given) {
        for (String option : given) {
            if (!allows(option, recipe)) {
                throw new ClassifierException(
                        option + " goes with " + String.join(", ", GOES_WITH.getOrDefault(option, List.of()))
                                + ", not with " + recipe + ": leave it away");
            }
        }
    }

    /** Whether an option, by its longest name, says something to the learner in a recipe's name. */
    static boolean allows(String option, String recipe) {
        String word = recipe.substring(recipe.indexOf('+') + 1);
        return GOES_WITH.getOrDefault(option, List.of(word)).contains(word);
    }

    /** Reads everything that can be read without data, so that a slip of the pen is told at once. */
    void check() {
        var _ = features();
        positive("--c", c);
        positive("--gamma", gamma);
        atLeastOne("--trees", trees, 10_000);
        atLeastOne("--rounds", rounds, 10_000);
        atLeastOne("--depth", depth, 16);
    }

    /** Refuses a rate that boosting cannot have. */
    static void checkBoosting(Optional<Double> learningRate) {
        learningRate.filter(rate -> !(rate > 0 && rate <= 1)).ifPresent(rate -> {
            throw new ClassifierException("--learning-rate of boosting is above 0 and at most 1, got " + rate);
        });
    }

    private static void positive(String option, Optional<Double> value) {
        value.filter(number -> !(number > 0 && number < Double.POSITIVE_INFINITY))
                .ifPresent(number -> {
                    throw new ClassifierException(option + " is above 0, got " + number);
                });
    }

    private static void atLeastOne(String option, Optional<Integer> value, int most) {
        value.filter(number -> number < 1 || number > most).ifPresent(number -> {
            throw new ClassifierException(option + " is 1 to " + most + ", got " + number);
        });
    }
}
