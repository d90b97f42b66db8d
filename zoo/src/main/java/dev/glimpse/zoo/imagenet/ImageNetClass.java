package dev.glimpse.zoo.imagenet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One of the classes of ImageNet's challenge of 2012.
 *
 * @param wordNetId the number of its word in WordNet, such as {@code n02123045}; ImageNet's files and folders begin with it
 * @param name as Keras has it, with {@code _} for spaces; two words are the names of two classes each
 * @see <a href="https://storage.googleapis.com/download.tensorflow.org/data/imagenet_class_index.json">Keras's list</a>
 */
public record ImageNetClass(String wordNetId, String name) {

    private static final String LIST = "classes.txt";
    private static final List<ImageNetClass> ALL = read();

    /** All thousand, in the order of the outputs of networks taught with them. */
    public static List<ImageNetClass> all() {
        return ALL;
    }

    /** The names in the same order; those that two classes share ({@code crane}, {@code maillot}) with their numbers. */
    public static List<String> labels() {
        Set<String> once = new HashSet<>();
        Set<String> twice = new HashSet<>();
        ALL.forEach(one -> {
            if (!once.add(one.name)) {
                twice.add(one.name);
            }
        });
        return ALL.stream()
                .map(one -> twice.contains(one.name) ? one.name + " (" + one.wordNetId + ")" : one.name)
                .toList();
    }

    private static List<ImageNetClass> read() {
        List<ImageNetClass> classes = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(ImageNetClass.class.getResourceAsStream(LIST))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int space = line.indexOf(' ');
                classes.add(new ImageNetClass(line.substring(0, space), line.substring(space + 1)));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(classes);
    }
}
