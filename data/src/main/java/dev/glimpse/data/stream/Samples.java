package dev.glimpse.data.stream;

import dev.glimpse.image.Picture;
import java.io.IOException;

/** The pictures that batches are made of, as numbers of one shape each. All methods may be called from any thread. */
public interface Samples {

    /** How many there are. */
    int size();

    /** How many classes there are. */
    int classes();

    /** A sample's class. */
    int label(int sample);

    /** A key that a sample has in every dataset that it is in. */
    long key(int sample);

    /** What a sample is called in messages. */
    String name(int sample);

    /** What is done to a file to make these numbers of it: equal words, equal numbers. */
    String recipe();

    /** Whether {@link #copy} is no more than that, so that nothing is won by threads or a cache. */
    boolean isImmediate();

    /**
     * A sample as a picture in its final size and channels.
     *
     * @throws IOException if its file cannot be read
     * @throws dev.glimpse.image.ImageException if it is no sound picture
     */
    Picture picture(int sample) throws IOException;

    /** Writes the numbers of {@link #picture} into {@code target} from {@code offset} on. */
    default void copy(int sample, byte[] target, int offset) throws IOException {
        picture(sample).copyTo(target, offset);
    }
}
