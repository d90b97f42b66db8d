package dev.glimpse.image;

/** The kinds of picture file that can be read, told apart by their content and never by their name. */
public enum PictureFormat {
    JPEG("JPEG"),
    PNG("PNG"),
    GIF("GIF"),
    BMP("BMP"),
    TIFF("TIFF"),
    WEBP("WebP");

    private final String label;

    PictureFormat(String label) {
        this.label = label;
    }

    /** The name people use: {@code JPEG}, {@code WebP}. */
    @Override
    public String toString() {
        return label;
    }
}
