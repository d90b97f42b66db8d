package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;

/**
 * How much more memory a file's arrays may take than they have bytes in the file.
 *
 * <p>Compressed bytes become up to a thousandfold, and several names can stand for the same array. Keras refuses an array
 * of more than 4 GiB and a thousandfold of its bytes; weights that anyone has trained hardly get smaller at all, so
 * less is enough here, for all arrays together.
 */
final class Hdf5Budget {

    /** Arrays of zeros, such as an optimizer's at the start, are compressed to nothing. */
    private static final long SPARE = 64 << 20;

    private static final long MOST_EXPANSION = 16;

    private final long size;
    private long stored;
    private long taken;

    Hdf5Budget(long fileSize) {
        size = fileSize;
    }

    /** Accounts for an array that is about to be read. */
    void take(long memory, long bytesInFile) {
        require(memory);
        taken += memory;
        stored += bytesInFile;
    }

    /** Checks that so much memory may be taken for a while. */
    void require(long memory) {
        long expanded = taken + memory - Math.min(stored, size);
        if (expanded > SPARE + (MOST_EXPANSION + 1) * size) {
            throw new NnException("the arrays of this file take more than " + taken + " bytes of memory, and it has "
                    + size + ": refused");
        }
    }
}
