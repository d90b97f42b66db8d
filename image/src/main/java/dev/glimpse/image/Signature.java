package dev.glimpse.image;

import java.util.Map;

/** The first bytes by which a format is known, those we read and some that we are often given. */
final class Signature {

    private static final Map<String, String> FOREIGN = Map.of(
            "%PDF", "a PDF document",
            "PK\u0003\u0004", "a zip archive",
            "8BPS", "a Photoshop file",
            "<svg", "an SVG drawing",
            "<?xm", "an XML file",
            "<!DO", "a web page",
            "<htm", "a web page",
            "\0\0\u0001\0", "an icon file",
            "\0\0\0\u000C", "a JPEG 2000 or JPEG XL picture",
            "\u00FF\n", "a JPEG XL picture");

    private Signature() {}

    static PictureFormat recognise(HeaderBytes bytes) {
        PictureFormat format;
        if (bytes.is(0, "\u00FF\u00D8\u00FF")) {
            format = PictureFormat.JPEG;
        } else if (bytes.is(0, "\u0089PNG\r\n\u001A\n")) {
            format = PictureFormat.PNG;
        } else if (bytes.is(0, "GIF87a") || bytes.is(0, "GIF89a")) {
            format = PictureFormat.GIF;
        } else if (bytes.is(0, "BM")) {
            format = PictureFormat.BMP;
        } else if (bytes.is(0, "II*\0") || bytes.is(0, "MM\0*")) {
            format = PictureFormat.TIFF;
        } else if (bytes.is(0, "RIFF") && bytes.is(8, "WEBP")) {
            format = PictureFormat.WEBP;
        } else {
            throw bytes.error(foreign(bytes) + "; Glimpse reads JPEG, PNG, GIF, BMP, TIFF and WebP");
        }
        bytes.recognised(format);
        return format;
    }

    private static String foreign(HeaderBytes bytes) {
        if (bytes.is(4, "ftypheic") || bytes.is(4, "ftypheix") || bytes.is(4, "ftypmif1")) {
            return "is a HEIC picture, as telephones take them: save it as JPEG";
        }
        if (bytes.is(4, "ftypavif")) {
            return "is an AVIF picture: save it as PNG or JPEG";
        }
        for (Map.Entry<String, String> known : FOREIGN.entrySet()) {
            if (bytes.is(0, known.getKey())) {
                return "is " + known.getValue() + ", not a picture";
            }
        }
        return "is not a picture";
    }
}
