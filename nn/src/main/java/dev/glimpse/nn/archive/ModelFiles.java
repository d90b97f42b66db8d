package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The one door to files with models, of all ages of Keras: {@code .keras} archives, HDF5 files and JSON configurations.
 *
 * <p>What a file is, its first bytes say; its name says nothing.
 */
public final class ModelFiles {

    private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};

    private static final int MOST_JSON = 64 << 20;

    private enum Kind {
        ARCHIVE,
        HDF5,
        JSON
    }

    private ModelFiles() {}

    /**
     * Reads a model with its weights.
     *
     * @throws NnException if the file is not there, holds no model with weights, or holds what is not supported
     * @throws IOException if it cannot be read
     */
    public static ModelFile read(Path path) throws IOException {
        return read(path, _ -> {});
    }

    /** Like {@link #read(Path)}, with what the file leaves open, such as the size of pictures or layers of your own. */
    public static ModelFile read(Path path, Consumer<FileOptions> options) throws IOException {
        FileOptions opening = FileOptions.with(options);
        return switch (kind(path)) {
            case ARCHIVE -> KerasArchive.read(path, opening);
            case HDF5 -> KerasHdf5.read(path, opening);
            case JSON ->
                throw new NnException(
                        path + " is a configuration in JSON, which says what a model is made of but has no"
                                + " weights: name the file with its weights, too");
        };
    }

    /**
     * Reads weights, and puts them into an architecture from elsewhere.
     *
     * <p>The file may hold nothing but weights, as {@code model.save_weights} writes it, or a whole model, whose
     * architecture and optimizer are then passed over.
     *
     * @throws NnException if the file is not there, or its weights do not fit: each that is missing, left over or of
     *     another shape is named
     * @throws IOException if it cannot be read
     */
    public static ModelFile readWeights(Path path, ModelConfig model) throws IOException {
        return switch (kind(path)) {
            case ARCHIVE -> KerasArchive.readWeights(path, model);
            case HDF5 -> KerasHdf5.readWeights(path, model);
            case JSON -> throw new NnException(path + " is a configuration in JSON, and has no weights");
        };
    }

    /**
     * Reads some of the weights in a file, all of which have to be those of an architecture.
     *
     * @param wanted tells by its path in the architecture whether a weight is wanted
     * @throws NnException if the file is not there, or its weights do not fit: each that is missing, left over or of
     *     another shape is named
     * @throws IOException if it cannot be read
     */
    public static Weights readWeights(Path path, Architecture architecture, Predicate<String> wanted)
            throws IOException {
        return kind(path) == Kind.HDF5
                ? KerasHdf5.readWeights(path, architecture, wanted)
                : readWeights(path, ModelConfig.of(architecture)).weights().only(wanted);
    }

    /**
     * What keeps the weights in a file from being those of an architecture: each that is missing, left over or of another
     * shape, in a line with what is there and what is needed. Empty if they fit.
     *
     * @throws NnException if the file is not there, or has no weights of Keras
     * @throws IOException if it cannot be read
     */
    public static List<String> differences(Path path, Architecture architecture) throws IOException {
        return switch (kind(path)) {
            case ARCHIVE -> KerasArchive.differences(path, architecture);
            case HDF5 -> KerasHdf5.differences(path, architecture);
            case JSON -> throw new NnException(path + " is a configuration in JSON, and has no weights");
        };
    }

    /**
     * Reads what a file says about a model, without its weights: an archive, an HDF5 file with a whole model, or a JSON
     * configuration, which is what {@code model.to_json()} gives.
     *
     * @throws NnException if the file is not there, describes no model, or holds what is not supported
     * @throws IOException if it cannot be read
     */
    public static ModelDescription describe(Path path) throws IOException {
        return describe(path, _ -> {});
    }

    /** Like {@link #describe(Path)}, with what the file leaves open, such as the size of pictures or layers of your own. */
    public static ModelDescription describe(Path path, Consumer<FileOptions> options) throws IOException {
        FileOptions opening = FileOptions.with(options);
        return switch (kind(path)) {
            case ARCHIVE -> KerasArchive.describe(path, opening);
            case HDF5 -> KerasHdf5.describe(path, opening);
            case JSON -> json(path, opening);
        };
    }

    private static Kind kind(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new NnException("a model is a file, but " + path + " is a folder: name a file in it");
        }
        // A pipe would be waited for, and could be read only once.
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new NnException(
                    "a model is a file, but " + path + " is a pipe or a device: put it into a file first");
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(path)) {
            start = in.readNBytes(HDF5.length);
        } catch (NoSuchFileException missing) {
            throw new NnException("there is no file " + path, missing);
        }
        if (Arrays.equals(start, HDF5)) {
            return Kind.HDF5;
        }
        boolean json = start.length > 0 && (start[0] == '{' || Character.isWhitespace(start[0]));
        if (!json && isText(start)) {
            throw new NnException(
                    path + " is not a .keras file but a text: a text says what layers there are, and has no"
                            + " weights; teach a model of these layers, and take the file that comes of it");
        }
        // All else is left to the reader of archives, which says what it misses.
        return json ? Kind.JSON : Kind.ARCHIVE;
    }

    private static boolean isText(byte[] start) {
        boolean archive = start.length > 1 && start[0] == 'P' && start[1] == 'K';
        for (byte one : start) {
            if (one < ' ' && !Character.isWhitespace(one)) {
                return false;
            }
        }
        return start.length > 0 && !archive;
    }

    private static ModelDescription json(Path path, FileOptions opening) throws IOException {
        if (Files.size(path) > MOST_JSON) {
            throw new NnException(path + " has more than " + MOST_JSON + " bytes, too many for a configuration");
        }
        return naming(path, () -> {
            JsonNode tree = KerasJson.parse(Files.readString(path));
            return new ModelDescription(
                    KerasJson.read(tree, opening),
                    JsonNodeFactory.instance.objectNode(),
                    tree.path("keras_version").asString(""));
        });
    }

    /** What is done with a file. */
    @FunctionalInterface
    interface Reading<T> {
        T get() throws IOException;
    }

    /** Reads, and names the file in what is wrong with it. */
    static <T> T naming(Path path, Reading<T> reading) throws IOException {
        try {
            return reading.get();
        } catch (NnException wrong) {
            String message = Optional.ofNullable(wrong.getMessage()).orElse("");
            throw message.contains(path.toString()) ? wrong : new NnException(path + ": " + message, wrong);
        }
    }
}
