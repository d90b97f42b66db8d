package dev.glimpse.classifier;

import dev.glimpse.image.Resize;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.script.KerasCode;
import dev.glimpse.nn.script.PythonText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A Python program that does what a classifier does, with Keras and Pillow: it builds the layers, loads their weights, prepares
 * pictures as Glimpse does and prints labels with probabilities.
 *
 * @see <a href="https://pillow.readthedocs.io/en/stable/reference/ImageOps.html">Pillow: ImageOps</a>
 */
final class PythonFile {

    private static final String INDENT = "    ";

    private PythonFile() {}

    /**
     * The text of the program.
     *
     * @param weights the name of a file beside it
     * @param facts labels and preprocessing; without them the program builds and loads the model and leaves it at that
     */
    static String of(Architecture architecture, String weights, Optional<ModelFacts> facts) {
        String head = facts.isPresent() ? PICTURES_HEAD : PLAIN_HEAD;
        String tail = facts.map(PythonFile::pictures).orElse(PLAIN_TAIL);
        return head.replace("$WEIGHTS", PythonText.literal(weights)) + build(architecture) + tail;
    }

    private static String build(Architecture architecture) {
        String statements = KerasCode.statements(architecture)
                .lines()
                .map(line -> INDENT + line + "\n")
                .collect(Collectors.joining());
        return BUILD + statements + INDENT + "return model\n";
    }

    private static String pictures(ModelFacts facts) {
        List<Preprocessing> ways = facts.views().each();
        return PICTURES_TAIL
                .replace("$NONE", facts.unknown().isPresent() ? NONE : "")
                .replace("$LABELS", labels(facts.labels()))
                .replace(
                        "$PREPARED",
                        ways.size() == 1 ? prepared(ways.getFirst(), "picture", "return ", "") : prepared(ways))
                .replace(
                        "$SHAPE",
                        ways.stream().map(way -> "(1, " + shape(way) + ")").collect(Collectors.joining(" and ")));
    }

    /** The statements that make all inputs of an upright picture. */
    private static String prepared(List<Preprocessing> ways) {
        return INDENT + "upright = picture\n" + INDENT + "inputs = []\n"
                + ways.stream()
                        .map(way -> prepared(way, "upright", "inputs.append(", ")"))
                        .collect(Collectors.joining())
                + INDENT + "return inputs\n";
    }

    private static String prepared(Preprocessing way, String from, String before, String after) {
        boolean gray = way.channels() == 1;
        return INDENT + "picture = " + from + ".convert(\"" + (gray ? "L" : "RGB") + "\")\n" + INDENT + "picture = "
                + fitted(way.resize(), gray) + "\n" + INDENT + before
                + "np.asarray(picture, dtype=\"float32\").reshape(1, " + shape(way) + ")" + after + "\n";
    }

    private static String shape(Preprocessing way) {
        return way.resize().height() + ", " + way.resize().width() + ", " + way.channels();
    }

    private static String labels(List<String> labels) {
        return labels.stream()
                .map(label -> INDENT + PythonText.literal(label) + ",\n")
                .collect(Collectors.joining("", "[\n", "]"));
    }

    private static String fitted(Resize resize, boolean gray) {
        String size = "(" + resize.width() + ", " + resize.height() + ")";
        String filter = "Image.Resampling." + resize.filter().name();
        return switch (resize.fit()) {
            case SQUASH -> "picture.resize(" + size + ", " + filter + ")";
            case CENTER_CROP -> "ImageOps.fit(picture, " + size + ", " + filter + ")";
            case LETTERBOX -> "ImageOps.pad(picture, " + size + ", " + filter + ", color=" + border(resize, gray) + ")";
        };
    }

    /** In grey as Pillow's mode L has it. */
    private static String border(Resize resize, boolean gray) {
        int red = resize.border() >> 16 & 0xFF;
        int green = resize.border() >> 8 & 0xFF;
        int blue = resize.border() & 0xFF;
        return gray
                ? Integer.toString((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16)
                : "(" + red + ", " + green + ", " + blue + ")";
    }

    private static final String NONE = """
            # Glimpse also tells pictures that show none of these. It goes by more than the layers, so this program does not.
            """;

    private static final String PLAIN_HEAD = """
            import pathlib

            import keras
            from keras import layers

            WEIGHTS = pathlib.Path(__file__).with_name($WEIGHTS)

            """;

    private static final String PICTURES_HEAD = """
            # Needs: pip install keras tensorflow pillow    (or jax, or torch, in place of tensorflow)

            import pathlib
            import sys

            import keras
            import numpy as np
            from keras import layers
            from PIL import Image, ImageOps

            WEIGHTS = pathlib.Path(__file__).with_name($WEIGHTS)

            """;

    private static final String BUILD = """

            def build():
            """;

    private static final String PLAIN_TAIL = """


            def load():
                model = build()
                model.load_weights(WEIGHTS)
                return model


            if __name__ == "__main__":
                load().summary()
            """;

    private static final String PICTURES_TAIL = """


            def load():
                model = build()
                model.load_weights(WEIGHTS)
                return model


            def prepare(path):
                \"""The picture in a file as the model takes it: $SHAPE, 0 to 255.\"""
                picture = ImageOps.exif_transpose(Image.open(path))
                if picture.mode.startswith("I"):  # 16 bits in grey: their upper half
                    picture = Image.fromarray((np.asarray(picture) >> 8).astype("uint8"))
                if "A" in picture.getbands() or "transparency" in picture.info:  # over white
                    picture = picture.convert("RGBA")
                    picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
            $PREPARED

            LABELS = $LABELS


            $NONEdef main(paths):
                model = load()
                for path in paths:
                    probabilities = model.predict(prepare(path), verbose=0)[0]
                    print(path)
                    for i in np.argsort(-probabilities)[:3]:
                        print(f"  {LABELS[i]}  {probabilities[i]:.6f}")


            if __name__ == "__main__":
                main(sys.argv[1:])
            """;
}
