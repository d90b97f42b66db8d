package dev.glimpse.data.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files whole, up to the size that a picture may have. */
final class Contents {

    /** 50 MB, which is what the picture decoder takes. */
    static final int MOST_BYTES = 50_000_000;

    private Contents() {}

    static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /** Whatever size is declared elsewhere, what is read is counted here. */
    static byte[] read(InputStream in) throws IOException {
        byte[] content = in.readNBytes(MOST_BYTES + 1);
        if (content.length > MOST_BYTES) {
            throw new IOException("more than " + MOST_BYTES / 1_000_000 + " MB");
        }
        return content;
    }
}
