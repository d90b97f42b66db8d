package dev.glimpse.nn.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The texts that an HDF5 file keeps beside its groups and arrays. */
final class Hdf5Attributes {

    private static final int SHARED = 3;

    private record Place(long heap, int index) {}

    private final Hdf5Bytes file;
    private final Map<Long, Map<Integer, Hdf5Block>> heaps = new HashMap<>();
    private final Map<Place, String> texts = new HashMap<>();

    Hdf5Attributes(Hdf5Bytes file) {
        this.file = file;
    }

    /** The texts of an attribute in row-major order; nothing if it is not there or does not hold text. */
    Optional<List<String>> texts(Hdf5Header header, String name) {
        for (Hdf5Block message : header.all(Hdf5Header.ATTRIBUTE)) {
            Optional<List<String>> found = texts(message, name);
            if (found.isPresent()) {
                return found;
            }
        }
        return header.find(Hdf5Header.ATTRIBUTE_INFO).flatMap(info -> dense(info, name));
    }

    private Optional<List<String>> dense(Hdf5Block info, String name) {
        info.version(0, "attributes");
        info.skip((info.u8() & 1) != 0 ? 2 : 0);
        long heapAddress = info.address();
        long byName = info.address();
        if (heapAddress == Hdf5Bytes.NOWHERE || byName == Hdf5Bytes.NOWHERE) {
            return Optional.empty();
        }
        Hdf5Heap heap = Hdf5Heap.at(file, heapAddress);
        List<String> found = new ArrayList<>();
        boolean[] there = {false};
        Hdf5Tree.at(file, byName)
                .records(record -> texts(heap.object(record), name).ifPresent(texts -> {
                    there[0] = true;
                    found.addAll(texts);
                }));
        return there[0] ? Optional.of(found) : Optional.empty();
    }

    private Optional<List<String>> texts(Hdf5Block message, String name) {
        int version = message.u8();
        if (version < 1 || version > 3) {
            throw Hdf5Bytes.broken("attributes of version " + version + " are not known");
        }
        int flags = message.u8();
        int nameSize = message.u16();
        int typeSize = message.u16();
        int spaceSize = message.u16();
        message.skip(version == 3 ? 1 : 0);
        int multiple = version == 1 ? 8 : 1;
        String found = message.part(nameSize).textToZero();
        message.align(multiple);
        if (!found.equals(name)) {
            return Optional.empty();
        }
        if (version > 1 && (flags & SHARED) != 0) {
            throw Hdf5Bytes.broken("attribute \"" + name + "\" shares its type, which is not supported");
        }
        Hdf5Type type = Hdf5Type.of(message.part(typeSize));
        message.align(multiple);
        long count = Hdf5Space.shape(message.part(spaceSize)).count();
        message.align(multiple);
        if (count == 0) {
            // h5py keeps an empty list as no numbers.
            return Optional.of(List.of());
        }
        return switch (type.kind()) {
            case FIXED_TEXT -> Optional.of(fixed(message, type.size(), count));
            case VARIABLE_TEXT -> Optional.of(variable(message, count));
            default -> Optional.empty();
        };
    }

    private static List<String> fixed(Hdf5Block data, int size, long count) {
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            texts.add(data.part(size).textToZero());
        }
        return texts;
    }

    private List<String> variable(Hdf5Block data, long count) {
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long length = data.u32();
            long heap = data.address();
            int index = (int) data.u32();
            texts.add(
                    length == 0
                            ? ""
                            : this.texts.computeIfAbsent(new Place(heap, index), place -> text(place, length)));
        }
        return texts;
    }

    private String text(Place place, long length) {
        Hdf5Block text = heaps.computeIfAbsent(place.heap, this::heap).get(place.index);
        if (text == null) {
            throw Hdf5Bytes.broken("a text is missing from the heap at " + place.heap);
        }
        return text.again().part(length).textToZero();
    }

    /** The objects of a collection, by number. */
    private Map<Integer, Hdf5Block> heap(long address) {
        int prefix = 8 + file.lengthSize();
        Hdf5Block header = file.block(address, prefix);
        header.signature("GCOL");
        header.version(1, "heaps");
        header.skip(3);
        long size = header.length();
        Hdf5Block all = file.block(address, size);
        all.skip(prefix);
        Map<Integer, Hdf5Block> objects = new HashMap<>();
        while (all.remaining() >= prefix) {
            int index = all.u16();
            all.skip(6);
            long length = all.length();
            if (index == 0) {
                break;
            }
            objects.put(index, all.part(length));
            all.align(8);
        }
        return objects;
    }
}
