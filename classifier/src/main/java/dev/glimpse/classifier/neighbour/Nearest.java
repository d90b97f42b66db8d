package dev.glimpse.classifier.neighbour;

/**
 * The samples nearest to a vector, the nearest first; of those at one distance the one that came first.
 *
 * @param samples their numbers
 * @param distances how far each is
 */
public record Nearest(int[] samples, double[] distances) {

    /** How many there are: as many as were asked for, or all. */
    public int size() {
        return samples.length;
    }
}
