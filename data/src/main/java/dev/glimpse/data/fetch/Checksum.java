package dev.glimpse.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a file's bytes must add up to.
 *
 * @param algorithm how
 * @param hex the expected digest in lower-case hexadecimal digits
 */
public record Checksum(Algorithm algorithm, String hex) {

    /** A way to digest bytes. */
    public enum Algorithm {
        /** 128 bits: against accidents, as the publishers of older data give it. */
        MD5("MD5"),
        /** 256 bits: against forgery too. */
        SHA_256("SHA-256");

        private final String javaName;

        Algorithm(String javaName) {
            this.javaName = javaName;
        }
    }

    public Checksum {
        hex = hex.toLowerCase(Locale.ROOT);
    }

    /** An MD5 digest. */
    public static Checksum md5(String hex) {
        return new Checksum(Algorithm.MD5, hex);
    }

    /** A SHA-256 digest. */
    public static Checksum sha256(String hex) {
        return new Checksum(Algorithm.SHA_256, hex);
    }

    /** The SHA-256 digest of a file. */
    public static Checksum sha256(Path file) throws IOException {
        return sha256("").actual(file);
    }

    /** The digest that a file really has. */
    public Checksum actual(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm.javaName);
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm.javaName, e);
        }
    }

    /** Whether a file has this digest. */
    public boolean fits(Path file) throws IOException {
        return equals(actual(file));
    }

    @Override
    public String toString() {
        return algorithm.javaName + " " + hex;
    }
}
