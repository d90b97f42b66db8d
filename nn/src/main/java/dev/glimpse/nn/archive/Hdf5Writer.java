package dev.glimpse.nn.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * An HDF5 file of groups and arrays, as h5py writes one: superblock 0, groups with symbol tables, contiguous arrays.
 *
 * <p>Written here because it streams: all addresses are known before the first byte, so a model goes into its archive
 * without a second copy of its weights in memory or on disk. The same content gives the same bytes.
 *
 * @see <a href="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t11.html">HDF5 File Format Specification
 *     1.1</a>
 */
final class Hdf5Writer {

    private static final long UNDEFINED_ADDRESS = -1L;
    private static final int SUPERBLOCK_SIZE = 96;
    private static final int HEADER_PREFIX = 16;
    private static final int MESSAGE_PREFIX = 8;
    private static final int SYMBOL_ENTRY = 40;
    private static final int LEAF_K = 4;
    private static final int SYMBOLS_PER_NODE = 2 * LEAF_K;
    private static final int SYMBOL_NODE = 8 + SYMBOLS_PER_NODE * SYMBOL_ENTRY;
    private static final int LOCAL_HEAP_PREFIX = 32;
    private static final int TEXT_HEAP_PREFIX = 16;
    private static final int TEXT_HEAP_MINIMUM = 4096;
    private static final int MOST_TEXTS = 65_000;
    private static final int NAME_ATTRIBUTE = 64;
    private static final int COPY_BUFFER = 1 << 16;

    private sealed interface Member {}

    /** A group: its members by name, and the text of its attribute {@code name}. */
    static final class Group implements Member {

        /** In the order of their names' bytes, as HDF5 wants its symbols. */
        private final SequencedMap<String, Member> members =
                new TreeMap<>((a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b)));

        private Optional<String> name = Optional.empty();
        private long header;
        private long tree;
        private long heap;
        private long symbols;

        /** The group at a path of names with {@code /} between them, made where it is missing. */
        Group group(String path) {
            Group group = this;
            for (String part : path.split("/")) {
                if (!(group.members.computeIfAbsent(part, _ -> new Group()) instanceof Group inner)) {
                    throw new IllegalArgumentException(part + " of " + path + " is an array");
                }
                group = inner;
            }
            return group;
        }

        void put(String member, SavedArray array) {
            members.put(member, new Leaf(array));
        }

        void name(String text) {
            name = Optional.of(text);
        }

        private int symbolNodes() {
            return Math.ceilDiv(members.size(), SYMBOLS_PER_NODE);
        }

        private int headerSize() {
            return HEADER_PREFIX + messagesSize();
        }

        private int messagesSize() {
            return MESSAGE_PREFIX + 16 + (name.isPresent() ? MESSAGE_PREFIX + NAME_ATTRIBUTE : 0);
        }

