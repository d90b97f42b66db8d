package dev.glimpse.nn.archive;

import dev.glimpse.nn.archive.Hdf5Links.Link.Elsewhere;
import dev.glimpse.nn.archive.Hdf5Links.Link.Member;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What the members of a group are called and where they are.
 *
 * <p>In old files they stand in a tree of symbols, in new ones in the group's header or, when there are many, in a heap.
 */
final class Hdf5Links {

    /** What a name in a group stands for. */
    sealed interface Link {

        /** A group or an array of this file, whose header is at that address. */
        record Member(long address) implements Link {}

        /** A path, in this file or in another one. */
        record Elsewhere() implements Link {}
    }

    private static final int SYMBOLIC_LINK = 2;
    private static final int DEEPEST_TREE = 16;

    private final Hdf5Bytes file;
    private final SequencedMap<String, Link> links = new LinkedHashMap<>();

    private Hdf5Links(Hdf5Bytes file) {
        this.file = file;
    }

    /** The links of a group, in the order in which they stand in the file: mostly by name. */
    static SequencedMap<String, Link> of(Hdf5Bytes file, Hdf5Header group) {
        Hdf5Links reader = new Hdf5Links(file);
        group.find(Hdf5Header.SYMBOL_TABLE).ifPresent(table -> reader.symbols(table.address(), table.address()));
        group.all(Hdf5Header.LINK).forEach(reader::link);
        group.find(Hdf5Header.LINK_INFO).ifPresent(reader::dense);
        return reader.links;
    }

    private void add(String name, Link link) {
        if (links.putIfAbsent(name, link) != null) {
            throw Hdf5Bytes.broken("two members of a group are named \"" + name + '"');
        }
    }

    private void symbols(long tree, long heap) {
        Hdf5Block prefix = file.block(heap, 8 + 2 * file.lengthSize() + file.addressSize());
        prefix.signature("HEAP");
        prefix.version(0, "heaps");
        prefix.skip(3);
        long length = prefix.length();
        prefix.length();
        node(tree, file.block(prefix.address(), length), DEEPEST_TREE);
    }

    /** A node of the tree; each is at a lower level than the one above it, so there are no circles. */
    private void node(long address, Hdf5Block names, int below) {
        long prefixSize = 8 + 2L * file.addressSize();
        Hdf5Block prefix = file.block(address, prefixSize);
        prefix.signature("TREE");
        int type = prefix.u8();
        int level = prefix.u8();
        int used = prefix.u16();
        if (type != 0 || level >= below) {
            throw Hdf5Bytes.broken("the tree of a group is not one");
        }
        Hdf5Block entries = file.block(address + prefixSize, used * (long) (file.lengthSize() + file.addressSize()));
        for (int i = 0; i < used; i++) {
            entries.length();
            long child = entries.address();
            if (level > 0) {
                node(child, names, level);
            } else {
                symbolNode(child, names);
            }
        }
    }

    private void symbolNode(long address, Hdf5Block names) {
        Hdf5Block prefix = file.block(address, 8);
        prefix.signature("SNOD");
        prefix.version(1, "symbols");
        prefix.skip(1);
        int count = prefix.u16();
        int size = 2 * file.addressSize() + 8 + 16;
        Hdf5Block symbols = file.block(address + 8, (long) count * size);
        for (int i = 0; i < count; i++) {
            long name = symbols.address();
            long header = symbols.address();
            boolean link = symbols.u32() == SYMBOLIC_LINK;
            symbols.skip(4 + 16);
            Hdf5Block from = names.again();
            from.part(name);
            add(from.textToZero(), link ? new Elsewhere() : new Member(header));
        }
    }

    private void link(Hdf5Block message) {
        message.version(1, "links");
        int flags = message.u8();
        int type = (flags & 0x08) != 0 ? message.u8() : 0;
        message.skip(((flags & 0x04) != 0 ? 8 : 0) + ((flags & 0x10) != 0 ? 1 : 0));
        String name = message.text(message.number(1 << (flags & 3)));
        add(name, type == 0 ? new Member(message.address()) : new Elsewhere());
    }

    private void dense(Hdf5Block info) {
        info.version(0, "groups");
        boolean ordered = (info.u8() & 1) != 0;
        info.skip(ordered ? 8 : 0);
        long heapAddress = info.address();
        long byName = info.address();
        if (heapAddress == Hdf5Bytes.NOWHERE || byName == Hdf5Bytes.NOWHERE) {
            return;
        }
        Hdf5Heap heap = Hdf5Heap.at(file, heapAddress);
        Hdf5Tree.at(file, byName).records(record -> {
            record.skip(4);
            link(heap.object(record));
        });
    }
}
