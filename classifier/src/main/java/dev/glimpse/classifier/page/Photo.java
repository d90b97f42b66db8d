package dev.glimpse.classifier.page;

import static dev.glimpse.classifier.page.Html.element;

import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/** Photographs within a page: small, and part of the page itself. */
public final class Photo {

    /** Up to here every pixel counts: JPEG would smear them, and enlarging blur them. */
    private static final int TINY = 96;

    private static final int PNG_WIDTH = 16;
    private static final int JPEG_QUALITY = 85;

    private Photo() {}

    /** The PNG of a tiny picture, or the JPEG of a larger one with no side longer than {@code longest} pixels. */
    public static byte[] shrunk(Picture picture, int longest) {
        int side = Math.max(picture.height(), picture.width());
        if (side <= TINY) {
            return picture.toPng();
        }
        if (side <= longest) {
            return picture.toJpeg(JPEG_QUALITY);
        }
        int height = Math.max(1, Math.round((float) picture.height() * longest / side));
        int width = Math.max(1, Math.round((float) picture.width() * longest / side));
        return Resize.to(height, width).apply(picture).toJpeg(JPEG_QUALITY);
    }

    /** An element that shows the bytes of a PNG or JPEG, or says that there is no picture. */
    public static Html.Element of(Optional<byte[]> bytes, String alternative) {
        Optional<String> type = bytes.flatMap(Photo::mediaType);
        if (bytes.isEmpty() || type.isEmpty()) {
            return element("div", "missing").add("no picture");
        }
        return element("img", isTiny(bytes.get()) ? "tiny" : "photo")
                .set("alt", alternative)
                .set(
                        "src",
                        "data:" + type.get() + ";base64," + Base64.getEncoder().encodeToString(bytes.get()));
    }

    private static Optional<String> mediaType(byte[] bytes) {
        if (startsWith(bytes, 0x89, 'P', 'N', 'G')) {
            return Optional.of("image/png");
        }
        return startsWith(bytes, 0xFF, 0xD8, 0xFF) ? Optional.of("image/jpeg") : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTiny(byte[] bytes) {
        return startsWith(bytes, 0x89, 'P')
                && bytes.length >= PNG_WIDTH + Integer.BYTES
                && ByteBuffer.wrap(bytes).getInt(PNG_WIDTH) < TINY;
    }
}
