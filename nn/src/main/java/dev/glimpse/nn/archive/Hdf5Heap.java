package dev.glimpse.nn.archive;

/**
 * A heap in which newer HDF5 files keep the links or attributes of a group that has many: a "fractal heap".
 *
 * <p>Its blocks stand in a table of rows; each row from the third on has blocks twice as large as the one before.
 */
final class Hdf5Heap {

    private static final int FIRST_SIZED_ROW = 1;

    private final Hdf5Bytes file;
    private final int idSize;
    private final int offsetSize;
    private final int lengthSize;
    private final int width;
    private final long startSize;
    private final long mostDirect;
    private final long root;
    private final int rootRows;

    private Hdf5Heap(Hdf5Bytes file, Hdf5Block header) {
        this.file = file;
        header.signature("FRHP");
        header.version(0, "heaps");
        idSize = header.u16();
        if (header.u16() != 0) {
            throw Hdf5Bytes.broken("it has a compressed heap, which is not supported");
        }
        header.skip(1);
        long largest = header.u32();
        header.skip(10 * file.lengthSize() + 2 * file.addressSize());
        width = header.u16();
        startSize = header.length();
        mostDirect = header.length();
        int bits = header.u16();
        header.skip(2);
        root = header.address();
        rootRows = header.u16();
        if (width == 0
                || bits > 63
                || Long.bitCount(startSize) != 1
                || Long.bitCount(mostDirect) != 1
                || startSize < 0
                || mostDirect < startSize) {
            throw Hdf5Bytes.broken("a heap has blocks of " + startSize + " to " + mostDirect + " bytes");
        }
        offsetSize = Math.ceilDiv(bits, 8);
        lengthSize = Math.min(Math.ceilDiv(log2(mostDirect), 8), log2(Math.max(1, largest)) / 8 + 1);
    }

    static Hdf5Heap at(Hdf5Bytes file, long address) {
        int size = 5 + 2 + 2 + 1 + 4 + 12 * file.lengthSize() + 3 * file.addressSize() + 2 + 2 + 2 + 2;
        return new Hdf5Heap(file, file.block(address, size));
    }

    /** The object that an identifier names; the identifier is read from a record. */
    Hdf5Block object(Hdf5Block record) {
        Hdf5Block id = record.part(idSize);
        int kind = id.u8() >> 4 & 3;
        if (kind != 0) {
            throw Hdf5Bytes.broken(
                    "a heap holds something too large or too small for its blocks," + " which is not supported");
        }
        long offset = id.number(offsetSize);
        long length = id.number(lengthSize);
        if (offset < 0) {
            throw Hdf5Bytes.broken("a heap has nothing at " + offset);
        }
        return rootRows == 0 ? direct(root, startSize, offset, length) : indirect(root, rootRows, offset, length);
    }

    private Hdf5Block direct(long block, long size, long offset, long length) {
        if (offset > size || length > size - offset) {
            throw Hdf5Bytes.broken("a heap's block of " + size + " bytes has none at " + offset);
        }
        file.require(block, 4);
        file.block(block, 4).signature("FHDB");
        return file.block(block + offset, length);
    }

    /** Down a table: the rows' sizes are known, so the block that holds an offset is found by counting. */
    private Hdf5Block indirect(long table, int rows, long offset, long length) {
        file.block(table, 4).signature("FHIB");
        int prefix = 5 + file.addressSize() + offsetSize;
        long rest = offset;
        for (int row = 0; row < rows; row++) {
            long size = blockSize(row);
            if (rest / size < width) {
                int column = (int) (rest / size);
                long at = table + prefix + ((long) row * width + column) * file.addressSize();
                long child = file.block(at, file.addressSize()).address();
                long within = rest % size;
                if (size <= mostDirect) {
                    return direct(child, size, within, length);
                }
                int inner = log2(size) - log2(startSize) - log2(width) + 1;
                if (inner <= 0 || inner >= rows) {
                    throw Hdf5Bytes.broken("a heap's tables do not get smaller");
                }
                return indirect(child, inner, within, length);
            }
            rest -= size * width;
        }
        throw Hdf5Bytes.broken("a heap has nothing at " + offset);
    }

    private long blockSize(int row) {
        int shift = Math.max(0, row - FIRST_SIZED_ROW);
        int most = 62 - log2(startSize) - log2(width) - 1;
        if (shift > most) {
            throw Hdf5Bytes.broken("a heap has " + row + " rows");
        }
        return startSize << shift;
    }

    private static int log2(long number) {
        return 63 - Long.numberOfLeadingZeros(number);
    }
}
