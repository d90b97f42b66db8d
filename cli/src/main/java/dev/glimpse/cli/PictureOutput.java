package dev.glimpse.cli;

import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A picture file that a command writes, in the format that its ending says. */
final class PictureOutput {

    private static final int QUALITY = 90;

    private PictureOutput() {}

    /**
     * Refuses what a picture made of another cannot be written to, before any work is done.
     *
     * @throws ImageException if the ending is neither .png nor .jpg, the file is the one that is read, or its folder is not
     *     there
     */
    static void require(Path output, Path input) {
        String name = output.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".png") && !isJpeg(name)) {
            throw new ImageException(output + ": a picture is written as .png or .jpg; name a file that ends so");
        }
        Path folder = output.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new ImageException("there is no folder " + folder + " to write into: make it first");
        }
        try {
            if (Files.exists(output) && Files.exists(input) && Files.isSameFile(output, input)) {
                throw new ImageException(output + ": this is the picture that is read; name another file");
            }
        } catch (IOException e) {
            throw new ImageException(output + ": cannot be looked at: " + e.getMessage(), e);
        }
    }

    /** Writes a picture; the file is complete or not there. */
    static void write(Picture picture, Path output) {
        if (isJpeg(output.toString().toLowerCase(Locale.ROOT))) {
            picture.writeJpeg(output, QUALITY);
        } else {
            picture.writePng(output);
        }
    }

    private static boolean isJpeg(String name) {
        return name.endsWith(".jpg") || name.endsWith(".jpeg");
    }
}
