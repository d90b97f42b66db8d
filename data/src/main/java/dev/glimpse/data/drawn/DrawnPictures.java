package dev.glimpse.data.drawn;

import dev.glimpse.data.item.DataException;
import dev.glimpse.tensor.Seed;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture set that is drawn rather than collected: six things, in as many variations as wanted.
 *
 * <p>Equal seeds give equal pixels. The colours, the sizes and the clutter say nothing about the thing, so that a
 * learner that looks at colours alone does badly.
 */
public final class DrawnPictures {

    /** How wide and high the pictures are, in pixels. */
    public static final int SIZE = 48;

    static {
        // There is nothing to show on a screen, and without this a screen that cannot be reached is an error.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    private DrawnPictures() {}

    /** The names of the things, in the order of a dataset's labels. */
    public static List<String> labels() {
        return Arrays.stream(Thing.values()).map(Thing::label).sorted().toList();
    }

    /** One drawing of a thing as a PNG file. */
    public static byte[] png(Thing thing, Seed seed) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
                if (!ImageIO.write(image(thing, seed), "png", out)) {
                    throw new IllegalStateException("this Java platform cannot write PNG");
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One drawing of a thing. */
    static BufferedImage image(Thing thing, Seed seed) {
        return Sketch.of(thing, SIZE, seed.derive(thing.label()));
    }

    /**
     * Draws a dataset: a folder for each thing, with {@code perThing} PNG files in it.
     *
     * @throws DataException if the folder cannot be written
     */
    public static void write(Path folder, int perThing, Seed seed) {
        try {
            for (Thing thing : Thing.values()) {
                Path home = Files.createDirectories(folder.resolve(thing.label()));
                for (int i = 0; i < perThing; i++) {
                    String name = String.format(Locale.ROOT, "%s-%04d.png", thing.label(), i);
                    Path partly = home.resolve("." + name + ".part");
                    Files.write(partly, png(thing, seed.derive(i)));
                    Files.move(partly, home.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw new DataException("cannot draw pictures into " + folder + ": " + e.getMessage(), e);
        }
    }
}
