package dev.glimpse.data.source;

import java.util.Locale;
import java.util.Set;

/** Which files of a folder are meant to be pictures, by their names. */
public final class FileKinds {

    /** Endings of pictures, also of those that Glimpse cannot read: such a file is named, not passed over. */
    private static final Set<String> PICTURES = Set.of(
            "jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "dib", "tif", "tiff", "webp", "heic", "heif", "avif",
            "jp2", "jxl", "svg", "psd", "ico", "ppm", "pgm", "pbm", "tga", "cr2", "nef", "arw", "dng");

    private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini", "__macosx", "@eadir");

    private FileKinds() {}

    /** Whether a file or folder of this name is what programs leave behind: dot files, macOS's and Windows's notes. */
    public static boolean isLitter(String name) {
        return name.startsWith(".") || LITTER.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a file of this name is meant to be a picture; one without an ending may be. */
    public static boolean isPicture(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 || PICTURES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
