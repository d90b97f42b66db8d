package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HDF5 file of unknown origin.
 *
 * <p>Links are refused, for they can lead out of the file; arrays whose declared size has nothing to do with the bytes
 * in the file, too.
 */
final class Hdf5Reader {

    /** Keras's own rule: an array is at most a thousandfold of the bytes that it has in the file. */
    static final long MOST_EXPANSION = 1000;

    /** What is done with an open file. */
    @FunctionalInterface
    interface Use<T> {
        T of(Hdf5Reader file);
    }

    private final HdfFile file;
    private final long size;

    private Hdf5Reader(HdfFile file, long size) {
        this.file = file;
        this.size = size;
    }

    /**
     * Opens a file, and closes it after use.
     *
     * @throws NnException if it is not HDF5, or broken
     */
    static <T> T read(Path path, Use<T> use) throws IOException {
        // Through a channel: a file that is mapped into memory could not be deleted on Windows.
        try (SeekableByteChannel channel = Files.newByteChannel(path);
                HdfFile file = new HdfFile(channel, path.toUri())) {
            return use.of(new Hdf5Reader(file, channel.size()));
        } catch (NnException wrong) {
            throw wrong;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError broken) {
            // Lengths and addresses in a broken file lead anywhere.
            throw new NnException("the weights are not a sound HDF5 file: " + broken, broken);
        }
    }

    Group root() {
        return file;
    }

    /** A member that is a group. */
    Optional<Group> group(Group parent, String name) {
        return member(parent, name).map(node -> {
            if (!(node instanceof Group group)) {
                throw new NnException("\"" + node.getPath() + "\" in the weights is an array, and should be a group");
            }
            return group;
        });
    }

    /** The members that are groups, by name. */
    Map<String, Group> groups(Group parent) {
        Map<String, Group> groups = new LinkedHashMap<>();
        parent.getChildren().forEach((name, node) -> {
            if (member(parent, name).orElse(node) instanceof Group group) {
                groups.put(name, group);
            }
        });
        return groups;
    }

    /** The text of an attribute. */
    Optional<String> text(Group group, String attribute) {
        Attribute found = group.getAttribute(attribute);
        return found != null && found.getData() instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The texts of an attribute: one, several or none; nothing where there is no such attribute of texts. */
    Optional<List<String>> texts(Group group, String attribute) {
        Attribute found = group.getAttribute(attribute);
        if (found == null) {
            return Optional.empty();
        }
        // h5py keeps an empty list as no numbers.
        if (found.getSize() == 0) {
            return Optional.of(List.of());
        }
        return switch (found.getData()) {
            case String text -> Optional.of(List.of(text));
            case String[] texts -> Optional.of(List.of(texts));
            default -> Optional.empty();
        };
    }

    /** The shape of a member that is an array. */
    Optional<Shape> shape(Group parent, String name) {
        return member(parent, name).map(node -> Shape.of(dataset(node).getDimensions()));
    }

    /** The numbers of a member that is an array. */
    SavedArray array(Group parent, String name) {
        Dataset dataset = dataset(member(parent, name).orElseThrow());
        Shape shape = Shape.of(dataset.getDimensions());
        long bytes = Math.multiplyExact(
                shape.count(), Math.max(1, dataset.getDataType().getSize()));
        if (bytes / MOST_EXPANSION > size) {
            throw new NnException("\"" + dataset.getPath() + "\" declares " + bytes + " bytes in a file of " + size);
        }
        Object data = dataset.isScalar() ? dataset.getData() : dataset.getDataFlat();
        return switch (data) {
            case float[] floats -> new SavedArray.Floats(shape, floats);
            case double[] doubles -> new SavedArray.Doubles(shape, doubles);
            case long[] longs -> new SavedArray.Longs(shape, longs);
            case int[] ints -> new SavedArray.Longs(shape, longs(ints));
            case Float number -> new SavedArray.Floats(shape, new float[] {number});
            case Double number -> new SavedArray.Doubles(shape, new double[] {number});
            case Number number -> new SavedArray.Longs(shape, new long[] {number.longValue()});
            default ->
                throw new NnException("\"" + dataset.getPath() + "\" in the weights holds "
                        + dataset.getJavaType().getSimpleName() + ", and should hold floats of 32 bits");
        };
    }

    private static long[] longs(int[] ints) {
        long[] longs = new long[ints.length];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = ints[i];
        }
        return longs;
    }

    private static Optional<Node> member(Group parent, String name) {
        Node node = parent.getChildren().get(name);
        if (node != null && node.isLink()) {
            throw new NnException("\"" + node.getPath() + "\" in the weights is a link: refused");
        }
        return Optional.ofNullable(node);
    }

    private static Dataset dataset(Node node) {
        if (!(node instanceof Dataset dataset)) {
            throw new NnException("\"" + node.getPath() + "\" in the weights is a group, and should be an array");
        }
        return dataset;
    }
}
