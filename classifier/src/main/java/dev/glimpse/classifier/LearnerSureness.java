package dev.glimpse.classifier;

import dev.glimpse.classifier.confidence.Temperature;
import java.util.List;

/**
 * How sure a learner may be: what its probabilities go through, so that they are as often right as they say.
 *
 * <p>A part of all probability is spread evenly over the classes, because trees and neighbours hold impossible what they have not
 * seen; then the logarithms are divided by a temperature, as the sums of a network are.
 *
 * @param doubt that part, 0 to below 1
 * @param temperature above 0
 */
record LearnerSureness(double doubt, double temperature) {

    /** Probabilities as they are. */
    static final LearnerSureness FULL = new LearnerSureness(0, 1);

    /** Without pictures to choose another by, a class that was never seen so is held possible. */
    static final double USUAL_DOUBT = 0.01;

    private static final double[] DOUBTS = {1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.03, 0.1};

    LearnerSureness {
        if (!(doubt >= 0 && doubt < 1)) {
            throw new ClassifierException("a learner's doubt is 0 to below 1, got " + doubt);
        }
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new ClassifierException("a temperature is above 0, got " + temperature);
        }
    }

    /** What becomes of a learner's probabilities. */
    float[] probabilities(float[] learnt) {
        return equals(FULL) ? learnt : Temperature.probabilities(logits(learnt, doubt), temperature);
    }

    /** The logarithms of probabilities, a part of which is spread evenly. */
    static float[] logits(float[] probabilities, double doubt) {
        float[] logits = new float[probabilities.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) Math.log((1 - doubt) * probabilities[i] + doubt / logits.length);
        }
        return logits;
    }

    /**
     * The doubt with which, and with the temperature that then suits best, the log loss on pictures is smallest.
     *
     * @param probabilities a learner's, of each picture
     * @param labels the true ones
     */
    static double bestDoubt(List<float[]> probabilities, int[] labels) {
        double best = USUAL_DOUBT;
        double least = Double.POSITIVE_INFINITY;
        for (double doubt : DOUBTS) {
            Temperature temperature = new Temperature();
            for (int i = 0; i < labels.length; i++) {
                temperature.add(logits(probabilities.get(i), doubt), labels[i]);
            }
            double divisor = temperature.best().orElse(1);
            double loss = 0;
            for (int i = 0; i < labels.length; i++) {
                float[] cooled = Temperature.probabilities(logits(probabilities.get(i), doubt), divisor);
                loss -= Math.log(Math.max(cooled[labels[i]], Float.MIN_VALUE));
            }
            if (loss < least) {
                least = loss;
                best = doubt;
            }
        }
        return best;
    }
}
