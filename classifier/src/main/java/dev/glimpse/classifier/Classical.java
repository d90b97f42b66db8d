package dev.glimpse.classifier;

import dev.glimpse.image.Resize;
import dev.glimpse.image.feature.Features;
import dev.glimpse.learn.Learner;
import dev.glimpse.zoo.Backbone;
import java.util.List;
import java.util.Locale;

/**
 * A classical learner on vectors of pictures: those that a frozen backbone makes of them, or features that need no network and no
 * weights.
 *
 * {@snippet :
 * var byNetwork = Classical.of(new Classical.View.Embedding(mobileNet), RandomForest.usual());
 * var byFeatures = Classical.of(new Classical.View.Described(Features.parse("hog,color-histogram")), RbfSvm.usual());
 * var chosen = Classical.tuned(new Classical.View.Described(Features.parse("hog")), "svm");
 * }
 *
 * @param view what makes vectors of pictures
 * @param learners what learns from them: one, or several of one kind of which the best on validation is kept; the first where there
 *     are no validation pictures
 * @param seed what all chance is drawn from
 */
public record Classical(View view, List<Learner> learners, long seed) implements Recipe {

    public Classical {
        learners = List.copyOf(learners);
        if (learners.isEmpty()) {
            throw new ClassifierException("a recipe with a learner names one");
        }
        if (learners.stream().map(Learner::word).distinct().count() > 1) {
            throw new ClassifierException("the learners to choose from are of one kind, got "
                    + learners.stream().map(Learner::word).distinct().toList());
        }
    }

    /** What makes vectors of pictures. */
    public sealed interface View {

        /** The word that the recipe's name begins with. */
        String word();

        /** How many numbers a picture gets. */
        int length();

        /**
         * What a frozen backbone says of them.
         *
         * @param backbone the network
         * @param fit what becomes of pictures whose proportions are not those of its input
         */
        record Embedding(Backbone backbone, Resize.Fit fit) implements View {

            /** With pictures cropped to their middle, as for the other recipes, which then share vectors with this one. */
            public Embedding(Backbone backbone) {
                this(backbone, Resize.Fit.CENTER_CROP);
            }

            @Override
            public String word() {
                return "embedding";
            }

            @Override
            public int length() {
                return backbone.length();
            }
        }

        /**
         * Features.
         *
         * <p>Visual words among them are learnt from the pictures to learn from. Every picture is brought to the same square first,
         * so that it is described alike wherever the model is asked.
         *
         * @param features what is measured
         * @param side of the square, 16 to 1024 pixels
         * @param fit what becomes of pictures that are no squares
         */
        record Described(Features features, int side, Resize.Fit fit) implements View {

            /** In pixels, the square that pictures are brought to unless told. */
            public static final int USUAL_SIDE = 256;

            /** More numbers than any sensible features have; a file cannot ask for more. */
            static final int MOST_NUMBERS = 1 << 20;

            private static final int LEAST_SIDE = 16;
            private static final int MOST_SIDE = 1024;

            public Described {
                if (side < LEAST_SIDE || side > MOST_SIDE) {
                    throw new ClassifierException("pictures to be described have a side of " + LEAST_SIDE + " to "
                            + MOST_SIDE + " pixels, got " + side);
                }
                if (features.length() > MOST_NUMBERS) {
                    throw new ClassifierException(String.format(
                            Locale.ROOT,
                            "a picture gets at most %,d numbers to learn from, and these features have %,d: choose fewer or"
                                    + " coarser ones",
                            MOST_NUMBERS,
                            features.length()));
                }
            }

            /** Of pictures squashed to the usual square. */
            public Described(Features features) {
                this(features, USUAL_SIDE, Resize.Fit.SQUASH);
            }

            @Override
            public String word() {
                return "features";
            }

            @Override
            public int length() {
                return features.length();
            }
        }
    }

    /** A learner as it is. */
    public static Classical of(View view, Learner learner) {
        return new Classical(view, List.of(learner), 0);
    }

    /**
     * A learner of a kind with those of its usual options that do best on validation.
     *
     * @param learner its {@linkplain Learner#word word}
     * @throws ClassifierException if there is no such learner
     */
    public static Classical tuned(View view, String learner) {
        return new Classical(view, LearnerGrid.of(learner), 0);
    }

    /** {@code features+svm}, {@code embedding+forest} and so on. */
    @Override
    public String word() {
        return view.word() + "+" + learners.getFirst().word();
    }

    /** What all chance is drawn from; 0 unless told. */
    public Classical seed(long newSeed) {
        return new Classical(view, learners, newSeed);
    }
}
