package dev.glimpse.learn;

/** What was learnt to tell classes apart. Any number of threads may ask it at the same time. */
public interface ClassModel {

    /** How many numbers a vector has. */
    int length();

    /** How many classes there are. */
    int classes();

    /**
     * How probable each class is, for each vector: {@code [row][class]}, each row adding up to 1.
     *
     * @throws LearnException if the vectors have another length, or are not finite
     */
    float[][] probabilities(Rows rows);

    /** All of it, for a file; {@link SavedModel#classes} reads it back, to the same answers. */
    byte[] toBytes();
}
