package dev.glimpse.classifier.evaluation;

/**
 * How well one label is found.
 *
 * @param label its name
 * @param support the pictures that truly have it
 * @param predicted the pictures that were given it
 * @param correct the pictures of which both are true
 */
public record ClassScore(String label, long support, long predicted, long correct) {

    /** The share of the pictures given this label that truly have it; 0 where none was given it. */
    public double precision() {
        return predicted == 0 ? 0 : (double) correct / predicted;
    }

    /** The share of the pictures with this label that were given it; 0 where there are none. */
    public double recall() {
        return support == 0 ? 0 : (double) correct / support;
    }

    /** The harmonic mean of precision and recall; 0 where both are 0. */
    public double f1() {
        return support + predicted == 0 ? 0 : 2.0 * correct / (support + predicted);
    }

    /** Whether the label occurs at all, as a truth or as a prediction: if not, it says nothing about the model. */
    public boolean occurs() {
        return support + predicted > 0;
    }
}
