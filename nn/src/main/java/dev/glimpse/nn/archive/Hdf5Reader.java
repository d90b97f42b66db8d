package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.Hdf5Links.Link;
import dev.glimpse.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * An HDF5 file of unknown origin.
 *
 * <p>It reads what h5py writes for Keras, and believes none of it: every address and length is compared with the file
 * before it is used. Links are refused, for they can lead out of the file.
 *
 * @see <a href="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html">HDF5 File Format Specification
 *     3.0</a>
 */
final class Hdf5Reader {

    static final List<Integer> SIGNATURE = List.of(0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A);

    /** What is done with an open file. */
    @FunctionalInterface
    interface Use<T> {
        T of(Hdf5Reader file);
    }

    private sealed interface Node {
        String path();
    }

    /** Members by name, and texts beside them. */
    static final class Group implements Node {

        private final String path;
        private final Hdf5Header header;
        private final SequencedMap<String, Link> links;
        private final Map<String, Node> opened = new HashMap<>();

        private Group(String path, Hdf5Header header, SequencedMap<String, Link> links) {
            this.path = path;
            this.header = header;
            this.links = links;
        }

        @Override
        public String path() {
            return path;
        }

        /** The names of the members. */
        SequencedSet<String> names() {
            return links.sequencedKeySet();
        }
    }

    private record Leaf(String path, Hdf5Array array) implements Node {}

    private final Hdf5Bytes bytes;
    private final Hdf5Attributes attributes;
    private final Hdf5Budget budget;
    private final Group root;

    private Hdf5Reader(Hdf5Bytes bytes) {
        this.bytes = bytes;
        attributes = new Hdf5Attributes(bytes);
        budget = new Hdf5Budget(bytes.size());
        Hdf5Header header = Hdf5Header.at(bytes, superblock());
        root = new Group("", header, Hdf5Links.of(bytes, header));
    }

    /**
     * Opens a file, and closes it after use.
     *
     * @throws NnException if it is not HDF5, or broken
     */
    static <T> T read(Path path, Use<T> use) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return read(channel, 0, channel.size(), use);
        }
    }

    /** Like {@link #read(Path, Use)}, where the file is a part of another one, such as of an archive. */
    static <T> T read(FileChannel channel, long start, long size, Use<T> use) throws IOException {
        try {
            return use.of(new Hdf5Reader(new Hdf5Bytes(channel, start, size)));
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    /** Where the header of the root is. */
    private long superblock() {
        Hdf5Block start = bytes.block(0, Math.min(bytes.size(), 128));
        for (int expected : SIGNATURE) {
            if (start.remaining() == 0 || start.u8() != expected) {
                throw new NnException("this is no HDF5 file");
            }
        }
        int version = start.u8();
        switch (version) {
            case 0, 1 -> {
                start.skip(4);
                bytes.numbers(start.u8(), start.u8());
                start.skip(version == 0 ? 9 : 13);
            }
            case 2, 3 -> {
                bytes.numbers(start.u8(), start.u8());
                start.skip(1);
            }
            default -> throw Hdf5Bytes.broken("files of version " + version + " are not known");
        }
        long base = start.number(bytes.addressSize());
        start.skip(bytes.addressSize());
        long end = start.number(bytes.addressSize());
        if (base != 0) {
            throw Hdf5Bytes.broken("its addresses count from " + base);
        }
        if (end < 0 || end > bytes.size()) {
            throw new NnException("this HDF5 file is cut off: it has " + bytes.size() + " bytes of " + end);
        }
        start.skip(version < 2 ? 2 * bytes.addressSize() : 0);
        return start.number(bytes.addressSize());
    }

    Group root() {
        return root;
    }

    /** A member that is a group. */
    Optional<Group> group(Group parent, String name) {
        return member(parent, name).map(node -> {
            if (!(node instanceof Group group)) {
                throw new NnException(quoted(node) + " is an array, and should be a group");
            }
            return group;
        });
    }

    /** The members that are groups, by name. */
    Map<String, Group> groups(Group parent) {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (String name : parent.names()) {
            if (member(parent, name).orElseThrow() instanceof Group group) {
                groups.put(name, group);
            }
        }
        return groups;
    }

    /** The text of an attribute; nothing if it is not there, or is not one text. */
    Optional<String> text(Group group, String attribute) {
        return texts(group, attribute).filter(texts -> texts.size() == 1).map(List::getFirst);
    }

    /** The texts of an attribute: one, several or none; nothing where there is no such attribute of texts. */
    Optional<List<String>> texts(Group group, String attribute) {
        return attributes.texts(group.header, attribute);
    }

    /** The shape of a member that is an array. */
    Optional<Shape> shape(Group parent, String name) {
        return member(parent, name).map(node -> leaf(node).array.shape());
    }

    /** The numbers of a member that is an array. */
    SavedArray array(Group parent, String name) {
        Leaf leaf = leaf(member(parent, name).orElseThrow());
        try {
            return leaf.array.read();
        } catch (NnException wrong) {
            throw new NnException(quoted(leaf) + ": " + wrong.getMessage(), wrong);
        }
    }

    private Optional<Node> member(Group parent, String name) {
        Link link = parent.links.get(name);
        return switch (link) {
            case null -> Optional.empty();
            case Link.Elsewhere _ -> throw new NnException('"' + parent.path + "/" + name + "\" is a link: refused");
            case Link.Member member ->
                Optional.of(parent.opened.computeIfAbsent(name, _ -> node(parent.path + "/" + name, member.address())));
        };
    }

    private Node node(String path, long address) {
        try {
            Hdf5Header header = Hdf5Header.at(bytes, address);
            return header.has(Hdf5Header.LAYOUT)
                    ? new Leaf(path, new Hdf5Array(bytes, header, attributes, budget))
                    : new Group(path, header, Hdf5Links.of(bytes, header));
        } catch (NnException wrong) {
            throw new NnException('"' + path + "\": " + wrong.getMessage(), wrong);
        }
    }

    private static Leaf leaf(Node node) {
        if (!(node instanceof Leaf leaf)) {
            throw new NnException(quoted(node) + " is a group, and should be an array");
        }
        return leaf;
    }

    private static String quoted(Node node) {
        return '"' + node.path() + '"';
    }
}
