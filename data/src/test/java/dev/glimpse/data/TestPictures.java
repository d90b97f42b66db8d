package dev.glimpse.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes picture files for tests, with Java's own encoders. */
public final class TestPictures {

    private TestPictures() {}

    /** A PNG of random colours; another number is another picture. */
    public static byte[] png(int number) {
        return encode(noise(8, 6, number), "png");
    }

    /** A PNG of this size. */
    public static byte[] png(int width, int height, int number) {
        return encode(noise(width, height, number), "png");
    }

    /** A JPEG of this size. */
    public static byte[] jpeg(int width, int height, int number) {
        return encode(noise(width, height, number), "jpeg");
    }

    /** A PNG in grey. */
    public static byte[] grayPng(int width, int height, int number) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixel(0, 0, new int[] {number & 0xFF});
        return encode(image, "png");
    }

    private static BufferedImage noise(int width, int height, int number) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(number);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    private static byte[] encode(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
                ImageIO.write(image, format, out);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file and the folders above it. */
    public static Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder with a class folder for each name and so many pictures in each, all of them different. */
    public static Path classes(Path root, int each, String... names) {
        for (int label = 0; label < names.length; label++) {
            for (int i = 0; i < each; i++) {
                write(root.resolve(names[label]).resolve(i + ".png"), png(1000 * label + i));
            }
        }
        return root;
    }

    /** A zip with these entries, given as names and contents in turn. */
    public static Path zip(Path file, Object... namesAndContents) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
                zip.closeEntry();
            }
        }
        return file;
    }

    /** A small MNIST: so many digits of 5 by 4 pixels in one pair of files; digit i has label i mod 10. */
    public static void idx(Path folder, String prefix, int count, boolean zipped) throws IOException {
        String end = zipped ? ".gz" : "";
        try (DataOutputStream out = open(folder.resolve(prefix + "-images-idx3-ubyte" + end), zipped)) {
            out.writeInt(0x803);
            out.writeInt(count);
            out.writeInt(5);
            out.writeInt(4);
            for (int i = 0; i < count; i++) {
                out.writeInt(i);
                out.writeInt(prefix.hashCode());
                out.write(new byte[12]);
            }
        }
        try (DataOutputStream out = open(folder.resolve(prefix + "-labels-idx1-ubyte" + end), zipped)) {
            out.writeInt(0x801);
            out.writeInt(count);
            for (int i = 0; i < count; i++) {
                out.writeByte(i % 10);
            }
        }
    }

    private static DataOutputStream open(Path file, boolean zipped) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new DataOutputStream(zipped ? new GZIPOutputStream(out) : out);
    }
}
