package dev.glimpse.nn.archive;

import static dev.glimpse.nn.archive.Hdf5Content.utf8;
import static dev.glimpse.nn.archive.Hdf5Messages.buffer;
import static dev.glimpse.nn.archive.Hdf5Messages.padded;

import dev.glimpse.nn.archive.Hdf5Content.Attribute;
import dev.glimpse.nn.archive.Hdf5Content.Group;
import dev.glimpse.nn.archive.Hdf5Content.Leaf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

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
    private static final int SYMBOL_ENTRY = 40;
    private static final int LEAF_K = 4;
    private static final int SYMBOLS_PER_NODE = 2 * LEAF_K;
    private static final int SYMBOL_NODE = 8 + SYMBOLS_PER_NODE * SYMBOL_ENTRY;
    private static final int LOCAL_HEAP_PREFIX = 32;
    private static final int TEXT_HEAP_PREFIX = 16;
    private static final int TEXT_HEAP_MINIMUM = 4096;
    private static final int MOST_TEXTS = 65_000;
    private static final int COPY_BUFFER = 1 << 16;

    /** Where the parts of a group stand. */
    private record GroupPlace(Group group, long header, long tree, long heap, long symbols) {}

    /** Where the parts of an array stand. */
    private record LeafPlace(Leaf leaf, long header, long data) {}

    private final List<GroupPlace> groups = new ArrayList<>();
    private final List<LeafPlace> leaves = new ArrayList<>();
    private final IdentityHashMap<Hdf5Content, Long> headers = new IdentityHashMap<>();
    private final IdentityHashMap<Attribute.Text, Integer> textNumbers = new IdentityHashMap<>();
    private final List<byte[]> texts = new ArrayList<>();
    private final int internalK;
    private final long textHeap;
    private final long size;

    /** Lays a file with this content out. */
    Hdf5Writer(Group root) {
        List<Group> all = new ArrayList<>();
        List<Leaf> arrays = new ArrayList<>();
        collect(root, all, arrays);
        internalK = Math.max(
                16, all.stream().mapToInt(Hdf5Writer::symbolNodes).max().orElse(1));
        long at = SUPERBLOCK_SIZE;
        for (Group group : all) {
            long tree = at + Hdf5Messages.size(group);
            long heap = tree + treeSize();
            long symbols = heap + LOCAL_HEAP_PREFIX + heapSize(group);
            groups.add(new GroupPlace(group, at, tree, heap, symbols));
            headers.put(group, at);
            at = symbols + (long) symbolNodes(group) * SYMBOL_NODE;
        }
        textHeap = at;
        at += textHeapSize();
        long data = at;
        for (Leaf leaf : arrays) {
            data += Hdf5Messages.size(leaf);
        }
        for (Leaf leaf : arrays) {
            leaves.add(new LeafPlace(leaf, at, leaf.dataSize() == 0 ? UNDEFINED_ADDRESS : data));
            headers.put(leaf, at);
            at += Hdf5Messages.size(leaf);
            data += Math.ceilDiv(leaf.dataSize(), 8) * 8;
        }
        size = data;
    }

    private void collect(Group group, List<Group> all, List<Leaf> arrays) {
        all.add(group);
        for (Attribute attribute : group.attributes()) {
            if (attribute instanceof Attribute.Text text) {
                texts.add(text.text());
                textNumbers.put(text, texts.size());
            }
        }
        if (texts.size() > MOST_TEXTS) {
            throw new IllegalArgumentException("the file has more than " + MOST_TEXTS + " texts");
        }
        for (Hdf5Content member : group.members().values()) {
            switch (member) {
                case Group inner -> collect(inner, all, arrays);
                case Leaf leaf -> arrays.add(leaf);
            }
        }
    }

    private static int symbolNodes(Group group) {
        return Math.ceilDiv(group.members().size(), SYMBOLS_PER_NODE);
    }

    /** The heap of the members' names begins with an empty one. */
    private static int heapSize(Group group) {
        return 8
                + group.members().keySet().stream()
                        .mapToInt(member -> padded(utf8(member).length + 1))
                        .sum();
    }

    /** How many bytes {@link #writeTo} will write. */
    long size() {
        return size;
    }

    void writeTo(OutputStream out) throws IOException {
        emit(out, superblock());
        for (GroupPlace place : groups) {
            emit(
                    out,
                    Hdf5Messages.header(
                            place.group(),
                            place.tree(),
                            place.heap(),
                            textHeap,
                            text -> textNumbers.getOrDefault(text, 0)));
            emit(out, index(place));
        }
        emit(out, textHeap());
        for (LeafPlace place : leaves) {
            emit(out, Hdf5Messages.header(place.leaf(), place.data()));
        }
        for (LeafPlace place : leaves) {
            data(out, place.leaf());
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
        GroupPlace root = groups.getFirst();
        bytes.putLong(0).putLong(root.header());
        bytes.putInt(1).putInt(0).putLong(root.tree()).putLong(root.heap());
        return bytes;
    }

    private int treeSize() {
        return 24 + (2 * internalK + 1) * 8 + 2 * internalK * 8;
    }

    /** The tree, the heap of names and the symbols of a group. */
    private ByteBuffer index(GroupPlace place) {
        Group group = place.group();
        int nodes = symbolNodes(group);
        ByteBuffer tree = buffer(treeSize());
        ByteBuffer heap = buffer(LOCAL_HEAP_PREFIX + heapSize(group));
        ByteBuffer symbols = buffer(nodes * SYMBOL_NODE);
        tree.put(ascii("TREE")).put((byte) 0).put((byte) 0).putShort((short) nodes);
        tree.putLong(UNDEFINED_ADDRESS).putLong(UNDEFINED_ADDRESS);
        tree.putLong(0);
        // A free list that begins at 1 is an empty one.
        heap.put(ascii("HEAP")).putInt(0).putLong(heapSize(group)).putLong(1);
        heap.putLong(place.heap() + LOCAL_HEAP_PREFIX);
        heap.putLong(0);
        int count = 0;
        for (var member : group.members().entrySet()) {
            int slot = count % SYMBOLS_PER_NODE;
            int node = count / SYMBOLS_PER_NODE;
            count++;
            int last = Math.min(SYMBOLS_PER_NODE, group.members().size() - node * SYMBOLS_PER_NODE);
            if (slot == 0) {
                symbols.position(node * SYMBOL_NODE);
                symbols.put(ascii("SNOD")).put((byte) 1).put((byte) 0).putShort((short) last);
                tree.putLong(place.symbols() + (long) node * SYMBOL_NODE);
            }
            long nameOffset = (long) heap.position() - LOCAL_HEAP_PREFIX;
            byte[] name = utf8(member.getKey());
            heap.put(Arrays.copyOf(name, padded(name.length + 1)));
            symbols.putLong(nameOffset).putLong(headers.getOrDefault(member.getValue(), UNDEFINED_ADDRESS));
            symbols.putLong(0).putLong(0).putLong(0);
            if (slot == last - 1) {
                // The key to the right of a node is the largest name in it.
                tree.putLong(nameOffset);
            }
        }
        ByteBuffer all = buffer(tree.capacity() + heap.capacity() + symbols.capacity());
        return all.put(tree.clear()).put(heap.clear()).put(symbols.clear());
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

    private static void data(OutputStream out, Leaf leaf) throws IOException {
        byte[] bytes = new byte[COPY_BUFFER];
        ByteBuffer chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int count = (int) leaf.array().shape().count();
        int perChunk = COPY_BUFFER / leaf.bytesPerNumber();
        for (int from = 0; from < count; from += perChunk) {
            int length = Math.min(perChunk, count - from);
            chunk.clear();
            switch (leaf.array()) {
                case SavedArray.Floats floats -> chunk.asFloatBuffer().put(floats.values(), from, length);
                case SavedArray.Doubles doubles -> chunk.asDoubleBuffer().put(doubles.values(), from, length);
                case SavedArray.Longs longs -> chunk.asLongBuffer().put(longs.values(), from, length);
            }
            out.write(bytes, 0, length * leaf.bytesPerNumber());
        }
        out.write(new byte[(int) (-leaf.dataSize() & 7)]);
    }

    private static void emit(OutputStream out, ByteBuffer bytes) throws IOException {
        byte[] all = new byte[bytes.capacity()];
        bytes.clear().get(all);
        out.write(all);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
