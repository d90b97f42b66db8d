package dev.glimpse.classifier.evaluation;

/**
 * What became of one picture.
 *
 * @param item the name the picture was given by, such as its path within the dataset
 * @param label the index of its true label
 * @param predicted the index of the most probable label; of equally probable ones the first
 * @param probability the probability of {@code predicted}, 0 to 1
 * @param labelProbability the probability of {@code label}, 0 to 1
 * @param rank the place of {@code label} among all labels by probability, 1 for the most probable; among equals the
 *     lower index comes first
 */
public record Outcome(String item, int label, int predicted, float probability, float labelProbability, int rank) {

    /** Whether the most probable label is the true one. */
    public boolean isCorrect() {
        return label == predicted;
    }
}
