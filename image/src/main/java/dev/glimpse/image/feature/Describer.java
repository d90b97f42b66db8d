package dev.glimpse.image.feature;

import dev.glimpse.image.Picture;
import java.util.List;

/**
 * What turns pictures into vectors: features, with the vocabularies that some of them have learnt.
 *
 * <p>It is a value: made again of the same features and vocabularies it gives the same numbers. It may be used by several
 * threads at once.
 *
 * @param features what is measured
 * @param vocabularies one for each {@link VisualWords} among the features, in their order
 */
public record Describer(Features features, List<Vocabulary> vocabularies) {

    public Describer {
        vocabularies = List.copyOf(vocabularies);
        List<VisualWords> learnt = features.list().stream()
                .filter(VisualWords.class::isInstance)
                .map(VisualWords.class::cast)
                .toList();
        if (learnt.size() != vocabularies.size()) {
            throw new IllegalArgumentException(
                    features + " needs " + learnt.size() + " vocabularies, got " + vocabularies.size());
        }
        for (int i = 0; i < learnt.size(); i++) {
            Vocabulary vocabulary = vocabularies.get(i);
            if (vocabulary.words() != learnt.get(i).words()
                    || vocabulary.length() != learnt.get(i).local().length()) {
                throw new IllegalArgumentException(learnt.get(i).text() + " cannot use " + vocabulary);
            }
        }
    }

    /** How many numbers a picture gets. */
    public int length() {
        return features.length();
    }

    /** The vector of a picture: {@link #length} finite numbers, those of the first feature first. */
    public float[] describe(Picture picture) {
        float[] vector = new float[length()];
        int at = 0;
        int vocabulary = 0;
        for (Feature feature : features.list()) {
            float[] part =
                    switch (feature) {
                        case DirectFeature direct -> direct.describe(picture);
                        case VisualWords words -> words.describe(picture, vocabularies.get(vocabulary++));
                    };
            System.arraycopy(part, 0, vector, at, part.length);
            at += part.length;
        }
        return vector;
    }
}
