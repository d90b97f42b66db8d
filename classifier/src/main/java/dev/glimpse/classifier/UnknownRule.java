package dev.glimpse.classifier;

import dev.glimpse.classifier.confidence.Prototypes;
import dev.glimpse.classifier.confidence.Spread;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Graph;
import dev.glimpse.tensor.Shape;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/** How a classifier tells pictures of other things from those that it knows. */
sealed interface UnknownRule {

    /** Above it a picture is none of what the classifier knows. */
    double threshold();

    /** This with another threshold. */
    UnknownRule with(double newThreshold);

    /** What it goes by, for people: the rest of a sentence that begins with "by". */
    String words();

    /**
     * By how unsure the classifier is.
     *
     * @param threshold of 1 less the largest probability
     */
    record ByProbability(double threshold) implements UnknownRule {
        @Override
        public ByProbability with(double newThreshold) {
            return new ByProbability(newThreshold);
        }

        @Override
        public String words() {
            return "how small its largest probability is";
        }
    }

    /**
     * By how far a picture is from those that it knows, and how unsure the classifier is: the sum of both, each in standard
     * deviations of its own validation pictures. What is far off has an unlikely vector; what is like several classes at once
     * makes it unsure.
     *
     * @param measure what distance is
     * @param distance that of its own validation pictures
     * @param unsureness the entropy of the probabilities of its own validation pictures
     * @param threshold of the sum
     */
    record ByDistance(Measure measure, Spread distance, Spread unsureness, double threshold) implements UnknownRule {
        @Override
        public ByDistance with(double newThreshold) {
            return new ByDistance(measure, distance, unsureness, newThreshold);
        }

        @Override
        public String words() {
            return "how far it is from the pictures that it learnt, and how unsure it is";
        }
    }

    /** How far a picture is from those that a classifier knows. */
    sealed interface Measure {

        /**
         * From the nearest of some directions that stand for the classes.
         *
         * @param layer the one whose output is a picture's vector
         * @param known the directions
         */
        record ToPrototypes(String layer, Prototypes known) implements Measure {}

        /** From the nearest samples, which the classifier compares it with anyway. */
        record ToNeighbours() implements Measure {}

        /** That of one picture; NaN where there is nothing to compare with. */
        default double of(Evidence seen) {
            return switch (this) {
                case ToPrototypes to -> to.known().distance(seen.vector());
                case ToNeighbours _ -> seen.weighed().distance().orElse(Double.NaN);
            };
        }
    }

    /** The layer whose output it looks at besides the probabilities, if there is one. */
    default Optional<String> layer() {
        return switch (this) {
            case ByDistance rule when rule.measure() instanceof Measure.ToPrototypes to -> Optional.of(to.layer());
            case ByProbability _, ByDistance _ -> Optional.empty();
        };
    }

    /**
     * Checks that a network has the layer that it looks at, with as many numbers as it knows, and that there are samples if it
     * goes by their distance.
     *
     * @throws ClassifierException if not
     */
    default void requireFit(Architecture architecture, Answering answering, Path file) {
        if (this instanceof ByDistance rule
                && rule.measure() instanceof Measure.ToNeighbours
                && !answering.comparesSamples()) {
            throw new ClassifierException(
                    file + " tells pictures of other things by the distance to its samples, and has"
                            + " none: it was changed since it was saved");
        }
        if (this instanceof ByDistance rule && rule.measure() instanceof Measure.ToPrototypes to) {
            Graph graph = architecture.graph();
            Optional<Shape> output = IntStream.range(0, graph.steps().size())
                    .filter(i -> graph.steps().get(i).name().equals(to.layer()))
                    .mapToObj(i -> graph.shapes().get(i).getFirst())
                    .findFirst();
            if (!output.equals(Optional.of(Shape.of(to.known().length())))) {
                throw new ClassifierException(file + " says that its layer \"" + to.layer() + "\" gives "
                        + to.known().length() + " numbers, and it "
                        + output.map(shape -> "gives " + shape).orElse("has no such layer")
                        + ": it was changed since it was saved");
            }
        }
    }

    /** How strange a picture is. */
    default Strangeness of(Evidence seen) {
        double distance =
                switch (this) {
                    case ByProbability _ -> 0;
                    case ByDistance rule -> rule.measure().of(seen);
                };
        return new Strangeness(score(seen.weighed().probabilities(), distance), threshold());
    }

    /** How strange a picture with these probabilities is; by probability alone the distance does not matter. */
    default double score(float[] probabilities, double distance) {
        return switch (this) {
            case ByProbability _ -> 1 - best(probabilities);
            case ByDistance rule ->
                rule.distance().of(distance) + rule.unsureness().of(entropy(probabilities));
        };
    }

    private static float best(float[] probabilities) {
        float best = 0;
        for (float probability : probabilities) {
            best = Math.max(best, probability);
        }
        return best;
    }

    /** Of probabilities, in nats; 0 for one that is certain. */
    static double entropy(float[] probabilities) {
        double entropy = 0;
        for (float probability : probabilities) {
            entropy -= probability > 0 ? probability * Math.log(probability) : 0;
        }
        return entropy;
    }

    /**
     * What strangeness is told by.
     *
     * @param weighed what the outputs came to
     * @param vector the output of {@link #layer}; whatever comes last if there is none
     */
    record Evidence(Answering.Weighed weighed, float[] vector) {}
}
