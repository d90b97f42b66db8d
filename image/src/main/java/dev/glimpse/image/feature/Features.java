package dev.glimpse.image.feature;

import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * What is measured on pictures: one or more features, whose vectors stand one after the other.
 *
 * <p>As text {@code hog,lbp:grid=2,color-histogram}: words separated by commas, each with options after colons.
 *
 * @param list the features, 1 or more
 */
public record Features(List<Feature> list) {

    /** The words that {@link #parse} knows. */
    public static final List<String> WORDS =
            List.of("hog", "lbp", "color-histogram", "harris", "hough", "sift", "dense-sift", "surf");

    public Features {
        list = List.copyOf(list);
        if (list.isEmpty()) {
            throw new ImageException("features: name at least one of " + String.join(", ", WORDS));
        }
    }

    /** These features, one after the other. */
    public static Features of(Feature... features) {
        return new Features(List.of(features));
    }

    /**
     * The features that a text names.
     *
     * @throws ImageException if a word or an option is unknown or out of its range; it says what there is
     */
    public static Features parse(String text) {
        List<Feature> list = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            list.add(feature(part));
        }
        return new Features(list);
    }

    private static Feature feature(String part) {
        FeatureText text = FeatureText.read(part);
        Feature feature =
                switch (text.word()) {
                    case "hog" -> Hog.read(text);
                    case "lbp" -> LocalBinaryPatterns.read(text);
                    case "color-histogram" -> ColorHistogram.read(text);
                    case "harris" -> HarrisCorners.read(text);
                    case "hough" -> HoughLines.read(text);
                    case "sift" -> VisualWords.read(LocalFeature.SIFT, text);
                    case "dense-sift" -> VisualWords.read(LocalFeature.DENSE_SIFT, text);
                    case "surf" -> VisualWords.read(LocalFeature.SURF, text);
                    default ->
                        throw new ImageException("features: expected " + String.join(", ", WORDS) + ", got \""
                                + part.strip() + "\"; for example hog,lbp:grid=2,color-histogram");
                };
        text.end();
        return feature;
    }

    /** How many numbers a picture gets; known before any is read. */
    public int length() {
        return list.stream().mapToInt(Feature::length).reduce(0, Math::addExact);
    }

    /** Whether there are visual words among them, which have to be learnt. */
    public boolean needLearning() {
        return list.stream().anyMatch(VisualWords.class::isInstance);
    }

    /**
     * What describes pictures by these features, none of which has to be learnt.
     *
     * @throws ImageException if one has
     */
    public Describer describer() {
        Optional<Feature> unlearnt =
                list.stream().filter(VisualWords.class::isInstance).findFirst();
        if (unlearnt.isPresent()) {
            throw new ImageException("features: the words of " + unlearnt.get().word()
                    + " have to be learnt from pictures before it can describe one");
        }
        return new Describer(this, List.of());
    }

    /**
     * What describes pictures by these features, after the visual words among them have been learnt.
     *
     * <p>Each picture is looked at once, in the order in which they come; what is kept of them is a sample of at most 60
     * descriptors a word. The same pictures in the same order with the same seed give the same words.
     *
     * @throws ImageException if the pictures have fewer places to learn from than there shall be words
     */
    public Describer learn(Stream<Picture> pictures, long seed) {
        List<VocabularyLearning> learning = list.stream()
                .flatMap(feature -> feature instanceof VisualWords words
                        ? Stream.of(new VocabularyLearning(words, seed))
                        : Stream.empty())
                .toList();
        if (!learning.isEmpty()) {
            int together = Runtime.getRuntime().availableProcessors();
            pictures.sequential()
                    .gather(Gatherers.windowFixed(together))
                    .forEachOrdered(some -> learning.forEach(one -> one.look(some)));
        }
        return new Describer(
                this, learning.stream().map(VocabularyLearning::learn).toList());
    }

    /** The text that {@link #parse} reads back. */
    @Override
    public String toString() {
        return list.stream().map(Feature::text).collect(Collectors.joining(","));
    }
}
