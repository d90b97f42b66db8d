package dev.glimpse.classifier.architecture;

import dev.glimpse.nn.NnException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells files with text in the words of Keras from those that Keras writes. */
final class ModelText {

    /** Far more than a text with a model has. */
    private static final int MOST_BYTES = 1 << 20;

    private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F'};
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final Set<String> WRITTEN_BY_KERAS = Set.of("keras", "h5", "hdf5", "json", "zip");

    private ModelText() {}

    /**
     * The text of a file; empty if it is one that Keras writes, or is called like one.
     *
     * @throws NnException if it is neither
     */
    static Optional<String> of(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (WRITTEN_BY_KERAS.contains(name.substring(name.lastIndexOf('.') + 1))) {
            return Optional.empty();
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (startsWith(bytes, HDF5) || startsWith(bytes, ZIP)) {
            return Optional.empty();
        }
        if (bytes.length <= MOST_BYTES) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                if (text.indexOf('\0') < 0) {
                    return text.stripLeading().startsWith("{") ? Optional.empty() : Optional.of(text);
                }
            } catch (CharacterCodingException _) {
                // No text in UTF-8.
            }
        } else if (isJson(bytes)) {
            return Optional.empty();
        }
        throw new NnException(
                file + " is no model: expected a .keras or .h5 file, Keras's JSON, or a text with the layers");
    }

    private static boolean isJson(byte[] bytes) {
        for (byte next : bytes) {
            if (!Character.isWhitespace(next)) {
                return next == '{';
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
