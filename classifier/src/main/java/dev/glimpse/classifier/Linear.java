package dev.glimpse.classifier;

import dev.glimpse.image.Resize;
import dev.glimpse.zoo.Backbone;
import java.util.OptionalDouble;

/**
 * Multinomial logistic regression on what a frozen backbone says of pictures: one Dense layer, and the best there is.
 *
 * {@snippet :
 * var recipe = Linear.of(mobileNet).penalty(0.01);
 * }
 *
 * <p>The numbers of the vectors are brought to mean 0 and deviation 1, and the layer undoes that. What is made as small as
 * can be is the mean cross-entropy of the pictures, plus half the penalty times the sum of squared weights.
 *
 * @param backbone what makes vectors of pictures
 * @param fit what becomes of pictures whose proportions are not those of the backbone's input
 * @param penalty how much large weights cost; unless given, what does best on validation, or
 *     0.1 where there is none
 * @param classWeights whether every picture counts the same, or every class
 */
public record Linear(Backbone backbone, Resize.Fit fit, OptionalDouble penalty, Learning.ClassWeights classWeights)
        implements Recipe {

    /** The penalty where there are no pictures to choose it by. */
    static final double USUAL_PENALTY = 0.1;

    public Linear {
        if (penalty.isPresent() && !(penalty.getAsDouble() > 0 && penalty.getAsDouble() < Double.POSITIVE_INFINITY)) {
            throw new ClassifierException("the penalty is above 0, got " + penalty.getAsDouble());
        }
    }

    /** The usual regression on a backbone. */
    public static Linear of(Backbone backbone) {
        return new Linear(backbone, Resize.Fit.CENTER_CROP, OptionalDouble.empty(), Learning.ClassWeights.EVEN);
    }

    @Override
    public String word() {
        return "linear";
    }

    /** What becomes of pictures whose proportions are not those of the backbone's input; they are cropped unless told. */
    public Linear fit(Resize.Fit newFit) {
        return new Linear(backbone, newFit, penalty, classWeights);
    }

    /** How much large weights cost; unless given, what does best on validation. */
    public Linear penalty(double value) {
        return new Linear(backbone, fit, OptionalDouble.of(value), classWeights);
    }

    /** Whether every picture counts the same, or every class. */
    public Linear classWeights(Learning.ClassWeights value) {
        return new Linear(backbone, fit, penalty, value);
    }
}
