package dev.glimpse.cli;

import dev.glimpse.image.Picture;
import dev.glimpse.image.feature.ColorHistogram;
import dev.glimpse.image.feature.DirectFeature;
import dev.glimpse.image.feature.Feature;
import dev.glimpse.image.feature.FeatureDrawing;
import dev.glimpse.image.feature.Features;
import dev.glimpse.image.feature.HarrisCorners;
import dev.glimpse.image.feature.Hog;
import dev.glimpse.image.feature.HoughLines;
import dev.glimpse.image.feature.KeyPoint;
import dev.glimpse.image.feature.LocalBinaryPatterns;
import dev.glimpse.image.feature.LocalDescriptors;
import dev.glimpse.image.feature.LocalFeature;
import dev.glimpse.image.feature.VisualWords;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code glimpse features}: what the classical features see in a picture. */
@Command(
        name = "features",
        description = {
            "Describe a picture by classical features: gradients, textures, colours, corners, lines, key points.",
            "",
            "Each is a vector whose length does not depend on the picture. Those of key points (sift, dense-sift,"
                    + " surf) count visual words, which are learnt from many pictures; of one picture the key points are"
                    + " shown.",
            ""
        })
final class FeaturesCommand implements Callable<Integer> {

    private final Screen screen;

    @Parameters(paramLabel = "PICTURE", description = "A picture file (JPEG, PNG, GIF, BMP, WebP, TIFF).")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private Path file;

    @Option(
            names = "--kinds",
            paramLabel = "LIST",
            description =
                    "Which features, separated by commas: hog, lbp, color-histogram, harris, hough, sift, dense-sift,"
                            + " surf. Options come after colons: hog:cell=8,lbp:grid=2. Default: all but the last two.")
    private String kinds = "hog,lbp,color-histogram,harris,hough,sift";

    @Option(
            names = "--draw",
            paramLabel = "FILE",
            description = "Draw what they see on the picture, and write it to this file, a .png or .jpg.")
    private Optional<Path> drawing = Optional.empty();

    @Option(names = "--json", description = "Answer in JSON, with all numbers and key points.")
    private boolean json;

    FeaturesCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        drawing.ifPresent(output -> PictureOutput.require(output, file));
        Features features = Features.parse(kinds);
        Picture picture = Picture.read(file);
        screen.out().print(json ? json(features, picture) : text(features, picture));
        if (drawing.isPresent()) {
            PictureOutput.write(FeatureDrawing.of(picture, features), drawing.get());
            screen.err().println("Wrote " + drawing.get());
        }
        return 0;
    }

    private String text(Features features, Picture picture) {
        int width = features.list().stream()
                .mapToInt(feature -> feature.text().length())
                .max()
                .orElseThrow();
        StringBuilder text = new StringBuilder(Failure.oneLine(file.toString()))
                .append(String.format(Locale.ROOT, ": %d x %d pixels%n", picture.height(), picture.width()));
        for (Feature feature : features.list()) {
            text.append("  ")
                    .append(feature.text())
                    .append(" ".repeat(width - feature.text().length()))
                    .append(String.format(Locale.ROOT, " %,7d numbers: ", feature.length()))
                    .append(
                            switch (feature) {
                                case DirectFeature direct -> words(direct, direct.describe(picture));
                                case VisualWords words -> words(words, words.look(picture));
                            })
                    .append('\n');
        }
        return text.toString();
    }

    private static String words(DirectFeature feature, float[] vector) {
        return switch (feature) {
            case Hog hog ->
                String.format(Locale.ROOT, "%1$d x %1$d cells, %2$d directions", hog.size() / hog.cell(), hog.bins());
            case LocalBinaryPatterns patterns ->
                String.format(
                        Locale.ROOT,
                        "%1$d x %1$d parts, %2$d kinds of pattern",
                        patterns.grid(),
                        vector.length / patterns.grid() / patterns.grid());
            case ColorHistogram colors ->
                String.format(
                        Locale.ROOT,
                        "%d boxes of colour space in use, the fullest with %.1f %% of the pixels",
                        IntStream.range(0, vector.length)
                                .filter(i -> vector[i] > 0)
                                .count(),
                        100.0 * max(vector) * (1.0 / (colors.grid() * colors.grid())));
            case HarrisCorners _ -> String.format(Locale.ROOT, "%.1f corners in a thousand pixels", (double) vector[0]);
            case HoughLines _ ->
                String.format(
                        Locale.ROOT,
                        "%.1f %% of the pixels are edges; %.1f lines in ten thousand pixels",
                        100.0 * vector[0],
                        (double) vector[1]);
        };
    }

    private static String words(VisualWords feature, LocalDescriptors seen) {
        return String.format(
                Locale.ROOT,
                "%,d %s of %d numbers, to be counted for %,d words that are learnt from pictures",
                seen.count(),
                feature.local() == LocalFeature.DENSE_SIFT ? "places" : "key points",
                seen.length(),
                feature.words());
    }

    private static float max(float[] vector) {
        float max = 0;
        for (float value : vector) {
            max = Math.max(max, value);
        }
        return max;
    }

    private String json(Features features, Picture picture) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("picture", file.toString())
                .put("height", picture.height())
                .put("width", picture.width())
                .put("length", features.length());
        ArrayNode array = root.putArray("features");
        for (Feature feature : features.list()) {
            ObjectNode node = array.addObject().put("feature", feature.text()).put("length", feature.length());
            switch (feature) {
                case DirectFeature direct -> {
                    ArrayNode values = node.putArray("values");
                    for (float value : direct.describe(picture)) {
                        values.add(value);
                    }
                }
                case VisualWords words -> keyPoints(node, picture, words.look(picture));
            }
        }
        return JsonMapper.shared().writeValueAsString(root) + "\n";
    }

    /** The key points in pixels of the picture itself. */
    private static void keyPoints(ObjectNode node, Picture picture, LocalDescriptors seen) {
        double scale = (double) picture.width() / seen.width();
        ArrayNode points = node.put("numbersOfAPoint", seen.length()).putArray("keyPoints");
        for (KeyPoint point : seen.points()) {
            points.addObject()
                    .put("x", point.x() * scale)
                    .put("y", point.y() * scale)
                    .put("size", point.size() * scale)
                    .put("angle", point.angle())
                    .put("response", point.response());
        }
    }
}
