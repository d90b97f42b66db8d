package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pieces of an array in an HDF5 file, and where each one is.
 *
 * <p>Read are all ways to find them but one: the trees of version 1, a single piece, pieces one behind the other, fixed
 * arrays, and the trees of version 2. The array of pieces that can grow along one axis is refused.
 */
final class Hdf5Chunks {

    /**
     * One piece.
     *
     * @param number in row-major order of the grid of pieces
     * @param stored how many bytes it has in the file
     * @param skipped a bit for each filter that was not used
     */
    record Chunk(long number, long address, long stored, long skipped) {}

    private static final int DEEPEST_TREE = 16;
    private static final int CHECKSUM = 4;

    private final Hdf5Bytes file;
    private final Shape shape;
    private final int[] sizes;
    private final long bytes;
    private final boolean filtered;
    private final long[] grid;
    private final List<Chunk> chunks = new ArrayList<>();

    /**
     * The pieces that a layout lists.
     *
     * @param sizes of a piece, axis by axis
     */
    Hdf5Chunks(Hdf5Bytes file, Shape shape, int[] sizes, int elementSize, boolean filtered) {
        this.file = file;
        this.shape = shape;
        this.sizes = sizes;
        this.filtered = filtered;
        grid = new long[sizes.length];
        long all = elementSize;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] <= 0 || all > Integer.MAX_VALUE / sizes[i]) {
                throw Hdf5Bytes.broken("an array has pieces of the sizes " + Arrays.toString(sizes));
            }
            all *= sizes[i];
            grid[i] = Math.ceilDiv(shape.size(i), sizes[i]);
        }
        bytes = all;
    }

    /** How many bytes a piece has in memory. */
    int bytes() {
        return (int) bytes;
    }

    /** How many pieces there have to be. */
    long count() {
        long count = 1;
        for (long along : grid) {
            count *= along;
        }
        return count;
    }

    /** Where a piece begins along each axis. */
    int[] start(Chunk chunk) {
        int[] start = new int[sizes.length];
        long rest = chunk.number;
        for (int i = sizes.length - 1; i >= 0; i--) {
            start[i] = (int) (rest % grid[i]) * sizes[i];
            rest /= grid[i];
        }
        return start;
    }

    int[] sizes() {
        return sizes;
    }

    /** The pieces, each once, all of them, and all in the file. */
    List<Chunk> all() {
        boolean[] seen = new boolean[chunks.size()];
        if (count() != chunks.size()) {
            throw Hdf5Bytes.broken(
                    "an array of shape " + shape + " has " + chunks.size() + " of " + count() + " pieces");
        }
        for (Chunk chunk : chunks) {
            file.require(chunk.address, chunk.stored);
            if (seen[(int) chunk.number]) {
                throw Hdf5Bytes.broken("a piece of an array is there twice");
            }
            seen[(int) chunk.number] = true;
            if (!filtered && chunk.stored != bytes) {
                throw Hdf5Bytes.broken("a piece of an array has " + chunk.stored + " bytes and should have " + bytes);
            }
        }
        return chunks;
    }

    /** Pieces in a tree of version 1, whose keys say where they begin. */
    void tree(long address) {
        if (address != Hdf5Bytes.NOWHERE) {
            node(address, DEEPEST_TREE);
        }
    }

    private void node(long address, int below) {
        int prefixSize = 8 + 2 * file.addressSize();
        Hdf5Block prefix = file.block(address, prefixSize);
        prefix.signature("TREE");
        int type = prefix.u8();
        int level = prefix.u8();
        int used = prefix.u16();
        if (type != 1 || level >= below) {
            throw Hdf5Bytes.broken("the tree of an array is not one");
        }
        int keySize = 8 + 8 * (sizes.length + 1);
        Hdf5Block entries = file.block(address + prefixSize, used * (long) (keySize + file.addressSize()));
        for (int i = 0; i < used; i++) {
            long stored = entries.u32();
            long skipped = entries.u32();
            Hdf5Block begin = entries.part(8L * (sizes.length + 1));
            long child = entries.address();
            if (level > 0) {
                node(child, level);
            } else {
                long number = 0;
                for (int axis = 0; axis < sizes.length; axis++) {
                    number = along(number, axis, begin.number(8) / sizes[axis]);
                }
                chunks.add(new Chunk(number, child, stored, skipped));
            }
        }
    }

    private long along(long number, int axis, long index) {
        if (index < 0 || index >= grid[axis]) {
            throw Hdf5Bytes.broken("a piece lies outside of its array of shape " + shape);
        }
        return number * grid[axis] + index;
    }

    /** One of the newer indexes, as a layout of version 4 names it. */
    void index(Hdf5Block layout, int flags) {
        int kind = layout.u8();
        switch (kind) {
            case 1 -> {
                long stored = bytes;
                long skipped = 0;
                if ((flags & 2) != 0) {
                    stored = layout.length();
                    skipped = layout.u32();
                }
                chunks.add(new Chunk(0, layout.address(), stored, skipped));
            }
            case 2 -> implicit(layout.address());
            case 3 -> {
                layout.skip(1);
                fixedArray(layout.address());
            }
            case 5 -> {
                layout.skip(6);
                records(layout.address());
            }
            default ->
                throw new NnException("an array that can grow, in HDF5's newest layout, is not supported: save the file"
                        + " without maxshape, or without libver=\"latest\"");
        }
    }

    private void implicit(long address) {
        file.require(address, 0);
        for (long i = 0; i < count() && file.contains(address + i * bytes, bytes); i++) {
            chunks.add(new Chunk(i, address + i * bytes, bytes, 0));
        }
    }

    private void fixedArray(long address) {
        Hdf5Block header = file.block(address, 8 + file.lengthSize() + file.addressSize());
        header.signature("FAHD");
        header.version(0, "arrays");
        header.skip(1);
        int entrySize = header.u8();
        int pageBits = header.u8();
        long count = header.length();
        long block = header.address();
        int prefixSize = 6 + file.addressSize();
        if (count != count() || pageBits > 31 || entrySize < file.addressSize()) {
            throw Hdf5Bytes.broken("an array of shape " + shape + " has " + count + " pieces");
        }
        file.require(block, count);
        file.block(block, prefixSize).signature("FADB");
        long perPage = 1L << pageBits;
        if (count <= perPage) {
            page(file.block(block + prefixSize, count * entrySize), 0, entrySize);
            return;
        }
        long pages = Math.ceilDiv(count, perPage);
        Hdf5Block used = file.block(block + prefixSize, Math.ceilDiv(pages, 8));
        long at = block + prefixSize + Math.ceilDiv(pages, 8) + CHECKSUM;
        int bits = 0;
        for (long page = 0; page < pages; page++) {
            bits = page % 8 == 0 ? used.u8() : bits << 1;
            long entries = Math.min(perPage, count - page * perPage);
            if ((bits & 0x80) != 0) {
                page(file.block(at, entries * entrySize), page * perPage, entrySize);
            }
            at += entries * entrySize + CHECKSUM;
        }
    }

    private void page(Hdf5Block entries, long first, int entrySize) {
        int sizeBytes = entrySize - file.addressSize() - 4;
        long number = first;
        while (entries.remaining() > 0) {
            long address = entries.address();
            long stored = filtered ? entries.number(Math.clamp(sizeBytes, 0, 8)) : bytes;
            long skipped = filtered ? entries.u32() : 0;
            if (address != Hdf5Bytes.NOWHERE) {
                chunks.add(new Chunk(number, address, stored, skipped));
            }
            number++;
        }
    }

    private void records(long tree) {
        Hdf5Tree.at(file, tree).records(record -> {
            long address = record.address();
            int places = 8 * sizes.length;
            long stored = filtered ? record.number(Math.clamp(record.remaining() - 4L - places, 0, 8)) : bytes;
            long skipped = filtered ? record.u32() : 0;
            long number = 0;
            for (int axis = 0; axis < sizes.length; axis++) {
                number = along(number, axis, record.number(8));
            }
            chunks.add(new Chunk(number, address, stored, skipped));
        });
    }
}
