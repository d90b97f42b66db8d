package dev.glimpse.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a picture file is, read from its first bytes in plain Java.
 *
 * <p>This is the gate before the codecs: what it does not recognise, or finds inconsistent, no codec gets to see. It needs
 * no native code and reads a few kilobytes, so a hundred thousand files are asked in seconds.
 */
public final class PictureHeader {

    private PictureHeader() {}

    /**
     * What the header of this file says.
     *
     * @throws ImageException if the file is not a picture that can be read, or ends within its header
     */
    public static PictureInfo read(Path file) {
        try (FileChannel channel = open(file)) {
            return read(HeaderBytes.of(channel, file.toString()));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Opens a picture to read it; a pipe would be waited for, and has no size before it is read. */
    static FileChannel open(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw ImageException.of(file.toString(), "it is a pipe or a device, and no file");
        }
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    /** What the header of these bytes of a file says; {@code name} is what errors call it. */
    public static PictureInfo read(byte[] file, String name) {
        return read(HeaderBytes.of(ByteBuffer.wrap(file), name));
    }

    static PictureInfo read(HeaderBytes bytes) {
        if (bytes.length() == 0) {
            throw bytes.error("the file is empty");
        }
        PictureFormat format = Signature.recognise(bytes);
        PictureInfo info =
                switch (format) {
                    case JPEG -> JpegHeader.read(bytes);
                    case PNG -> PngHeader.read(bytes);
                    case GIF -> GifHeader.read(bytes);
                    case BMP -> BmpHeader.read(bytes);
                    case TIFF -> TiffHeader.read(bytes);
                    case WEBP -> WebpHeader.read(bytes);
                };
        if (info.width() < 1 || info.height() < 1) {
            throw bytes.error("its " + format + " header says " + info.width() + " x " + info.height() + " pixels");
        }
        return info;
    }

    static ImageException unreadable(Path file, IOException e) {
        String reason =
                e instanceof NoSuchFileException ? "there is no such file" : "cannot be read: " + e.getMessage();
        return new ImageException(file + ": " + reason, e);
    }
}
