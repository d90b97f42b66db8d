package dev.glimpse.nn.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/** What an HDF5 file is to hold: groups with attributes, and arrays in them. */
sealed interface Hdf5Content {

    /** The most bytes of a list of names in one attribute, by Keras's rule: HDF5 has room for 64 KiB with all about it. */
    int MOST_NAMES = 64_512;

    /** What a group says of itself. */
    sealed interface Attribute {

        byte[] name();

        /** How many bytes the value has where the attribute stands. */
        int size();

        /** A text of any length, which stands elsewhere in the file. */
        record Text(byte[] name, byte[] text) implements Attribute {

            @Override
            public int size() {
                return 16;
            }
        }

        /** A short text. */
        record Word(byte[] name, byte[] text) implements Attribute {

            @Override
            public int size() {
                return Math.max(1, text.length);
            }
        }

        /** Texts one after another, each with room for the longest. */
        record Names(byte[] name, List<byte[]> names, int each) implements Attribute {

            static Names of(String name, List<byte[]> names) {
                int longest = names.stream().mapToInt(text -> text.length).max().orElse(1);
                return new Names(utf8(name), names, Math.max(1, longest));
            }

            @Override
            public int size() {
                return names.size() * each;
            }
        }
    }

    /** A group: its members by name, and its attributes. */
    final class Group implements Hdf5Content {

        /** In the order of their names' bytes, as HDF5 wants its symbols. */
        private final SequencedMap<String, Hdf5Content> members =
                new TreeMap<>((a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b)));

        private final List<Attribute> attributes = new ArrayList<>();

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

        /** Puts an array at a path, in groups made where they are missing. */
        void put(String path, SavedArray array) {
            int slash = path.lastIndexOf('/');
            Group parent = slash < 0 ? this : group(path.substring(0, slash));
            if (parent.members.put(path.substring(slash + 1), new Leaf(array)) != null) {
                throw new IllegalArgumentException("there are two of " + path);
            }
        }

        /** Says a text of itself. */
        void text(String attribute, String text) {
            attributes.add(new Attribute.Text(utf8(attribute), utf8(text)));
        }

        /** Says a short text of itself, or a long one: the short ones of HDF5 are those that old readers understand, too. */
        void word(String attribute, String text) {
            byte[] bytes = utf8(text);
            attributes.add(
                    bytes.length > MOST_NAMES
                            ? new Attribute.Text(utf8(attribute), bytes)
                            : new Attribute.Word(utf8(attribute), bytes));
        }

        /** Lists names. A list too long for one attribute becomes several with numbers behind their name, as in Keras. */
        void names(String attribute, List<String> names) {
            List<byte[]> texts = names.stream().map(Hdf5Content::utf8).toList();
            int longest = texts.stream().mapToInt(text -> text.length).max().orElse(1);
            int together = Math.max(1, MOST_NAMES / Math.max(1, longest));
            if (texts.size() <= together) {
                attributes.add(Attribute.Names.of(attribute, texts));
                return;
            }
            for (int from = 0, part = 0; from < texts.size(); from += together, part++) {
                int to = Math.min(texts.size(), from + together);
                attributes.add(Attribute.Names.of(attribute + part, texts.subList(from, to)));
            }
        }

        SequencedMap<String, Hdf5Content> members() {
            return members;
        }

        List<Attribute> attributes() {
            return attributes;
        }
    }

    /** An array. */
    record Leaf(SavedArray array) implements Hdf5Content {

        int bytesPerNumber() {
            return array instanceof SavedArray.Floats ? 4 : 8;
        }

        long dataSize() {
            return array.shape().count() * bytesPerNumber();
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
