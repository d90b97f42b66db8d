package dev.glimpse.classifier;

import dev.glimpse.classifier.neighbour.Distance;
import dev.glimpse.classifier.neighbour.Sample;
import dev.glimpse.classifier.neighbour.Samples;
import dev.glimpse.data.item.ContentHash;
import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.KerasArchive;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * The samples of a classifier as they stand in a model file, as a further member of the archive.
 *
 * <p>All numbers are little-endian. A header of 24 bytes: {@code GLIMPKNN}, the version 1, how many samples there are, how many
 * numbers a vector has, how many labels there are (4 bytes each). Then for each sample the index of its label (4 bytes); then
 * for each the SHA-256 of its picture (32 bytes); then for each its vector, as it is compared (4 bytes a number). At the end the
 * CRC-32C of all that (4 bytes).
 */
final class SamplesFile {

    static final String NAME = "glimpse/samples.bin";

    private static final byte[] MAGIC = {'G', 'L', 'I', 'M', 'P', 'K', 'N', 'N'};
    private static final int VERSION = 1;
    private static final int HEADER = MAGIC.length + 4 * Integer.BYTES;
    private static final int HASH = 4 * Long.BYTES;

    /** What can be read back: {@link KerasArchive#extra} gives no more. */
    private static final long MOST_BYTES = 1 << 30;

    private static final int AT_ONCE = 1024;

    private SamplesFile() {}

    /** How many samples with vectors of this length a file can hold. */
    static int most(int length) {
        return (int) ((MOST_BYTES - HEADER - Integer.BYTES) / size(length));
    }

    private static long size(int length) {
        return Integer.BYTES + HASH + (long) length * Float.BYTES;
    }

    static KerasArchive.Extra of(Samples samples, int labelCount) {
        return new KerasArchive.Extra(NAME, out -> write(samples, labelCount, out));
    }

    private static void write(Samples samples, int labelCount, OutputStream out) throws IOException {
        CRC32C checksum = new CRC32C();
        byte[] header = new byte[HEADER];
        littleEndian(header)
                .put(MAGIC)
                .putInt(VERSION)
                .putInt(samples.size())
                .putInt(samples.length())
                .putInt(labelCount);
        write(header, checksum, out);
        byte[] labels = new byte[samples.size() * Integer.BYTES];
        for (int i = 0; i < samples.size(); i++) {
            littleEndian(labels).putInt(i * Integer.BYTES, samples.label(i));
        }
        write(labels, checksum, out);
        for (int i = 0; i < samples.size(); i++) {
            write(bytes(samples.hash(i)), checksum, out);
        }
        byte[] vector = new byte[samples.length() * Float.BYTES];
        for (int i = 0; i < samples.size(); i++) {
            littleEndian(vector).asFloatBuffer().put(samples.vector(i));
            write(vector, checksum, out);
        }
        byte[] end = new byte[Integer.BYTES];
        littleEndian(end).putInt((int) checksum.getValue());
        out.write(end);
    }

    private static void write(byte[] bytes, CRC32C checksum, OutputStream out) throws IOException {
        checksum.update(bytes);
        out.write(bytes);
    }

    /** The bytes of a hash in their own order. */
    private static byte[] bytes(ContentHash hash) {
        byte[] bytes = new byte[HASH];
        ByteBuffer.wrap(bytes)
                .putLong(hash.first())
                .putLong(hash.second())
                .putLong(hash.third())
                .putLong(hash.fourth());
        return bytes;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The samples in a model file.
     *
     * @param labelCount how many labels the file says there are
     * @throws ClassifierException if there are none, or they are damaged
     */
    static Samples read(Entries entries, Distance distance, int labelCount) {
        Path file = entries.file();
        byte[] bytes;
        try {
            bytes = entries.bytes(NAME)
                    .orElseThrow(() -> new ClassifierException(file + " answers by samples, and has none: its " + NAME
                            + " is missing, so it was changed since it was saved"));
        } catch (NnException damaged) {
            throw new ClassifierException(file + ": its samples cannot be read: " + damaged.getMessage(), damaged);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        try {
            return parse(bytes, distance, labelCount);
        } catch (ClassifierException damaged) {
            throw new ClassifierException(
                    file + ": its samples (" + NAME + ") are damaged: " + damaged.getMessage(), damaged);
        }
    }

    private static Samples parse(byte[] bytes, Distance distance, int labelCount) {
        ByteBuffer in = littleEndian(bytes);
        if (bytes.length < HEADER + Integer.BYTES || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new ClassifierException("they do not begin as samples do");
        }
        int version = in.getInt(MAGIC.length);
        if (version != VERSION) {
            throw new ClassifierException(
                    "they have version " + version + ", and this Glimpse reads version " + VERSION);
        }
        int count = in.getInt(MAGIC.length + Integer.BYTES);
        int length = in.getInt(MAGIC.length + 2 * Integer.BYTES);
        int labels = in.getInt(MAGIC.length + 3 * Integer.BYTES);
        if (count < 1 || length < 1) {
            throw new ClassifierException("they are " + count + " vectors of " + length + " numbers");
        }
        long needed = HEADER + Integer.BYTES + count * size(length);
        if (needed != bytes.length) {
            throw new ClassifierException(count + " samples with " + length + " numbers have " + needed
                    + " bytes, and there are " + bytes.length);
        }
        if (labels != labelCount) {
            throw new ClassifierException("they have " + labels + " labels, and the model has " + labelCount);
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - Integer.BYTES);
        if ((int) checksum.getValue() != in.getInt(bytes.length - Integer.BYTES)) {
            throw new ClassifierException("their checksum is another one");
        }
        return samples(in, count, Samples.none(length, distance), labelCount);
    }

    private static Samples samples(ByteBuffer in, int count, Samples none, int labelCount) {
        int hashes = HEADER + count * Integer.BYTES;
        int vectors = hashes + count * HASH;
        Samples samples = none;
        Set<ContentHash> known = new HashSet<>();
        List<Sample> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int label = in.getInt(HEADER + i * Integer.BYTES);
            if (label < 0 || label >= labelCount) {
                throw new ClassifierException("sample " + i + " has the label " + label + " of " + labelCount);
            }
            ByteBuffer digest = in.slice(hashes + i * HASH, HASH);
            ContentHash hash = new ContentHash(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
            if (!known.add(hash)) {
                throw new ClassifierException("sample " + i + " is there twice");
            }
            float[] vector = new float[none.length()];
            in.slice(vectors + i * vector.length * Float.BYTES, vector.length * Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(vector);
            if (!Samples.isComparable(vector)) {
                throw new ClassifierException("sample " + i + " has a vector that cannot be compared");
            }
            some.add(new Sample(vector, label, hash));
            if (some.size() == AT_ONCE || i == count - 1) {
                samples = samples.with(some);
                some.clear();
            }
        }
        return samples;
    }
}
