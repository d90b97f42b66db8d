package dev.glimpse.nn.archive;

import java.util.function.Consumer;

/** A tree of records in newer HDF5 files (version 2 of its B-trees): an index by name or by place. */
final class Hdf5Tree {

    private static final int PREFIX = 6;
    private static final int CHECKSUM = 4;
    private static final int DEEPEST = 16;

    private final Hdf5Bytes file;
    private final int recordSize;
    private final int countSize;
    private final int[] totalSizes;
    private final long root;
    private final int rootRecords;

    private Hdf5Tree(Hdf5Bytes file, Hdf5Block header) {
        this.file = file;
        header.signature("BTHD");
        header.version(0, "trees");
        header.skip(1);
        long nodeSize = header.u32();
        recordSize = header.u16();
        int depth = header.u16();
        header.skip(2);
        root = header.address();
        rootRecords = header.u16();
        if (depth > DEEPEST || recordSize == 0 || nodeSize < PREFIX + CHECKSUM + recordSize) {
            throw Hdf5Bytes.broken("an index has " + depth + " levels with records of " + recordSize + " bytes");
        }
        countSize = bytesFor((nodeSize - PREFIX - CHECKSUM) / recordSize);
        totalSizes = totalSizes(nodeSize, depth);
    }

    static Hdf5Tree at(Hdf5Bytes file, long address) {
        return new Hdf5Tree(file, file.block(address, 16 + file.addressSize() + 2 + file.lengthSize()));
    }

    /**
     * How many bytes the total of the records below a child takes, by level: as many as the largest total needs that fits
     * into the nodes. Children without children of their own have no total.
     */
    private int[] totalSizes(long nodeSize, int depth) {
        int[] sizes = new int[depth + 1];
        long most = (nodeSize - PREFIX - CHECKSUM) / recordSize;
        for (int level = 1; level <= depth; level++) {
            sizes[level] = level == 1 ? 0 : bytesFor(most);
            long pointer = (long) file.addressSize() + countSize + sizes[level];
            long records = (nodeSize - PREFIX - CHECKSUM - pointer) / (recordSize + pointer);
            if (records <= 0 || most > Long.MAX_VALUE / 4 / (records + 1)) {
                throw Hdf5Bytes.broken("an index has nodes of " + nodeSize + " bytes in " + depth + " levels");
            }
            most = (records + 1) * most + records;
        }
        return sizes;
    }

    private static int bytesFor(long most) {
        return (63 - Long.numberOfLeadingZeros(Math.max(1, most))) / 8 + 1;
    }

    /** Gives each record, in order. */
    void records(Consumer<Hdf5Block> use) {
        if (root != Hdf5Bytes.NOWHERE) {
            node(root, rootRecords, totalSizes.length - 1, use);
        }
    }

    private void node(long address, long records, int depth, Consumer<Hdf5Block> use) {
        int pointer = depth == 0 ? 0 : file.addressSize() + countSize + totalSizes[depth];
        file.require(address, records);
        Hdf5Block node = file.block(address, PREFIX + records * recordSize + (records + 1) * pointer);
        node.signature(depth == 0 ? "BTLF" : "BTIN");
        node.version(0, "trees");
        node.skip(1);
        Hdf5Block own = node.part(records * recordSize);
        for (long i = 0; i <= records; i++) {
            if (depth > 0) {
                long child = node.address();
                long count = node.number(countSize);
                node.skip(totalSizes[depth]);
                node(child, count, depth - 1, use);
            }
            if (i < records) {
                use.accept(own.part(recordSize));
            }
        }
    }
}
