package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How one number or text stands in an HDF5 file.
 *
 * @param size in bytes
 * @param order which byte of a number comes first
 */
record Hdf5Type(Kind kind, int size, ByteOrder order) {

    /** What is known of the format's types; all others are {@link #OTHER}. */
    enum Kind {
        FLOAT_16,
        BFLOAT_16,
        FLOAT_32,
        FLOAT_64,
        SIGNED,
        UNSIGNED,
        FIXED_TEXT,
        VARIABLE_TEXT,
        OPAQUE,
        OTHER
    }

    /** The description of a type, as it stands in a header. */
    static Hdf5Type of(Hdf5Block message) {
        int type = message.u8() & 0x0F;
        int bits = (int) message.number(3);
        long size = message.u32();
        if (size == 0 || size > Integer.MAX_VALUE) {
            throw Hdf5Bytes.broken("a number or text has " + size + " bytes");
        }
        ByteOrder order = (bits & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        Kind kind =
                switch (type) {
                    case 0 -> whole(message, bits, size);
                    case 1 -> floating(message, bits, size);
                    case 3 -> Kind.FIXED_TEXT;
                    case 5 -> Kind.OPAQUE;
                    case 9 -> (bits & 0x0F) == 1 ? Kind.VARIABLE_TEXT : Kind.OTHER;
                    default -> Kind.OTHER;
                };
        return new Hdf5Type(kind, (int) size, order);
    }

    private static Kind whole(Hdf5Block message, int bits, long size) {
        int offset = message.u16();
        int precision = message.u16();
        boolean usual = offset == 0 && precision == 8 * size && Long.bitCount(size) == 1 && size <= Long.BYTES;
        return !usual ? Kind.OTHER : (bits & 8) != 0 ? Kind.SIGNED : Kind.UNSIGNED;
    }

    /** The floats of IEEE 754, and those of 16 bits that are the front half of one of 32. */
    private static Kind floating(Hdf5Block message, int bits, long size) {
        int offset = message.u16();
        int precision = message.u16();
        int exponentAt = message.u8();
        int exponentSize = message.u8();
        int mantissaAt = message.u8();
        int mantissaSize = message.u8();
        long bias = message.u32();
        boolean implied = (bits >> 4 & 3) == 2 && (bits & 0x40) == 0;
        boolean usual = implied
                && offset == 0
                && precision == 8 * size
                && (bits >> 8 & 0xFF) == precision - 1
                && mantissaAt == 0
                && exponentAt == mantissaSize
                && exponentSize + mantissaSize == precision - 1
                && bias == (1L << (exponentSize - 1 & 63)) - 1;
        return !usual
                ? Kind.OTHER
                : switch (precision + ":" + exponentSize) {
                    case "16:5" -> Kind.FLOAT_16;
                    case "16:8" -> Kind.BFLOAT_16;
                    case "32:8" -> Kind.FLOAT_32;
                    case "64:11" -> Kind.FLOAT_64;
                    default -> Kind.OTHER;
                };
    }

    boolean isNumber() {
        return switch (kind) {
            case FLOAT_16, BFLOAT_16, FLOAT_32, FLOAT_64, SIGNED, UNSIGNED -> true;
            case FIXED_TEXT, VARIABLE_TEXT, OPAQUE, OTHER -> false;
        };
    }

    /** How many bytes a number takes in memory. */
    int bytesInMemory() {
        return switch (kind) {
            case FLOAT_16, BFLOAT_16, FLOAT_32 -> Float.BYTES;
            case FLOAT_64, SIGNED, UNSIGNED -> Long.BYTES;
            case FIXED_TEXT, VARIABLE_TEXT, OPAQUE, OTHER -> throw unreadable();
        };
    }

    /** An array of zeros that takes numbers of this type. */
    SavedArray zeros(Shape shape) {
        int count = Math.toIntExact(shape.count());
        return switch (kind) {
            case FLOAT_16, BFLOAT_16, FLOAT_32 -> new SavedArray.Floats(shape, new float[count]);
            case FLOAT_64 -> new SavedArray.Doubles(shape, new double[count]);
            case SIGNED, UNSIGNED -> new SavedArray.Longs(shape, new long[count]);
            case FIXED_TEXT, VARIABLE_TEXT, OPAQUE, OTHER -> throw unreadable();
        };
    }

    private NnException unreadable() {
        return new NnException("an array holds " + this + ", and should hold numbers");
    }

    /** Reads numbers from a buffer's position on into an array of {@link #zeros}. */
    void read(ByteBuffer from, SavedArray into, int at, int count) {
        from.order(order);
        switch (into) {
            case SavedArray.Floats floats -> floats(from, floats.values(), at, count);
            case SavedArray.Doubles doubles -> from.asDoubleBuffer().get(doubles.values(), at, count);
            case SavedArray.Longs longs -> {
                for (int i = 0; i < count; i++) {
                    longs.values()[at + i] = whole(from, i * size + from.position());
                }
            }
        }
        from.position(from.position() + count * size);
    }

    private void floats(ByteBuffer from, float[] into, int at, int count) {
        if (kind == Kind.FLOAT_32) {
            from.asFloatBuffer().get(into, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            short half = from.getShort(from.position() + 2 * i);
            into[at + i] = kind == Kind.FLOAT_16 ? Float.float16ToFloat(half) : Float.intBitsToFloat(half << 16);
        }
    }

    private long whole(ByteBuffer from, int at) {
        boolean signed = kind == Kind.SIGNED;
        return switch (size) {
            case 1 -> signed ? from.get(at) : Byte.toUnsignedLong(from.get(at));
            case 2 -> signed ? from.getShort(at) : Short.toUnsignedLong(from.getShort(at));
            case 4 -> signed ? from.getInt(at) : Integer.toUnsignedLong(from.getInt(at));
            default -> from.getLong(at);
        };
    }

    /** The type in words, for messages. */
    @Override
    public String toString() {
        return switch (kind) {
            case FLOAT_16, BFLOAT_16, FLOAT_32, FLOAT_64 -> "floats of " + 8 * size + " bits";
            case SIGNED, UNSIGNED -> "whole numbers of " + 8 * size + " bits";
            case FIXED_TEXT, VARIABLE_TEXT -> "text";
            case OPAQUE, OTHER -> "something other than numbers or text";
        };
    }
}
