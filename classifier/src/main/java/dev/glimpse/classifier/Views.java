package dev.glimpse.classifier;

import dev.glimpse.image.Picture;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The ways in which a classifier sees a picture: one for each input of its network, in their order. Most have one; an {@link
 * Ensemble} has one for each way in which its members see.
 *
 * @param each at least one
 */
public record Views(List<Preprocessing> each) {

    public Views {
        each = List.copyOf(each);
        if (each.isEmpty() || each.stream().distinct().count() < each.size()) {
            throw new ClassifierException(
                    "a classifier sees pictures in one way or several different ones, got " + each);
        }
    }

    /** One way. */
    public static Views of(Preprocessing one) {
        return new Views(List.of(one));
    }

    /**
     * A picture as a classifier sees it.
     *
     * @param pictures one for each way of seeing
     */
    public record Seen(List<Picture> pictures) {

        public Seen {
            pictures = List.copyOf(pictures);
        }
    }

    /** The first way, which mostly is the only one. */
    public Preprocessing first() {
        return each.getFirst();
    }

    /** A file as the classifier sees it. */
    public Seen read(Path file) {
        return seen(way -> way.read(file));
    }

    /** The bytes of a file as the classifier sees it; {@code name} is what messages call it. */
    public Seen decode(byte[] file, String name) {
        return seen(way -> way.decode(file, name));
    }

    /** A picture as the classifier sees it. */
    public Seen apply(Picture picture) {
        return seen(way -> way.apply(picture));
    }

    private Seen seen(Function<Preprocessing, Picture> look) {
        return new Seen(each.stream().map(look).toList());
    }

    /** How many bytes one picture takes, seen in all ways. */
    public long bytes() {
        return each.stream().mapToLong(way -> way.shape().count()).sum();
    }

    /** The shapes of pictures, seen in each way. */
    List<Shape> shapes() {
        return each.stream().map(Preprocessing::shape).toList();
    }

    /** The numbers of some pictures: an array for each way. */
    List<NdArray> inputs(List<Seen> pictures) {
        List<NdArray> inputs = new ArrayList<>();
        for (int way = 0; way < each.size(); way++) {
            Shape shape = each.get(way).shape();
            int size = Math.toIntExact(shape.count());
            byte[] pixels = new byte[Math.multiplyExact(size, pictures.size())];
            for (int i = 0; i < pictures.size(); i++) {
                pictures.get(i).pictures().get(way).copyTo(pixels, i * size);
            }
            inputs.add(new NdArray.Bytes(shape.prepend(pictures.size()), pixels));
        }
        return inputs;
    }
}
