package dev.glimpse.benchmark;

import dev.glimpse.tensor.Seed;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * JPEG files that are as large and as costly to decode as photographs, as many as wanted.
 *
 * <p>They are {@value #DISTINCT} pictures over and over, each time with a comment of its own, so that every file has a hash
 * of its own: {@code java dev.glimpse.benchmark.GeneratedPhotos FOLDER COUNT}.
 */
public final class GeneratedPhotos {

    private static final int DISTINCT = 200;
    private static final int CLASSES = 10;
    private static final int COMMENT_LENGTH = 2 + Long.BYTES;

    static {
        System.setProperty("java.awt.headless", "true");
    }

    private GeneratedPhotos() {}

    /** Writes the files that are not there yet. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: GeneratedPhotos FOLDER COUNT");
            System.exit(2);
        }
        write(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    }

    /** A dataset of {@code count} photographs of 500 x 375 pixels in {@value #CLASSES} classes; what is there stays. */
    public static void write(Path folder, int count) throws IOException {
        List<byte[]> distinct = new ArrayList<>();
        for (int i = 0; i < Math.min(count, DISTINCT); i++) {
            distinct.add(jpeg(500, 375, Seed.of(i)));
        }
        for (int label = 0; label < CLASSES; label++) {
            Files.createDirectories(folder.resolve("class" + label));
        }
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve("class" + i % CLASSES).resolve(String.format(Locale.ROOT, "%06d.jpg", i));
            if (!Files.exists(file)) {
                Files.write(file, withComment(distinct.get(i % DISTINCT), i));
            }
        }
    }

    /** A JPEG file with as much in it as a photograph: light that changes slowly, edges, and grain. */
    static byte[] jpeg(int width, int height, Seed seed) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = seed.random();
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setPaint(new GradientPaint(0, 0, colour(random, 255), width, height, colour(random, 255)));
        canvas.fillRect(0, 0, width, height);
        for (int i = 0; i < 150; i++) {
            double across = width * random.nextDouble(0.01, 0.3);
            double down = height * random.nextDouble(0.01, 0.3);
            canvas.setColor(colour(random, random.nextInt(60, 256)));
            canvas.fill(new Ellipse2D.Double(
                    random.nextDouble(-0.1, 1) * width, random.nextDouble(-0.1, 1) * height, across, down));
        }
        canvas.dispose();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < pixels.length; i++) {
            int grain = (int) Math.round(3 * random.nextGaussian());
            int rgb = 0;
            for (int shift = 16; shift >= 0; shift -= 8) {
                rgb |= Math.clamp((pixels[i] >> shift & 0xFF) + grain, 0, 255) << shift;
            }
            pixels[i] = rgb;
        }
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return encode(image);
    }

    private static Color colour(SplittableRandom random, int opacity) {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256), opacity);
    }

    private static byte[] encode(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(0.85f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), quality);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The same JPEG with a comment segment behind its first two bytes. */
    private static byte[] withComment(byte[] jpeg, long number) {
        return ByteBuffer.allocate(jpeg.length + 2 + COMMENT_LENGTH)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFFE)
                .putShort((short) COMMENT_LENGTH)
                .putLong(number)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }
}
