package dev.glimpse.classifier;

import dev.glimpse.classifier.Learning.ClassWeights;
import dev.glimpse.classifier.neighbour.Nearest;
import dev.glimpse.classifier.neighbour.Samples;
import dev.glimpse.classifier.neighbour.Weighting;

/**
 * How the nearest samples make probabilities.
 *
 * <p>A sample at the distance d has the voice {@code exp(-(d - d1) / temperature)}, where d1 is that of the nearest, or 1 if all
 * speak the same. If classes count the same, it is divided by how many samples its label has. A label's share is that of its
 * samples' voices in all; of that, {@code doubt} is taken and spread over all labels, for what no neighbour has is not
 * impossible.
 *
 * @param k how many decide, 1 to 1,000; all of them where there are fewer
 * @param weighting whether nearer ones say more
 * @param temperature the distance over which a voice falls to 37 %; above 0
 * @param doubt 0 to below 1
 * @param classWeights whether every sample counts the same, or every class
 */
record Vote(int k, Weighting weighting, double temperature, double doubt, ClassWeights classWeights) {

    /** More would be slow, and no k-NN is better for it. */
    static final int MOST = 1000;

    Vote {
        if (k < 1
                || k > MOST
                || !(temperature > 0 && temperature < Double.POSITIVE_INFINITY)
                || !(doubt >= 0 && doubt < 1)) {
            throw new ClassifierException(
                    "neighbours vote with k from 1 to " + MOST + ", a temperature above 0 and a doubt"
                            + " from 0 to below 1, got " + k + ", " + temperature + " and " + doubt);
        }
    }

    /**
     * The probability of each of so many labels.
     *
     * @param counts how many samples each label has
     */
    float[] probabilities(Samples samples, Nearest nearest, int[] counts) {
        double[] voices = new double[counts.length];
        double all = 0;
        for (int i = 0; i < Math.min(k, nearest.size()); i++) {
            int label = samples.label(nearest.samples()[i]);
            double voice = closeness(nearest.distances()[i] - nearest.distances()[0])
                    / switch (classWeights) {
                        case EVEN -> 1;
                        case BALANCED -> counts[label];
                    };
            voices[label] += voice;
            all += voice;
        }
        float[] probabilities = new float[counts.length];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = (float) ((1 - doubt) * voices[i] / all + doubt / counts.length);
        }
        return probabilities;
    }

    private double closeness(double further) {
        return switch (weighting) {
            case EVEN -> 1;
            case CLOSENESS -> Math.exp(-further / temperature);
        };
    }
}
