package dev.glimpse.learn;

/** What was learnt to tell a number. Any number of threads may ask it at the same time. */
public interface NumberModel {

    /** How many numbers a vector has. */
    int length();

    /**
     * The number of each vector.
     *
     * @throws LearnException if the vectors have another length, or are not finite
     */
    float[] numbers(Rows rows);

    /** All of it, for a file; {@link SavedModel#numbers} reads it back, to the same answers. */
    byte[] toBytes();
}
