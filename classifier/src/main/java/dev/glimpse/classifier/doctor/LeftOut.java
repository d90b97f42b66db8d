package dev.glimpse.classifier.doctor;

/**
 * A kind of finding that so many pictures have that it is how this dataset is, and not what is wrong with it.
 *
 * <p>As cleanvision does, what half of the pictures or more have is counted and not reported picture by picture.
 *
 * @param kind of which there are no findings therefore
 * @param pictures how many have it
 * @param of so many
 */
public record LeftOut(FindingKind kind, int pictures, int of) {

    /** The part of the pictures from which on it is left out. */
    public static final double PREVALENCE = 0.5;

    /** Whether so many are left out. */
    static boolean isDue(int pictures, int of) {
        return pictures >= PREVALENCE * of;
    }
}
