package dev.glimpse.classifier;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.image.ImageException;
import dev.glimpse.image.feature.Describer;
import dev.glimpse.image.feature.Features;
import dev.glimpse.image.feature.VisualWords;
import dev.glimpse.image.feature.Vocabulary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Features with their vocabularies as they stand in a model file, as a further member of the archive.
 *
 * <p>All numbers are little-endian. {@code GLIMPDSC}, the version 1, how many bytes the text has (4 bytes each); the features as
 * {@link Features#parse} reads them (UTF-8); then for each kind of visual words among them, in their order, the numbers of its words,
 * one word after the other (4 bytes a number; how many there are follows from the text). At the end the CRC-32C of all that (4 bytes).
 */
final class DescriberFile {

    static final String NAME = "glimpse/describer.bin";

    private static final byte[] MAGIC = {'G', 'L', 'I', 'M', 'P', 'D', 'S', 'C'};
    private static final int VERSION = 1;
    private static final int HEADER = MAGIC.length + 2 * Integer.BYTES;

    /** A few hundred words of features; no user writes more. */
    private static final int MOST_TEXT = 10_000;

    private DescriberFile() {}

    static byte[] bytes(Describer describer) {
        byte[] text = describer.features().toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out =
                ByteBuffer.allocate(size(text.length, describer.features())).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).putInt(VERSION).putInt(text.length).put(text);
        for (Vocabulary vocabulary : describer.vocabularies()) {
            for (float number : vocabulary.centres()) {
                out.putFloat(number);
            }
        }
        out.putInt(checksum(out.array(), out.position()));
        return out.array();
    }

    /** By which two describers are known to be the same. */
    static String checksum(Describer describer) {
        return ContentHash.of(bytes(describer)).hex();
    }

    private static int size(int text, Features features) {
        long numbers = words(features).stream()
                .mapToLong(words -> (long) words.words() * words.local().length())
                .sum();
        return Math.toIntExact(HEADER + text + numbers * Float.BYTES + Integer.BYTES);
    }

    private static List<VisualWords> words(Features features) {
        return features.list().stream()
                .filter(VisualWords.class::isInstance)
                .map(VisualWords.class::cast)
                .toList();
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    /**
     * The features in these bytes.
     *
     * @throws ClassifierException if they are damaged; it does not name the file
     */
    static Describer read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < HEADER + Integer.BYTES || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new ClassifierException("they do not begin as features do");
        }
        in.position(MAGIC.length);
        int version = in.getInt();
        if (version != VERSION) {
            throw new ClassifierException(
                    "they have version " + version + ", and this Glimpse reads version " + VERSION);
        }
        if (checksum(bytes, bytes.length - Integer.BYTES) != in.getInt(bytes.length - Integer.BYTES)) {
            throw new ClassifierException("their checksum is another one");
        }
        int length = in.getInt();
        if (length < 1 || length > MOST_TEXT || length > bytes.length - HEADER - Integer.BYTES) {
            throw new ClassifierException("their text has " + length + " bytes");
        }
        byte[] text = new byte[length];
        in.get(text);
        return describer(features(new String(text, StandardCharsets.UTF_8)), length, in);
    }

    private static Features features(String text) {
        try {
            Features features = Features.parse(text);
            // Checks how many numbers a picture gets.
            return new Classical.View.Described(features).features();
        } catch (ImageException | ArithmeticException wrong) {
            throw new ClassifierException("their text cannot be used: " + wrong.getMessage(), wrong);
        }
    }

    private static Describer describer(Features features, int text, ByteBuffer in) {
        long needed;
        try {
            needed = size(text, features);
        } catch (ArithmeticException tooMany) {
            throw new ClassifierException("they have more visual words than a file can hold", tooMany);
        }
        if (needed != in.capacity()) {
            throw new ClassifierException(
                    features + " has " + needed + " bytes with its vocabularies, and there are " + in.capacity());
        }
        List<Vocabulary> vocabularies = new ArrayList<>();
        for (VisualWords words : words(features)) {
            float[] centres = new float[words.words() * words.local().length()];
            in.asFloatBuffer().get(centres);
            in.position(in.position() + centres.length * Float.BYTES);
            for (float number : centres) {
                if (!Float.isFinite(number)) {
                    throw new ClassifierException("a visual word of " + words.word() + " is not finite");
                }
            }
            vocabularies.add(new Vocabulary(words.words(), words.local().length(), centres));
        }
        return new Describer(features, vocabularies);
    }
}
