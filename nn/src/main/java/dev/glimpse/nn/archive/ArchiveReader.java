package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.ZipMembers.Member;
import dev.glimpse.nn.layer.Architecture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@code .keras} file that is open for reading.
 *
 * <p>What its table of contents claims is not believed: no member becomes larger than its kind may be, than it says, or than its
 * bytes allow.
 */
final class ArchiveReader implements AutoCloseable {

    /** Configurations of the largest published models have about 3 MB. */
    private static final int MOST_CONFIG = 64 << 20;

    /** Splits are listed picture by picture: about 80 bytes each, for 3 million. */
    private static final int MOST_METADATA = 256 << 20;

    /** JSON of many equal layers is compressed to a thirtieth. */
    private static final long MOST_EXPANSION = 100;

    private static final long SMALL = 4 << 20;

    /** What deflate can make of a byte at most. */
    private static final long MOST_INFLATION = 1032;

    /** A weight, and three numbers of 64 bits that an optimizer keeps for it. */
    private static final long MOST_BYTES_PER_WEIGHT = 32;

    private static final long SPARE = 64 << 20;

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final SequencedMap<String, Member> members;

    private ArchiveReader(Path path, FileChannel channel, SequencedMap<String, Member> members) {
        this.path = path;
        this.channel = channel;
        this.members = members;
    }

    static ArchiveReader open(Path path) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (NoSuchFileException missing) {
            throw new NnException("there is no file " + path, missing);
        }
        try {
            return new ArchiveReader(path, channel, ZipMembers.of(channel));
        } catch (NnException notZip) {
            channel.close();
            throw new NnException(
                    path + " is not a .keras file: it is no zip archive, or not a sound one: " + notZip.getMessage(),
                    notZip);
        } catch (IOException | RuntimeException broken) {
            channel.close();
            throw broken;
        }
    }

    ModelDescription describe(FileOptions opening) throws IOException {
        JsonNode config = json(KerasArchive.CONFIG, MOST_CONFIG)
                .orElseThrow(() ->
                        new NnException(path + " is not a .keras file: its archive has no " + KerasArchive.CONFIG));
        JsonNode metadata = json(KerasArchive.METADATA, MOST_METADATA).orElse(JsonNodeFactory.instance.objectNode());
        ObjectNode facts = metadata.path(KerasArchive.GLIMPSE) instanceof ObjectNode given
                ? given
                : JsonNodeFactory.instance.objectNode();
        try {
            String version = metadata.path("keras_version").asString("");
            return new ModelDescription(KerasJson.read(config, version, opening), facts, version);
        } catch (NnException wrong) {
            throw new NnException(path + ": " + wrong.getMessage(), wrong);
        }
    }

    /** The weights that an architecture has, read where they are, or from a copy if they are compressed. */
    WeightsReader.Content weights(Architecture architecture) throws IOException {
        return weights(architecture, file -> WeightsReader.read(file, architecture));
    }

    /** What keeps the weights from being those of an architecture, each in a line. */
    List<String> differences(Architecture architecture) throws IOException {
        return weights(architecture, file -> WeightsReader.differences(file, architecture));
    }

    private <T> T weights(Architecture architecture, Hdf5Reader.Use<T> use) throws IOException {
        Member weights = members.get(KerasArchive.WEIGHTS);
        if (weights == null) {
            boolean other =
                    members.keySet().stream().anyMatch(name -> name.endsWith(".npz") || name.endsWith(".weights.json"));
            throw new NnException(path + " has no " + KerasArchive.WEIGHTS
                    + (other ? ": save the model from Keras with its weights in one HDF5 file" : ""));
        }
        return switch (weights.method()) {
            case STORED -> Hdf5Reader.read(channel, weights.start(), weights.size(), use);
            case DEFLATED -> {
                long needed = architecture.parameterCount().total();
                Path copy = Files.createTempFile("glimpse-", ".h5");
                try {
                    unpack(weights, copy, Math.max(SPARE, needed * MOST_BYTES_PER_WEIGHT + SPARE));
                    yield Hdf5Reader.read(copy, use);
                } finally {
                    Files.deleteIfExists(copy);
                }
            }
        };
    }

    private void unpack(Member member, Path to, long most) throws IOException {
        requireSize(member, most);
        try (FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            inflate(member, Channels.newOutputStream(out));
        }
    }

    /** The bytes of a member, if it is there. */
    Optional<byte[]> bytes(String name, int most) throws IOException {
        Member member = members.get(name);
        if (member == null) {
            return Optional.empty();
        }
        requireSize(member, most);
        ByteBuffer bytes = ByteBuffer.allocate((int) member.size());
        switch (member.method()) {
            case STORED -> ZipMembers.fill(channel, member.start(), bytes);
            case DEFLATED -> inflate(member, new Filled(bytes));
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes.array());
        if (checksum.getValue() != member.checksum()) {
            throw new NnException(path + ": " + name + " is damaged: its checksum is another one");
        }
        return Optional.of(bytes.array());
    }

    private void requireSize(Member member, long most) {
        if (member.size() > most) {
            throw new NnException(
                    path + ": " + member.name() + " has " + member.size() + " bytes, more than " + most + ": refused");
        }
        if (member.method() == ZipMembers.Method.DEFLATED
                && member.size() > MOST_INFLATION * Math.min(member.stored(), Integer.MAX_VALUE) + BUFFER) {
            throw new NnException(path + ": " + member.name() + " cannot have " + member.size() + " bytes: refused");
        }
    }

    /** Unpacks a member into exactly as many bytes as it declares. */
    private void inflate(Member member, OutputStream out) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(BUFFER);
        byte[] buffer = new byte[BUFFER];
        long read = 0;
        long unpacked = 0;
        try (Inflater inflater = new Inflater(true)) {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    in.clear().limit((int) Math.min(BUFFER, member.stored() - read));
                    ZipMembers.fill(channel, member.start() + read, in);
                    read += in.flip().remaining();
                    inflater.setInput(in);
                }
                int length = inflater.inflate(buffer);
                unpacked += length;
                boolean stuck = length == 0 && (inflater.needsDictionary() || read == member.stored());
                if (unpacked > member.size() || (stuck && !inflater.finished())) {
                    break;
                }
                out.write(buffer, 0, length);
            }
            if (!inflater.finished() || unpacked != member.size()) {
                throw new NnException(path + ": " + member.name() + " does not have the " + member.size()
                        + " bytes that it should have");
            }
        } catch (DataFormatException damaged) {
            throw new NnException(path + ": " + member.name() + " is damaged", damaged);
        }
    }

    /** A buffer that is written to. */
    private static final class Filled extends OutputStream {

        private final ByteBuffer bytes;

        Filled(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int one) {
            bytes.put((byte) one);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            bytes.put(from, offset, length);
        }
    }

    private Optional<JsonNode> json(String name, int most) throws IOException {
        Member member = members.get(name);
        if (member != null && member.size() > SMALL && member.size() > MOST_EXPANSION * member.stored()) {
            throw new NnException(path + ": " + name + " unpacks to more than a hundredfold of its bytes: refused");
        }
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
        channel.close();
    }
}
