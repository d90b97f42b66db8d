package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@code .keras} file that is open for reading.
 *
 * <p>What its directory claims is not believed: each member is read up to a limit, whatever size it declares.
 */
final class ArchiveReader implements AutoCloseable {

    /** Configurations of the largest published models have about 3 MB. */
    private static final int MOST_CONFIG = 64 << 20;

    /** Splits are listed picture by picture: about 80 bytes each, for 3 million. */
    private static final int MOST_METADATA = 256 << 20;

    /** Keras's own rule against zip bombs: beyond 4 GiB, at most a hundredfold of the bytes in the file. */
    private static final long LARGE = 4L << 30;

    private static final long MOST_EXPANSION = 100;

    private final Path path;
    private final ZipFile zip;

    private ArchiveReader(Path path, ZipFile zip) {
        this.path = path;
        this.zip = zip;
    }

    static ArchiveReader open(Path path) throws IOException {
        try {
            return new ArchiveReader(path, new ZipFile(path.toFile(), StandardCharsets.UTF_8));
        } catch (NoSuchFileException missing) {
            throw new NnException("there is no file " + path, missing);
        } catch (ZipException notZip) {
            throw new NnException(path + " is not a .keras file: it is no zip archive, or a damaged one", notZip);
        }
    }

    ModelDescription describe(CustomLayers customLayers) throws IOException {
        JsonNode config = json(KerasArchive.CONFIG, MOST_CONFIG)
                .orElseThrow(() ->
                        new NnException(path + " is not a .keras file: its archive has no " + KerasArchive.CONFIG));
        JsonNode metadata = json(KerasArchive.METADATA, MOST_METADATA).orElse(JsonNodeFactory.instance.objectNode());
        ObjectNode facts = metadata.path(KerasArchive.GLIMPSE) instanceof ObjectNode given
                ? given
                : JsonNodeFactory.instance.objectNode();
        try {
            return new ModelDescription(
                    KerasJson.read(config, customLayers),
                    facts,
                    metadata.path("keras_version").asString(""));
        } catch (NnException wrong) {
            throw new NnException(path + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Copies the weights into a file of their own, which readers can seek in. */
    void copyWeights(Path to) throws IOException {
        ZipEntry entry = zip.getEntry(KerasArchive.WEIGHTS);
        if (entry == null) {
            boolean other = zip.stream()
                    .anyMatch(one ->
                            one.getName().endsWith(".npz") || one.getName().endsWith(".weights.json"));
            throw new NnException(path + " has no " + KerasArchive.WEIGHTS
                    + (other ? ": save the model from Keras with its weights in one HDF5 file" : ""));
        }
        long most = Math.max(LARGE, MOST_EXPANSION * Files.size(path));
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(to)) {
            byte[] buffer = new byte[1 << 16];
            long copied = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                copied += read;
                if (copied > most) {
                    throw new NnException(path + " unpacks to more than a hundredfold of its size: refused");
                }
                out.write(buffer, 0, read);
            }
        } catch (ZipException damaged) {
            throw new NnException(path + ": " + KerasArchive.WEIGHTS + " is damaged", damaged);
        }
    }

    Optional<byte[]> bytes(String name, int most) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(most);
            if (bytes.length == most && in.read() >= 0) {
                throw new NnException(path + ": " + name + " has more than " + most + " bytes");
            }
            return Optional.of(bytes);
        } catch (ZipException damaged) {
            throw new NnException(path + ": " + name + " is damaged", damaged);
        }
    }

    private Optional<JsonNode> json(String name, int most) throws IOException {
        Optional<byte[]> bytes = bytes(name, most);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(KerasJson.parse(new String(bytes.get(), StandardCharsets.UTF_8)));
        } catch (NnException wrong) {
            throw new NnException(path + ": " + name + " is " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
