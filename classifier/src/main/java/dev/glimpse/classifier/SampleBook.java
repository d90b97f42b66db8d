package dev.glimpse.classifier;

import dev.glimpse.classifier.neighbour.Sample;
import dev.glimpse.classifier.neighbour.Samples;
import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** How a picture is entered among the samples that a classifier compares with. */
final class SampleBook {

    private SampleBook() {}

    /**
     * What became of a picture.
     *
     * @param facts the classifier's facts from now on
     */
    record Entered(ModelFacts facts, Addition addition) {}

    /**
     * The samples of a classifier.
     *
     * @throws ClassifierException if it has learnt by another recipe
     */
    static Answering.ByNeighbours require(ModelFacts facts) {
        return switch (facts.answering()) {
            case Answering.ByNeighbours neighbours -> neighbours;
            case Answering.ByMembers _ ->
                throw new ClassifierException(
                        "a sample takes effect at once in models of the recipe knn only, and this one is an ensemble:"
                                + " add the pictures to the member of the recipe knn, and join its members again");
            case Answering.ByLayers(), Answering.ByLearner _ ->
                throw new ClassifierException(
                        "a sample takes effect at once in models of the recipe knn only, and this one "
                                + (facts.about().containsKey("Recipe")
                                        ? "has the recipe " + facts.about().get("Recipe")
                                        : "was not taught by Glimpse")
                                + ": put the pictures into the folder of your dataset and train again, where only they"
                                + " have to be looked at if the recipe keeps vectors; or train with --recipe knn");
        };
    }

    /** Whether no vector is needed of a picture, because it is a sample or held back already. */
    static boolean knows(ModelFacts facts, ContentHash hash) {
        return isHeldOut(facts, hash) || require(facts).samples().find(hash).isPresent();
    }

    private static boolean isHeldOut(ModelFacts facts, ContentHash hash) {
        return facts.splits().of(hash).filter(split -> split != Split.TRAIN).isPresent();
    }

    /**
     * Enters a picture.
     *
     * @param vector what the model says of it; looked at only if it is not {@link #knows known}
     * @throws ClassifierException if the label is blank, the vector is none, or there is no room
     */
    static Entered enter(ModelFacts facts, ContentHash hash, String label, float[] vector) {
        Answering.ByNeighbours neighbours = require(facts);
        Samples samples = neighbours.samples();
        if (isHeldOut(facts, hash)) {
            return new Entered(facts, Addition.HELD_OUT);
        }
        List<String> names = new ArrayList<>(facts.labels());
        if (!names.contains(label)) {
            names.add(label);
        }
        int number = names.indexOf(label);
        OptionalInt known = samples.find(hash);
        if (known.isPresent()) {
            return samples.label(known.getAsInt()) == number
                    ? new Entered(facts, Addition.KNOWN)
                    : new Entered(
                            changed(facts, names, samples.relabelled(known.getAsInt(), number)), Addition.RELABELLED);
        }
        int most = SamplesFile.most(samples.length());
        if (samples.size() >= most) {
            throw new ClassifierException("the model has " + most + " samples, and no room for more: teach one of the"
                    + " recipe linear or head with all the pictures");
        }
        if (!Samples.isComparable(vector)) {
            throw new ClassifierException("what the model says of the picture is not finite: its weights are damaged");
        }
        return new Entered(
                changed(facts, names, samples.with(List.of(new Sample(vector, number, hash)))), Addition.ADDED);
    }

    private static ModelFacts changed(ModelFacts facts, List<String> labels, Samples samples) {
        Vote vote = require(facts).vote();
        return facts.with(new Labels.Named(labels), Answering.ByNeighbours.of(samples, vote, labels.size()));
    }
}
