package dev.glimpse.image;

/** Whether a JPEG has data for all of its picture. */
final class JpegScan {

    private JpegScan() {}

    static boolean isComplete(HeaderBytes bytes) {
        return bytes.length() > 0;
    }
}
