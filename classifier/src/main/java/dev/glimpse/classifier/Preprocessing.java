package dev.glimpse.classifier;

import dev.glimpse.image.Decoding;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.tensor.Shape;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a picture file becomes the numbers that a model takes: upright, in grey or colour, and of the model's size.
 *
 * <p>It is part of the model file, so that a picture is seen the same way wherever the model runs. Numbers stay 0 to 255
 * here; scaling them is a layer of the model.
 *
 * @param resize to which size, and how
 * @param channels 1 for grey, 3 for colour
 */
public record Preprocessing(Resize resize, int channels) {

    public Preprocessing {
        if (channels != 1 && channels != 3) {
            throw new ClassifierException("pictures have 1 channel (grey) or 3 (colour), but the model takes "
                    + channels + ": it is not made for pictures");
        }
    }

    /** Squashed with the bilinear filter to an input of this shape: height, width, channels. */
    public static Preprocessing of(Shape input) {
        if (input.rank() != 3) {
            throw new ClassifierException("a model for pictures takes [height, width, channels], this one " + input
                    + (input.rank() == 1
                            ? "; one that was taught on a table answers with glimpse regress TABLE --predict MODEL"
                            : ""));
        }
        return new Preprocessing(Resize.to(input.size(0), input.size(1)).bilinear(), input.size(2));
    }

    /** This with another way to fit pictures of other proportions. */
    public Preprocessing fit(Resize.Fit fit) {
        return new Preprocessing(resize.fit(fit), channels);
    }

    /** The shape of a picture's numbers: height, width, channels. */
    public Shape shape() {
        return Shape.of(resize.height(), resize.width(), channels);
    }

    /** A file as the model sees it. */
    public Picture read(Path file) {
        return apply(Picture.readFor(file, resize, color()));
    }

    /** The bytes of a file as the model sees it; {@code name} is what messages call it. */
    public Picture decode(byte[] file, String name) {
        return apply(Picture.decodeFor(file, name, resize, color()));
    }

    /** A picture as the model sees it. */
    public Picture apply(Picture picture) {
        Picture coloured = channels == 1 ? picture.gray() : picture.rgb();
        return coloured.height() == resize.height() && coloured.width() == resize.width()
                ? coloured
                : resize.apply(coloured);
    }

    private UnaryOperator<Decoding> color() {
        return channels == 1 ? Decoding::gray : Decoding::rgb;
    }

    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("height", resize.height())
                .put("width", resize.width())
                .put("channels", channels)
                .put("fit", word(resize.fit()))
                .put("filter", word(resize.filter()))
                .put("border", resize.border());
    }

    /**
     * The preprocessing in a model file.
     *
     * @throws ClassifierException if it is not one
     */
    static Preprocessing ofJson(JsonNode json) {
        try {
            Resize resize = Resize.to(number(json, "height"), number(json, "width"))
                    .fit(named(json, "fit", Resize.Fit.values()))
                    .filter(named(json, "filter", Resize.Filter.values()))
                    .border(json.path("border").asInt(0));
            return new Preprocessing(resize, number(json, "channels"));
        } catch (IllegalArgumentException outOfRange) {
            throw new ClassifierException(
                    "the model file's preprocessing cannot be used: " + outOfRange.getMessage(), outOfRange);
        }
    }

    private static int number(JsonNode json, String key) {
        JsonNode value = json.path(key);
        if (!value.isInt() || value.intValue() < 1) {
            throw new ClassifierException("the model file's preprocessing has no usable " + key + ": " + value);
        }
        return value.intValue();
    }

    private static <E extends Enum<E>> E named(JsonNode json, String key, E[] values) {
        String word = json.path(key).asString("");
        Function<E, String> words = Preprocessing::word;
        Optional<E> found = Stream.of(values)
                .filter(value -> words.apply(value).equals(word))
                .findFirst();
        return found.orElseThrow(
                () -> new ClassifierException("the model file's preprocessing has an unknown " + key + ": " + word));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
