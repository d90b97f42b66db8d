package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * The bytes of an HDF5 file, which is a file or a part of one.
 *
 * <p>Nothing is read, and no memory taken, for a stretch that does not lie in the file. What describes the data may be
 * read a few times over and no more, so that structures which lead in circles come to an end.
 */
final class Hdf5Bytes {

    /** Where something is that is not there. */
    static final long NOWHERE = -1;

    /** Each structure is read once or twice; broken ones share bytes. */
    private static final int MOST_READINGS = 4;

    private static final int BUFFER = 1 << 18;

    private static final long SMALL = 1 << 20;

    /** Reading a structure costs something, however short it is. */
    private static final int PER_STRUCTURE = 32;

    private final FileChannel channel;
    private final long start;
    private final long size;
    private int addressSize = Long.BYTES;
    private int lengthSize = Long.BYTES;
    private long structuresLeft;
    private Optional<ByteBuffer> buffer = Optional.empty();

    Hdf5Bytes(FileChannel channel, long start, long size) {
        this.channel = channel;
        this.start = start;
        this.size = size;
        structuresLeft = SMALL + MOST_READINGS * size;
    }

    long size() {
        return size;
    }

    /** How many bytes an address and a length have in this file. */
    void numbers(int bytesOfAddress, int bytesOfLength) {
        addressSize = numberSize(bytesOfAddress);
        lengthSize = numberSize(bytesOfLength);
    }

    private static int numberSize(int bytes) {
        return switch (bytes) {
            case 2, 4, 8 -> bytes;
            default -> throw broken("addresses and lengths have 2, 4 or 8 bytes, got " + bytes);
        };
    }

    int addressSize() {
        return addressSize;
    }

    int lengthSize() {
        return lengthSize;
    }

    /** A stretch that describes data. */
    Hdf5Block block(long address, long length) {
        require(address, length);
        structuresLeft -= length + PER_STRUCTURE;
        if (structuresLeft < 0 || length > Integer.MAX_VALUE - 8) {
            throw broken("its structures lead in circles");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        read(address, bytes);
        return new Hdf5Block(bytes.flip(), addressSize, lengthSize);
    }

    /** Whether a stretch lies in the file. */
    boolean contains(long address, long length) {
        return address >= 0 && length >= 0 && address <= size && length <= size - address;
    }

    /** Checks that a stretch lies in the file. */
    void require(long address, long length) {
        if (!contains(address, length)) {
            throw broken((address == NOWHERE ? "something that is nowhere" : length + " bytes at " + address)
                    + " should be among its " + size + " bytes");
        }
    }

    /** Fills a buffer from an address on; the stretch lies in the file. */
    void read(long address, ByteBuffer into) {
        require(address, into.remaining());
        try {
            ZipMembers.fill(channel, start + address, into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Room for data on its way, the same at each call. */
    ByteBuffer buffer() {
        ByteBuffer room = buffer.orElseGet(() -> ByteBuffer.allocateDirect(BUFFER));
        buffer = Optional.of(room);
        return room.clear();
    }

    static NnException broken(String what) {
        return new NnException("this is no sound HDF5 file: " + what);
    }
}
