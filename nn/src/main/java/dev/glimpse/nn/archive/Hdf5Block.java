package dev.glimpse.nn.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A stretch of an HDF5 file that is read from front to back, and never beyond its end. Numbers are little-endian. */
final class Hdf5Block {

    private final ByteBuffer bytes;
    private final int addressSize;
    private final int lengthSize;

    Hdf5Block(ByteBuffer bytes, int addressSize, int lengthSize) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        this.addressSize = addressSize;
        this.lengthSize = lengthSize;
    }

    int remaining() {
        return bytes.remaining();
    }

    int position() {
        return bytes.position();
    }

    /** The same bytes, to be read from their beginning. */
    Hdf5Block again() {
        return new Hdf5Block(bytes.duplicate().rewind(), addressSize, lengthSize);
    }

    int u8() {
        need(1);
        return Byte.toUnsignedInt(bytes.get());
    }

    int u16() {
        need(2);
        return Short.toUnsignedInt(bytes.getShort());
    }

    long u32() {
        need(4);
        return Integer.toUnsignedLong(bytes.getInt());
    }

    /** A number of 0 to 8 bytes; one of 8 bytes beyond the largest {@code long} comes out negative. */
    long number(int size) {
        need(size);
        long number = 0;
        for (int i = 0; i < size; i++) {
            number |= Byte.toUnsignedLong(bytes.get()) << (8 * i);
        }
        return number;
    }

    /** An address; {@link Hdf5Bytes#NOWHERE} if there is none. */
    long address() {
        long address = number(addressSize);
        boolean none = addressSize < Long.BYTES && address == (1L << (8 * addressSize)) - 1;
        return none ? Hdf5Bytes.NOWHERE : address;
    }

    long length() {
        return number(lengthSize);
    }

    void skip(int count) {
        need(count);
        bytes.position(bytes.position() + count);
    }

    /** Goes on at the next multiple of this many bytes from the beginning, or at the end if that is nearer. */
    void align(int multiple) {
        bytes.position(Math.min(bytes.limit(), Math.ceilDiv(bytes.position(), multiple) * multiple));
    }

    /** Checks that four letters come next, as at the beginning of each structure. */
    void signature(String letters) {
        String found = text(letters.length());
        if (!found.equals(letters)) {
            throw Hdf5Bytes.broken("a structure \"" + letters + "\" is not where it should be");
        }
    }

    void version(int expected, String what) {
        int version = u8();
        if (version != expected) {
            throw Hdf5Bytes.broken(what + " of version " + version + " are not known");
        }
    }

    /** The next bytes on their own. */
    Hdf5Block part(long length) {
        need(length);
        ByteBuffer part = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return new Hdf5Block(part, addressSize, lengthSize);
    }

    /** What is left, as it stands. */
    ByteBuffer rest() {
        return bytes.slice();
    }

    /** Text of this many bytes. */
    String text(long length) {
        need(length);
        byte[] text = new byte[(int) length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Text up to a zero byte, or to the end. */
    String textToZero() {
        int end = bytes.position();
        while (end < bytes.limit() && bytes.get(end) != 0) {
            end++;
        }
        String text = text((long) end - bytes.position());
        if (bytes.hasRemaining()) {
            bytes.get();
        }
        return text;
    }

    private void need(long count) {
        if (count < 0 || count > bytes.remaining()) {
            throw Hdf5Bytes.broken("a structure ends after " + bytes.limit() + " bytes, and " + count + " more at "
                    + bytes.position() + " are needed");
        }
    }
}
