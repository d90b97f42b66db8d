package dev.glimpse.nn.archive;

import dev.glimpse.tensor.Shape;
import java.util.Arrays;

/** How many numbers or texts there are in an HDF5 file's array or attribute, axis by axis. */
final class Hdf5Space {

    private static final int MOST_AXES = 32;
    private static final int NOTHING = 2;

    private Hdf5Space() {}

    /** The shape that a message describes: with no axes for a single number, and at most what a Java array holds. */
    static Shape shape(Hdf5Block message) {
        int version = message.u8();
        int rank = message.u8();
        message.skip(1);
        if ((version != 1 && version != 2) || rank > MOST_AXES) {
            throw Hdf5Bytes.broken("spaces of version " + version + " with " + rank + " axes are not known");
        }
        int type = message.u8();
        if (version == 1) {
            message.skip(4);
        } else if (type == NOTHING) {
            return Shape.of(0);
        }
        long[] sizes = new long[rank];
        long count = 1;
        boolean sound = true;
        for (int i = 0; i < rank; i++) {
            sizes[i] = message.length();
            sound &= sizes[i] >= 0 && sizes[i] <= Integer.MAX_VALUE;
            count = sound ? count * sizes[i] : 0;
            sound &= count <= Integer.MAX_VALUE;
        }
        if (!sound) {
            throw Hdf5Bytes.broken("an array has the sizes " + Arrays.toString(sizes));
        }
        return Shape.of(Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray());
    }
}
