package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code .keras} files: a zip of {@code metadata.json}, {@code config.json} and {@code model.weights.h5}.
 *
 * <p>Python's Keras opens what is written here. Glimpse's own facts are the key {@code glimpse} of the metadata, which
 * Keras ignores.
 *
 * @see <a href="https://keras.io/api/models/model_saving_apis/model_saving_and_loading/">Keras: whole model saving</a>
 */
public final class KerasArchive {

    static final String METADATA = "metadata.json";
    static final String CONFIG = "config.json";
    static final String WEIGHTS = "model.weights.h5";
    static final String GLIMPSE = "glimpse";

    /** The version whose format this is. */
    private static final String KERAS_VERSION = "3.15.1";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss", Locale.ROOT);

    private KerasArchive() {}

    /**
     * A further file in the archive, for bulky data of Glimpse's own, stored as it is; Keras then unpacks the whole archive to open
     * it. Its content is asked for twice, and has to be the same.
     */
    public record Extra(String name, WholeFile.Content content) {

        public Extra {
            if (name.isBlank() || name.startsWith("/") || name.contains("..") || name.contains("\\")) {
                throw new NnException("a file in an archive has a plain relative name, got \"" + name + '"');
            }
        }
    }

    /**
     * Writes a model, whole or not at all.
     *
     * @throws NnException if the weights do not fit the architecture
     * @throws IOException if the file cannot be written
     */
    public static void write(Path target, ModelFile model, Extra... extras) throws IOException {
        model.weights().requireFit(model.architecture());
        Hdf5Writer weights = WeightsWriter.lay(model);
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("keras_version", KERAS_VERSION);
        metadata.put("date_saved", LocalDateTime.now(ZoneOffset.UTC).format(DATE));
        if (!model.glimpse().isEmpty()) {
            metadata.set(GLIMPSE, model.glimpse());
        }
        JsonNode config = KerasJson.tree(model.config());
        WholeFile.write(target, out -> {
            ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            compressed(zip, METADATA, bytes(metadata));
            compressed(zip, CONFIG, bytes(config));
            stored(zip, WEIGHTS, weights::writeTo);
            for (Extra extra : List.of(extras)) {
                stored(zip, extra.name(), extra.content());
            }
            zip.finish();
        });
    }

    /**
     * Writes weights alone, as Keras 3's {@code model.load_weights} reads them from a file that ends in {@code
     * .weights.h5}: what an archive has inside, without the optimizer.
     *
     * @throws NnException if the weights do not fit the architecture
     * @throws IOException if the file cannot be written
     */
    public static void writeWeights(Path target, Architecture architecture, Weights weights) throws IOException {
        weights.requireFit(architecture);
        WholeFile.write(target, WeightsWriter.lay(ModelFile.of(architecture, weights))::writeTo);
    }

    static ModelFile read(Path path, FileOptions opening) throws IOException {
        return ModelFiles.naming(path, () -> {
            try (ArchiveReader archive = ArchiveReader.open(path)) {
                ModelDescription description = archive.describe(opening);
                WeightsReader.Content content =
                        archive.weights(description.config().architecture());
                return new ModelFile(
                        description.config(), content.weights(), content.optimizer(), description.glimpse(), List.of());
            }
        });
    }

    static ModelFile readWeights(Path path, ModelConfig model) throws IOException {
        return ModelFiles.naming(path, () -> {
            try (ArchiveReader archive = ArchiveReader.open(path)) {
                return ModelFile.of(model, archive.weights(model.architecture()).weights());
            }
        });
    }

    static List<String> differences(Path path, Architecture architecture) throws IOException {
        return ModelFiles.naming(path, () -> {
            try (ArchiveReader archive = ArchiveReader.open(path)) {
                return archive.differences(architecture);
            }
        });
    }

    static ModelDescription describe(Path path, FileOptions opening) throws IOException {
        try (ArchiveReader archive = ArchiveReader.open(path)) {
            return archive.describe(opening);
        }
    }

    /** The bytes of a further file in an archive, if it is there; at most 1 GiB. */
    public static Optional<byte[]> extra(Path path, String name) throws IOException {
        try (ArchiveReader archive = ArchiveReader.open(path)) {
            return archive.bytes(name, 1 << 30);
        }
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void compressed(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /** Stored as it is, so that readers can seek in it; that needs its size and checksum first, so it is made twice. */
    private static void stored(ZipOutputStream zip, String name, WholeFile.Content content) throws IOException {
        Measure measure = new Measure();
        content.writeTo(measure);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(measure.size);
        entry.setCompressedSize(measure.size);
        entry.setCrc(measure.checksum.getValue());
        zip.putNextEntry(entry);
        content.writeTo(zip);
        zip.closeEntry();
    }

    /** Swallows bytes, and knows how many there were and their checksum. */
    private static final class Measure extends OutputStream {

        private final CRC32 checksum = new CRC32();
        private long size;

        @Override
        public void write(int one) {
            checksum.update(one);
            size++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            checksum.update(bytes, offset, length);
            size += length;
        }
    }
}
