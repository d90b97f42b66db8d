package dev.glimpse.data.item;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a picture's file: what a picture is known by, whatever it is called and wherever it lies.
 *
 * <p>Its four parts are the digest's bytes in big-endian order. Hashes are ordered as unsigned numbers, as their hexadecimal
 * forms are.
 */
public record ContentHash(long first, long second, long third, long fourth) implements Comparable<ContentHash> {

    /** The hash of these bytes. */
    public static ContentHash of(byte[] content) {
        return of(content, 0, content.length);
    }

    /** The hash of a range of these bytes. */
    public static ContentHash of(byte[] content, int offset, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content, offset, length);
            ByteBuffer parts = ByteBuffer.wrap(digest.digest());
            return new ContentHash(parts.getLong(), parts.getLong(), parts.getLong(), parts.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The first 64 bits: enough to tell the pictures of one dataset apart, and small enough to keep for each. */
    public long key() {
        return first;
    }

    /** The 64 hexadecimal digits. */
    public String hex() {
        HexFormat digits = HexFormat.of();
        return digits.toHexDigits(first)
                + digits.toHexDigits(second)
                + digits.toHexDigits(third)
                + digits.toHexDigits(fourth);
    }

    @Override
    public int compareTo(ContentHash other) {
        int order = Long.compareUnsigned(first, other.first);
        if (order == 0) {
            order = Long.compareUnsigned(second, other.second);
        }
        if (order == 0) {
            order = Long.compareUnsigned(third, other.third);
        }
        return order != 0 ? order : Long.compareUnsigned(fourth, other.fourth);
    }

    @Override
    public String toString() {
        return hex();
    }
}
