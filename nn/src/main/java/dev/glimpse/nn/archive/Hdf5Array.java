package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An array in an HDF5 file: in one stretch, in pieces, or beside its description.
 *
 * <p>Memory is taken when it is certain that all of its bytes are in the file.
 */
final class Hdf5Array {

    private static final int COMPACT = 0;
    private static final int CONTIGUOUS = 1;
    private static final int CHUNKED = 2;
    private static final int VIRTUAL = 3;

    private final Hdf5Bytes file;
    private final Hdf5Header header;
    private final Hdf5Budget budget;
    private final Shape shape;
    private final Hdf5Type type;

    Hdf5Array(Hdf5Bytes file, Hdf5Header header, Hdf5Attributes attributes, Hdf5Budget budget) {
        this.file = file;
        this.header = header;
        this.budget = budget;
        shape = Hdf5Space.shape(header.get(Hdf5Header.DATASPACE));
        Hdf5Type declared = Hdf5Type.of(header.get(Hdf5Header.DATATYPE));
        boolean brain = declared.size() == 2
                && attributes.texts(header, "dtype").stream().anyMatch(texts -> texts.contains("bfloat16"));
        type = brain ? new Hdf5Type(Hdf5Type.Kind.BFLOAT_16, 2, ByteOrder.LITTLE_ENDIAN) : declared;
    }

    Shape shape() {
        return shape;
    }

    /** The numbers. */
    SavedArray read() {
        if (!type.isNumber()) {
            throw new NnException("it holds " + type + ", and should hold numbers");
        }
        if (header.has(Hdf5Header.EXTERNAL_FILES)) {
            throw new NnException("its numbers are in another file: refused");
        }
        if (shape.count() == 0) {
            return type.zeros(shape);
        }
        Hdf5Block layout = header.get(Hdf5Header.LAYOUT);
        int version = layout.u8();
        if (version < 3 || version > 5) {
            throw Hdf5Bytes.broken("layouts of version " + version + " are not known");
        }
        return switch (layout.u8()) {
            case COMPACT -> compact(layout);
            case CONTIGUOUS -> contiguous(layout);
            case CHUNKED -> chunked(layout, version);
            case VIRTUAL -> throw new NnException("its numbers are pieced together from other files: refused");
            default -> throw Hdf5Bytes.broken("an array has a layout that is not known");
        };
    }

    private long size() {
        return shape.count() * type.size();
    }

    private SavedArray compact(Hdf5Block layout) {
        Hdf5Block data = layout.part(layout.u16());
        requireBytes(data.remaining());
        SavedArray array = zeros(size());
        type.read(data.rest(), array, 0, (int) shape.count());
        return array;
    }

    private SavedArray contiguous(Hdf5Block layout) {
        long address = layout.address();
        requireBytes(address == Hdf5Bytes.NOWHERE ? 0 : layout.length());
        file.require(address, size());
        SavedArray array = zeros(size());
        ByteBuffer buffer = file.buffer();
        int perBuffer = buffer.capacity() / type.size();
        int count = (int) shape.count();
        for (int from = 0; from < count; from += perBuffer) {
            int numbers = Math.min(perBuffer, count - from);
            file.read(address + (long) from * type.size(), buffer.clear().limit(numbers * type.size()));
            type.read(buffer.flip(), array, from, numbers);
        }
        return array;
    }

    private void requireBytes(long stored) {
        if (stored < size()) {
            throw new NnException("it declares " + size() + " bytes and has " + stored);
        }
    }

    private SavedArray zeros(long stored) {
        budget.take(shape.count() * type.bytesInMemory(), stored);
        return type.zeros(shape);
    }

    private SavedArray chunked(Hdf5Block layout, int version) {
        int flags = version == 3 ? 0 : layout.u8();
        int rank = layout.u8() - 1;
        if (rank != shape.rank() || rank == 0) {
            throw Hdf5Bytes.broken("an array of shape " + shape + " has pieces of " + rank + " axes");
        }
        long tree = version == 3 ? layout.address() : Hdf5Bytes.NOWHERE;
        int sizeBytes = version == 3 ? 4 : layout.u8();
        int[] sizes = new int[rank];
        for (int i = 0; i < rank; i++) {
            sizes[i] = Math.clamp(layout.number(Math.min(8, sizeBytes)), 0, Integer.MAX_VALUE);
        }
        if (layout.number(Math.min(8, sizeBytes)) != type.size()) {
            throw Hdf5Bytes.broken("the pieces of an array have numbers of another size");
        }
        Hdf5Filters filters = header.find(Hdf5Header.FILTERS)
                .map(message -> Hdf5Filters.of(message, type.size()))
                .orElse(Hdf5Filters.none());
        Hdf5Chunks chunks = new Hdf5Chunks(file, shape, sizes, type.size(), !filters.isEmpty());
        if (version == 3) {
            chunks.tree(tree);
        } else {
            chunks.index(layout, flags);
        }
        return pieces(chunks, filters);
    }

    private SavedArray pieces(Hdf5Chunks chunks, Hdf5Filters filters) {
        long stored = 0;
        for (Hdf5Chunks.Chunk chunk : chunks.all()) {
            if (filters.most(chunk.stored()) < chunks.bytes()) {
                throw Hdf5Bytes.broken("a piece of " + chunk.stored() + " bytes declares " + chunks.bytes());
            }
            stored += chunk.stored();
        }
        budget.require(2L * chunks.bytes());
        SavedArray array = zeros(stored);
        for (Hdf5Chunks.Chunk chunk : chunks.all()) {
            byte[] bytes = new byte[Math.toIntExact(chunk.stored())];
            file.read(chunk.address(), ByteBuffer.wrap(bytes));
            place(ByteBuffer.wrap(filters.undo(bytes, chunks.bytes(), chunk.skipped())), chunks, chunk, array);
        }
        return array;
    }

    /** Puts a piece where it belongs, row by row; what lies beyond the array's end is left out. */
    private void place(ByteBuffer bytes, Hdf5Chunks chunks, Hdf5Chunks.Chunk chunk, SavedArray array) {
        int[] start = chunks.start(chunk);
        int[] sizes = chunks.sizes();
        int last = sizes.length - 1;
        int run = Math.min(sizes[last], shape.size(last) - start[last]);
        int[] at = new int[sizes.length];
        int row = 0;
        while (true) {
            boolean inside = true;
            long to = 0;
            for (int axis = 0; axis <= last; axis++) {
                long along = (long) start[axis] + at[axis];
                inside &= along < shape.size(axis);
                to = to * shape.size(axis) + along;
            }
            if (inside) {
                type.read(bytes.position(row * sizes[last] * type.size()), array, (int) to, run);
            }
            row++;
            int axis = last - 1;
            while (axis >= 0 && ++at[axis] == sizes[axis]) {
                at[axis--] = 0;
            }
            if (axis < 0) {
                return;
            }
        }
    }
}
