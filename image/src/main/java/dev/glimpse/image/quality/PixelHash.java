package dev.glimpse.image.quality;

import dev.glimpse.image.Picture;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells pictures of exactly the same pixels: equal for copies, however their files are encoded.
 *
 * @param height of the picture
 * @param width of the picture
 * @param channels of the picture
 * @param md5 of its numbers, row by row, in hexadecimal; cleanvision compares this alone
 */
public record PixelHash(int height, int width, int channels, String md5) {

    /** The hash of a picture. */
    public static PixelHash of(Picture picture) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(picture.pixels());
            return new PixelHash(
                    picture.height(),
                    picture.width(),
                    picture.channels(),
                    HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has MD5", e);
        }
    }
}
