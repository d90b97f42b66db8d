package dev.glimpse.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures out. */
final class Encoder {

    private Encoder() {}

    static byte[] png(Picture picture) {
        return encode(picture, ".png", opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, 6);
    }

    static byte[] jpeg(Picture picture, int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("a JPEG's quality is 1 to 100, got " + quality);
        }
        return encode(picture, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
    }

    private static byte[] encode(Picture picture, String extension, int option, int value) {
        try (Scratch scratch = Scratch.take()) {
            Raster raster = Raster.of(picture, scratch.decoded);
            try (Mat mat = raster.mat();
                    IntPointer options = new IntPointer(option, value);
                    BytePointer encoded = new BytePointer()) {
                if (picture.channels() == 3) {
                    opencv_imgproc.cvtColor(mat, mat, opencv_imgproc.COLOR_RGB2BGR);
                }
                if (!opencv_imgcodecs.imencode(extension, mat, encoded, options)) {
                    throw new ImageException("a " + picture + " cannot be written as " + extension);
                }
                byte[] bytes = new byte[(int) encoded.limit()];
                encoded.get(bytes);
                return bytes;
            }
        }
    }

    static void write(Path file, byte[] bytes) {
        Path absolute = file.toAbsolutePath();
        Path unfinished = absolute.resolveSibling("." + absolute.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(unfinished, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException leftover) {
                e.addSuppressed(leftover);
            }
            throw new ImageException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
