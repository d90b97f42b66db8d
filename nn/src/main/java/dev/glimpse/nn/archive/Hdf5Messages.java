package dev.glimpse.nn.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** The headers of groups and arrays in an HDF5 file: lists of messages, of the first version. */
final class Hdf5Messages {

    /** Where the text of an attribute stands. */
    @FunctionalInterface
    interface TextPlaces {

        /** The number of a text in the heap of texts, from 1. */
        int of(Hdf5Content.Attribute.Text text);
    }

    private static final int HEADER_PREFIX = 16;
    private static final int MESSAGE_PREFIX = 8;
    private static final int SYMBOL_TABLE = 16;
    private static final int TEXT_TYPE = 20;
    private static final int FIXED_TYPE = 8;

    private Hdf5Messages() {}

    static int size(Hdf5Content.Group group) {
        return HEADER_PREFIX + messagesSize(group);
    }

    static int size(Hdf5Content.Leaf leaf) {
        return HEADER_PREFIX + messagesSize(leaf);
    }

    private static int messagesSize(Hdf5Content.Group group) {
        return MESSAGE_PREFIX
                + SYMBOL_TABLE
                + group.attributes().stream()
                        .mapToInt(attribute -> MESSAGE_PREFIX + size(attribute))
                        .sum();
    }

    private static int size(Hdf5Content.Attribute attribute) {
        int name = padded(attribute.name().length + 1);
        int described =
                switch (attribute) {
                    case Hdf5Content.Attribute.Text _ -> padded(TEXT_TYPE) + 8;
                    case Hdf5Content.Attribute.Word _ -> FIXED_TYPE + 8;
                    case Hdf5Content.Attribute.Names _ -> FIXED_TYPE + 16;
                };
        return 8 + name + described + padded(attribute.size());
    }

    private static int typeSize(Hdf5Content.Leaf leaf) {
        return leaf.array() instanceof SavedArray.Longs ? 16 : 24;
    }

    private static int messagesSize(Hdf5Content.Leaf leaf) {
        return 4 * MESSAGE_PREFIX + 8 + 8 * leaf.array().shape().rank() + typeSize(leaf) + 8 + 24;
    }

    static ByteBuffer header(Hdf5Content.Group group, long tree, long heap, long textHeap, TextPlaces texts) {
        ByteBuffer header = buffer(size(group));
        prefix(header, 1 + group.attributes().size(), messagesSize(group));
        message(header, 0x11, SYMBOL_TABLE).putLong(tree).putLong(heap);
        for (Hdf5Content.Attribute attribute : group.attributes()) {
            int end = header.position() + MESSAGE_PREFIX + size(attribute);
            message(header, 0x0C, size(attribute));
            switch (attribute) {
                case Hdf5Content.Attribute.Text text -> text(header, text, textHeap, texts);
                case Hdf5Content.Attribute.Word word -> word(header, word);
                case Hdf5Content.Attribute.Names names -> names(header, names);
            }
            header.position(end);
        }
        return header;
    }

    private static void begin(ByteBuffer header, Hdf5Content.Attribute attribute, int type, int space) {
        byte[] name = attribute.name();
        header.put((byte) 1).put((byte) 0);
        header.putShort((short) (name.length + 1)).putShort((short) type).putShort((short) space);
        header.put(Arrays.copyOf(name, padded(name.length + 1)));
    }

    /** A text of variable length, in UTF-8; made of unsigned bytes. */
    private static void text(ByteBuffer header, Hdf5Content.Attribute.Text attribute, long textHeap, TextPlaces texts) {
        begin(header, attribute, TEXT_TYPE, 8);
        header.put((byte) 0x19).put((byte) 0x01).put((byte) 0x01).put((byte) 0).putInt(16);
        header.putInt(0x10).putInt(1).putShort((short) 0).putShort((short) 8).putInt(0);
        header.putLong(1);
        header.putInt(attribute.text().length).putLong(textHeap).putInt(texts.of(attribute));
    }

    private static void word(ByteBuffer header, Hdf5Content.Attribute.Word attribute) {
        begin(header, attribute, FIXED_TYPE, 8);
        fixedType(header, attribute.size(), List.of(attribute.text()));
        header.putLong(1);
        header.put(attribute.text());
    }

    /** Texts of one length, filled up with zeros, in a row. */
    private static void names(ByteBuffer header, Hdf5Content.Attribute.Names attribute) {
        begin(header, attribute, FIXED_TYPE, 16);
        fixedType(header, attribute.each(), attribute.names());
        header.put((byte) 1).put((byte) 1).putShort((short) 0).putInt(0);
        header.putLong(attribute.names().size());
        for (byte[] name : attribute.names()) {
            header.put(Arrays.copyOf(name, attribute.each()));
        }
    }

    /** A text of so many bytes, filled up with zeros; in UTF-8 where ASCII does not do. */
    private static void fixedType(ByteBuffer header, int bytes, List<byte[]> texts) {
        boolean ascii = true;
        for (byte[] text : texts) {
            for (byte one : text) {
                ascii &= one >= 0;
            }
        }
        header.put((byte) 0x13)
                .put((byte) (ascii ? 0x01 : 0x11))
                .putShort((short) 0)
                .putInt(bytes);
    }

    static ByteBuffer header(Hdf5Content.Leaf leaf, long data) {
        ByteBuffer header = buffer(size(leaf));
        prefix(header, 4, messagesSize(leaf));
        int[] sizes = leaf.array().shape().toArray();
        message(header, 0x01, 8 + 8 * sizes.length).put((byte) 1).put((byte) sizes.length);
        header.putShort((short) 0).putInt(0);
        for (int dimension : sizes) {
            header.putLong(dimension);
        }
        message(header, 0x03, typeSize(leaf));
        switch (leaf.array()) {
            case SavedArray.Floats _ -> floatType(header, 4, 31, 23, 8, 127);
            case SavedArray.Doubles _ -> floatType(header, 8, 63, 52, 11, 1023);
            case SavedArray.Longs _ ->
                // A whole number: little-endian, signed, 64 bits from bit 0.
                header.putInt(0x0810)
                        .putInt(8)
                        .putShort((short) 0)
                        .putShort((short) 64)
                        .putInt(0);
        }
        // Nothing fills what was not written, for all is written.
        message(header, 0x05, 8).put(new byte[] {2, 2, 2, 1, 0, 0, 0, 0});
        message(header, 0x08, 24).put((byte) 3).put((byte) 1).putLong(data).putLong(leaf.dataSize());
        header.position(header.capacity());
        return header;
    }

    /** A float of IEEE 754: little-endian, the mantissa's first bit implied. */
    private static void floatType(ByteBuffer header, int bytes, int sign, int mantissa, int exponent, int bias) {
        header.put((byte) 0x11).put((byte) 0x20).put((byte) sign).put((byte) 0).putInt(bytes);
        header.putShort((short) 0).putShort((short) (8 * bytes));
        header.put((byte) mantissa).put((byte) exponent).put((byte) 0).put((byte) mantissa);
        header.putInt(bias).putInt(0);
    }

    private static void prefix(ByteBuffer bytes, int messages, int messagesSize) {
        bytes.put((byte) 1)
                .put((byte) 0)
                .putShort((short) messages)
                .putInt(1)
                .putInt(messagesSize)
                .putInt(0);
    }

    private static ByteBuffer message(ByteBuffer bytes, int type, int length) {
        return bytes.putShort((short) type).putShort((short) length).putInt(0);
    }

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static int padded(int length) {
        return Math.ceilDiv(length, 8) * 8;
    }
}
