package dev.glimpse.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;

/**
 * Random changes that leave a picture's label true, so that a model learns what does not matter.
 *
 * <p>{@code Augmentation.none().flip().rotate(10).zoom(0.1)}, or as text {@code flip,rotate=10,zoom=0.1}. Everything that
 * moves pixels is drawn first and done in one warp with bilinear sampling about the centre; everything that changes
 * their values in one pass more. The result depends on the picture and the seed alone.
 *
 * @param mirror which mirror images are as good as the picture; each is taken half of the time
 * @param rotation turned by up to this many degrees either way, 0 to 180
 * @param zoom enlarged or shrunk by up to this share, 0 to less than 1
 * @param shift moved by up to this share of its height and of its width, 0 to 1
 * @param shear slanted by up to this many degrees either way, 0 to less than 90
 * @param brightness up to this share of white is added or taken away, 0 to 1
 * @param contrast values are spread from or drawn to mid-grey by up to this share, 0 to 1
 * @param fill what stands where the picture has been moved away
 */
public record Augmentation(
        Flip mirror,
        double rotation,
        double zoom,
        double shift,
        double shear,
        double brightness,
        double contrast,
        Fill fill) {

    private static final Augmentation NONE = new Augmentation(Flip.NONE, 0, 0, 0, 0, 0, 0, Fill.REFLECT);

    /** Which mirror images a picture may be replaced by. */
    public enum Flip {
        NONE,
        HORIZONTAL,
        VERTICAL,
        BOTH
    }

    /** What stands where a picture has been moved away. */
    public enum Fill {
        /** The picture mirrored at its edge, the edge itself repeated. */
        REFLECT,
        /** The pixel at the edge. */
        NEAREST,
        /** Black. */
        BLACK
    }

    public Augmentation {
        requireShare("rotate", rotation, rotation <= 180, "0 to 180 degrees");
        requireShare("zoom", zoom, zoom < 1, "0 to less than 1");
        requireShare("shift", shift, shift <= 1, "0 to 1");
        requireShare("shear", shear, shear < 90, "0 to less than 90 degrees");
        requireShare("brightness", brightness, brightness <= 1, "0 to 1");
        requireShare("contrast", contrast, contrast <= 1, "0 to 1");
    }

    private static void requireShare(String name, double value, boolean inRange, String range) {
        if (!(value >= 0 && inRange)) {
            throw new ImageException("augmentation: " + name + " is " + range + ", got " + value);
        }
    }

    /** No change at all. */
    public static Augmentation none() {
        return NONE;
    }

    /** Mirrored left to right half of the time. */
    public Augmentation flip() {
        return flip(Flip.HORIZONTAL);
    }

    /** Mirrored as this says. */
    public Augmentation flip(Flip mirror) {
        return new Augmentation(mirror, rotation, zoom, shift, shear, brightness, contrast, fill);
    }

    /** Turned by up to this many degrees either way. */
    public Augmentation rotate(double degrees) {
        return new Augmentation(mirror, degrees, zoom, shift, shear, brightness, contrast, fill);
    }

    /** Enlarged or shrunk by up to this share. */
    public Augmentation zoom(double share) {
        return new Augmentation(mirror, rotation, share, shift, shear, brightness, contrast, fill);
    }

    /** Moved by up to this share of each side. */
    public Augmentation shift(double share) {
        return new Augmentation(mirror, rotation, zoom, share, shear, brightness, contrast, fill);
    }

    /** Slanted by up to this many degrees either way. */
    public Augmentation shear(double degrees) {
        return new Augmentation(mirror, rotation, zoom, shift, degrees, brightness, contrast, fill);
    }

    /** Made brighter or darker by up to this share of white. */
    public Augmentation brightness(double share) {
        return new Augmentation(mirror, rotation, zoom, shift, shear, share, contrast, fill);
    }

    /** Given more or less contrast by up to this share. */
    public Augmentation contrast(double share) {
        return new Augmentation(mirror, rotation, zoom, shift, shear, brightness, share, fill);
    }

    /** What has been moved away is filled so. */
    public Augmentation fill(Fill fill) {
        return new Augmentation(mirror, rotation, zoom, shift, shear, brightness, contrast, fill);
    }

    /** Whether no picture is ever changed. */
    public boolean isNone() {
        return fill(NONE.fill).equals(NONE);
    }

    /** The picture, changed by what this seed draws. It keeps its size and channels. */
    public Picture apply(Picture picture, long seed) {
        if (isNone()) {
            return picture;
        }
        return draw(picture.height(), picture.width(), new SplittableRandom(seed))
                .apply(picture);
    }

    /** Always draws the same count of numbers, so that one change does not disturb the others. */
    private Warp draw(int height, int width, SplittableRandom random) {
        Warp.Mirror taken = Warp.Mirror.of(mirror, random.nextInt(4));
        double turn = Math.toRadians(rotation * signed(random));
        double scale = 1 + zoom * signed(random);
        double down = shift * height * signed(random);
        double right = shift * width * signed(random);
        double slant = Math.tan(Math.toRadians(shear * signed(random)));
        double added = 255 * brightness * signed(random);
        double gain = 1 + contrast * signed(random);
        boolean moves = rotation > 0 || zoom > 0 || shift > 0 || shear > 0;
        return new Warp(
                taken,
                moves
                        ? Optional.of(Warp.Affine.about(height, width, turn, slant, scale, down, right))
                        : Optional.empty(),
                gain,
                127.5 * (1 - gain) + added,
                fill);
    }

    private static double signed(SplittableRandom random) {
        return 2 * random.nextDouble() - 1;
    }

    /**
     * The augmentation that a text such as {@code flip,rotate=10,zoom=0.1,shift=0.1,brightness=0.2,contrast=0.2} names.
     *
     * <p>{@code flip} alone is horizontal; {@code flip=vertical} and {@code flip=both} are the others. {@code shear} is in
     * degrees as {@code rotate} is. {@code fill} is {@code reflect}, {@code nearest} or {@code black}. {@code none} is
     * none.
     *
     * @throws ImageException if the text is no such thing
     */
    public static Augmentation parse(String text) {
        Augmentation all = NONE;
        if (text.strip().equals("none")) {
            return all;
        }
        for (String part : text.split(",", -1)) {
            String[] pair = part.strip().split("=", 2);
            String value = pair.length == 2 ? pair[1].strip() : "";
            all = switch (pair[0].strip().toLowerCase(Locale.ROOT)) {
                case "flip" -> all.flip(value.isEmpty() ? Flip.HORIZONTAL : choice(Flip.class, part, value));
                case "rotate" -> all.with(part, value, all::rotate);
                case "zoom" -> all.with(part, value, all::zoom);
                case "shift" -> all.with(part, value, all::shift);
                case "shear" -> all.with(part, value, all::shear);
                case "brightness" -> all.with(part, value, all::brightness);
                case "contrast" -> all.with(part, value, all::contrast);
                case "fill" -> all.fill(choice(Fill.class, part, value));
                default ->
                    throw new ImageException("augmentation: expected flip, rotate, zoom, shift, shear, brightness,"
                            + " contrast or fill, got \"" + part.strip() + "\"; for example"
                            + " flip,rotate=10,zoom=0.1,shift=0.1,brightness=0.2,contrast=0.2");
            };
        }
        return all;
    }

    private Augmentation with(String part, String value, DoubleFunction<Augmentation> change) {
        try {
            return change.apply(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            throw new ImageException(
                    "augmentation: \"" + part.strip() + "\" needs a number, as in rotate=10 or zoom=0.1", e);
        }
    }

    private static <E extends Enum<E>> E choice(Class<E> choices, String part, String value) {
        List<String> names = new ArrayList<>();
        for (E choice : choices.getEnumConstants()) {
            String name = choice.name().toLowerCase(Locale.ROOT);
            if (name.equals(value.toLowerCase(Locale.ROOT))) {
                return choice;
            }
            names.add(name);
        }
        throw new ImageException("augmentation: \"" + part.strip() + "\" is none of " + String.join(", ", names));
    }

    /** The text that {@link #parse} reads back. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        switch (mirror) {
            case NONE -> {}
            case HORIZONTAL -> parts.add("flip");
            case VERTICAL, BOTH -> parts.add("flip=" + mirror.name().toLowerCase(Locale.ROOT));
        }
        add(parts, "rotate", rotation);
        add(parts, "zoom", zoom);
        add(parts, "shift", shift);
        add(parts, "shear", shear);
        add(parts, "brightness", brightness);
        add(parts, "contrast", contrast);
        if (fill != NONE.fill) {
            parts.add("fill=" + fill.name().toLowerCase(Locale.ROOT));
        }
        return parts.isEmpty() ? "none" : String.join(",", parts);
    }

    private static void add(List<String> parts, String name, double value) {
        if (value != 0) {
            parts.add(name + "=" + (value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value)));
        }
    }
}