        /** The heap of the members' names begins with an empty one. */
        private int heapSize() {
            return 8
                    + members.keySet().stream()
                            .mapToInt(member -> padded(utf8(member).length + 1))
                            .sum();
        }
    }

    private static final class Leaf implements Member {

        private final SavedArray array;
        private long header;
        private long data;

        Leaf(SavedArray array) {
            this.array = array;
        }

        private int bytesPerNumber() {
            return array instanceof SavedArray.Floats ? 4 : 8;
        }

        private long dataSize() {
            return array.shape().count() * bytesPerNumber();
        }

        private int typeSize() {
            return array instanceof SavedArray.Longs ? 16 : 24;
        }

        private int messagesSize() {
            return 4 * MESSAGE_PREFIX + 8 + 8 * array.shape().rank() + typeSize() + 8 + 24;
        }
    }

    private final Group root;
    private final List<Group> groups = new ArrayList<>();
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<byte[]> texts = new ArrayList<>();
    private final int internalK;
    private final long textHeap;
    private final long size;

    /** Lays a file with this content out. */
    Hdf5Writer(Group root) {
        this.root = root;
        collect(root);
        internalK =
                Math.max(16, groups.stream().mapToInt(Group::symbolNodes).max().orElse(1));
        long at = SUPERBLOCK_SIZE;
        for (Group group : groups) {
            group.header = at;
            group.tree = group.header + group.headerSize();
            group.heap = group.tree + treeSize();
            group.symbols = group.heap + LOCAL_HEAP_PREFIX + group.heapSize();
            at = group.symbols + (long) group.symbolNodes() * SYMBOL_NODE;
        }
        textHeap = at;
        at += textHeapSize();
        for (Leaf leaf : leaves) {
            leaf.header = at;
            at += HEADER_PREFIX + leaf.messagesSize();
        }
        for (Leaf leaf : leaves) {
            leaf.data = leaf.dataSize() == 0 ? UNDEFINED_ADDRESS : at;
            at += Math.ceilDiv(leaf.dataSize(), 8) * 8;
        }
        size = at;
    }

    private void collect(Group group) {
        groups.add(group);
        group.name.ifPresent(text -> texts.add(utf8(text)));
        if (texts.size() > MOST_TEXTS) {
            throw new IllegalArgumentException("more than " + MOST_TEXTS + " groups have a name");
        }
        for (Member member : group.members.values()) {
            switch (member) {
                case Group inner -> collect(inner);
                case Leaf leaf -> leaves.add(leaf);
            }
        }
    }

    /** How many bytes {@link #writeTo} will write. */
    long size() {
        return size;
    }

    void writeTo(OutputStream out) throws IOException {
        emit(out, superblock());
        int text = 0;
        for (Group group : groups) {
            ByteBuffer header = buffer(group.headerSize());
            header(header, group.name.isPresent() ? 2 : 1, group.messagesSize());
            message(header, 0x11, 16).putLong(group.tree).putLong(group.heap);
            if (group.name.isPresent()) {
                nameAttribute(header, texts.get(text).length, ++text);
            }
            emit(out, header);
            emit(out, index(group));
        }
        emit(out, textHeap());
        for (Leaf leaf : leaves) {
            emit(out, header(leaf));
        }
        for (Leaf leaf : leaves) {
            data(out, leaf);
        }
    }

    private ByteBuffer superblock() {
        ByteBuffer bytes = buffer(SUPERBLOCK_SIZE);
        bytes.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'});
        bytes.putInt(0);
        bytes.put((byte) 0).put((byte) 8).put((byte) 8).put((byte) 0);
        bytes.putShort((short) LEAF_K).putShort((short) internalK);
        bytes.putInt(0);
        bytes.putLong(0).putLong(UNDEFINED_ADDRESS).putLong(size).putLong(UNDEFINED_ADDRESS);
        bytes.putLong(0).putLong(root.header);
        bytes.putInt(1).putInt(0).putLong(root.tree).putLong(root.heap);
        return bytes;
    }

    private int treeSize() {
        return 24 + (2 * internalK + 1) * 8 + 2 * internalK * 8;
    }

    /** The tree, the heap of names and the symbols of a group. */
    private ByteBuffer index(Group group) {
        int nodes = group.symbolNodes();
        ByteBuffer tree = buffer(treeSize());
        ByteBuffer heap = buffer(LOCAL_HEAP_PREFIX + group.heapSize());
        ByteBuffer symbols = buffer(nodes * SYMBOL_NODE);
        tree.put(ascii("TREE")).put((byte) 0).put((byte) 0).putShort((short) nodes);
        tree.putLong(UNDEFINED_ADDRESS).putLong(UNDEFINED_ADDRESS);
        tree.putLong(0);
        // A free list that begins at 1 is an empty one.
        heap.put(ascii("HEAP")).putInt(0).putLong(group.heapSize()).putLong(1);
        heap.putLong(group.heap + LOCAL_HEAP_PREFIX);
        heap.putLong(0);
        int count = 0;
        for (var member : group.members.entrySet()) {
            int place = count % SYMBOLS_PER_NODE;
            int node = count / SYMBOLS_PER_NODE;
            count++;
            int last = Math.min(SYMBOLS_PER_NODE, group.members.size() - node * SYMBOLS_PER_NODE);
            if (place == 0) {
                symbols.position(node * SYMBOL_NODE);
                symbols.put(ascii("SNOD")).put((byte) 1).put((byte) 0).putShort((short) last);
                tree.putLong(group.symbols + (long) node * SYMBOL_NODE);
            }
            long nameOffset = (long) heap.position() - LOCAL_HEAP_PREFIX;
            byte[] name = utf8(member.getKey());
            heap.put(Arrays.copyOf(name, padded(name.length + 1)));
            symbols.putLong(nameOffset).putLong(headerOf(member.getValue()));
            symbols.putLong(0).putLong(0).putLong(0);
            if (place == last - 1) {
                // The key to the right of a node is the largest name in it.
                tree.putLong(nameOffset);
            }
        }
        ByteBuffer all = buffer(tree.capacity() + heap.capacity() + symbols.capacity());
        return all.put(tree.clear()).put(heap.clear()).put(symbols.clear());
    }

    private static long headerOf(Member member) {
        return switch (member) {
            case Group group -> group.header;
            case Leaf leaf -> leaf.header;
        };
    }

    private int textHeapSize() {
        if (texts.isEmpty()) {
            return 0;
        }
        int used = TEXT_HEAP_PREFIX
                + texts.stream().mapToInt(text -> 16 + padded(text.length)).sum();
        // What is left over is an object of its own, and needs room for its prefix.
        return Math.max(TEXT_HEAP_MINIMUM, used + 16);
    }

    private ByteBuffer textHeap() {
        ByteBuffer heap = buffer(textHeapSize());
        if (texts.isEmpty()) {
            return heap;
        }
        heap.put(ascii("GCOL")).putInt(1).putLong(heap.capacity());
        for (int i = 0; i < texts.size(); i++) {
            byte[] text = texts.get(i);
            heap.putShort((short) (i + 1)).putShort((short) 1).putInt(0).putLong(text.length);
            heap.put(Arrays.copyOf(text, padded(text.length)));
        }
        heap.putLong(0).putLong(heap.remaining() + 8L);
        return heap;
    }

    /** The attribute {@code name} of a group: a text of variable length, which stands in the heap of texts. */
    private void nameAttribute(ByteBuffer header, int length, int index) {
        message(header, 0x0C, NAME_ATTRIBUTE);
        header.put((byte) 1)
                .put((byte) 0)
                .putShort((short) 5)
                .putShort((short) 20)
                .putShort((short) 8);
        header.put(ascii("name\0\0\0\0"));
        // Variable length, a text, in UTF-8; made of unsigned bytes.
        header.put((byte) 0x19).put((byte) 0x01).put((byte) 0x01).put((byte) 0).putInt(16);
        header.putInt(0x10).putInt(1).putShort((short) 0).putShort((short) 8).putInt(0);
        header.putLong(1);
        header.putInt(length).putLong(textHeap).putInt(index);
    }

    private ByteBuffer header(Leaf leaf) {
        ByteBuffer header = buffer(HEADER_PREFIX + leaf.messagesSize());
        header(header, 4, leaf.messagesSize());
        int[] sizes = leaf.array.shape().toArray();
        message(header, 0x01, 8 + 8 * sizes.length).put((byte) 1).put((byte) sizes.length);
        header.putShort((short) 0).putInt(0);
        for (int dimension : sizes) {
            header.putLong(dimension);
        }
        message(header, 0x03, leaf.typeSize());
        switch (leaf.array) {
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
        message(header, 0x08, 24).put((byte) 3).put((byte) 1).putLong(leaf.data).putLong(leaf.dataSize());
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

    private static void header(ByteBuffer bytes, int messages, int messagesSize) {
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

    private static void data(OutputStream out, Leaf leaf) throws IOException {
        byte[] bytes = new byte[COPY_BUFFER];
        ByteBuffer chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int count = (int) leaf.array.shape().count();
        int perChunk = COPY_BUFFER / leaf.bytesPerNumber();
        for (int from = 0; from < count; from += perChunk) {
            int length = Math.min(perChunk, count - from);
            chunk.clear();
            switch (leaf.array) {
                case SavedArray.Floats floats -> chunk.asFloatBuffer().put(floats.values(), from, length);
                case SavedArray.Doubles doubles -> chunk.asDoubleBuffer().put(doubles.values(), from, length);
                case SavedArray.Longs longs -> chunk.asLongBuffer().put(longs.values(), from, length);
            }
            out.write(bytes, 0, length * leaf.bytesPerNumber());
        }
        out.write(new byte[(int) (-leaf.dataSize() & 7)]);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void emit(OutputStream out, ByteBuffer bytes) throws IOException {
        byte[] all = new byte[bytes.capacity()];
        bytes.clear().get(all);
        out.write(all);
    }

    private static int padded(int length) {
        return Math.ceilDiv(length, 8) * 8;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
