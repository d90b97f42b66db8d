package dev.glimpse.classifier;

import dev.glimpse.image.Augmentation;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.train.EarlyStopping;
import dev.glimpse.zoo.Backbone;
import java.util.Arrays;
import java.util.List;

/**
 * Dense layers are taught on what a frozen backbone says of pictures.
 *
 * {@snippet :
 * var recipe = Head.of(mobileNet).hidden(256, 64).dropout(0.3).looks(4, Augmentation.parse("flip,rotate=10"));
 * }
 *
 * <p>Unless told otherwise it is the head of Teachable Machine: 100 hidden units, no bias in the last layer, at most 50
 * epochs in batches of 16 with Adam at 0.001. Other than there, half of the numbers are dropped while it learns, and it stops
 * when the loss on validation gets no better for 5 epochs: both gave better heads on validation.
 *
 * @param backbone what makes vectors of pictures
 * @param fit what becomes of pictures whose proportions are not those of the backbone's input
 * @param hidden how many units each hidden layer has, from the backbone on; with none, one layer is all there is
 * @param dropout the share of numbers that each layer does without while it learns, 0 to below 1
 * @param looks how many vectors a picture to learn from has: that of itself, and of what it looks like when it is changed at
 *     random; more than 1 where there is an augmentation, and only there
 * @param learning how the layers are taught
 * @see <a href="https://github.com/googlecreativelab/teachablemachine-community/tree/master/libraries/image">Teachable
 *     Machine's library</a>
 */
public record Head(
        Backbone backbone, Resize.Fit fit, List<Integer> hidden, double dropout, int looks, Learning learning)
        implements LearningRecipe<Head> {

    private static final int LOOKS = 4;

    public Head {
        hidden = List.copyOf(hidden);
        if (hidden.stream().anyMatch(units -> units < 1)) {
            throw new ClassifierException("a hidden layer has at least 1 unit, got " + hidden);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new ClassifierException("dropout is 0 to below 1, got " + dropout);
        }
        if (looks < 1 || looks > 1 != learning.augmentation().isPresent()) {
            throw new ClassifierException(
                    "a picture has one look as it is, and more of them only with an augmentation that makes them; got "
                            + looks + (looks == 1 ? " look" : " looks")
                            + learning.augmentation()
                                    .map(augmentation -> " with the augmentation " + augmentation)
                                    .orElse(" without an augmentation"));
        }
    }

    /** The usual head on a backbone. */
    public static Head of(Backbone backbone) {
        return new Head(
                backbone,
                Resize.Fit.CENTER_CROP,
                List.of(100),
                0.5,
                1,
                Learning.usual()
                        .epochs(50)
                        .batchSize(16)
                        .earlyStopping(EarlyStopping.on("val_loss").patience(5)));
    }

    @Override
    public String word() {
        return "head";
    }

    /** Teaches in another way; an augmentation in it brings 4 looks of each picture if there was none before. */
    @Override
    public Head with(Learning newLearning) {
        int newLooks = newLearning.augmentation().isEmpty() ? 1 : looks == 1 ? LOOKS : looks;
        return new Head(backbone, fit, hidden, dropout, newLooks, newLearning);
    }

    /** What becomes of pictures whose proportions are not those of the backbone's input; they are cropped unless told. */
    public Head fit(Resize.Fit newFit) {
        return new Head(backbone, newFit, hidden, dropout, looks, learning);
    }

    /** How many units each hidden layer has; 100 in one layer unless told. */
    public Head hidden(int... units) {
        return new Head(backbone, fit, Arrays.stream(units).boxed().toList(), dropout, looks, learning);
    }

    /** The share of numbers that each layer does without while it learns; 0.5 unless told. */
    public Head dropout(double share) {
        return new Head(backbone, fit, hidden, share, looks, learning);
    }

    /** Learns so many looks of each picture, one of them the picture as it is, the others changed at random. */
    public Head looks(int count, Augmentation change) {
        return new Head(backbone, fit, hidden, dropout, count, learning.augmentation(change));
    }
}
