package dev.glimpse.classifier;

import dev.glimpse.classifier.Learning.ClassWeights;
import dev.glimpse.classifier.neighbour.Distance;
import dev.glimpse.classifier.neighbour.Weighting;
import dev.glimpse.image.Resize;
import dev.glimpse.zoo.Backbone;
import java.util.OptionalInt;

/**
 * The nearest pictures decide, by what a frozen backbone says of them; there is nothing to teach, and one more sample takes
 * effect at once ({@link Classifier#add}).
 *
 * {@snippet :
 * var recipe = Neighbours.of(backbone).k(5).distance(Distance.EUCLIDEAN);
 * }
 *
 * @param backbone what makes vectors of pictures
 * @param fit what becomes of pictures whose proportions are not those of its input
 * @param k how many of the nearest decide; chosen on validation pictures unless told
 * @param distance what is near
 * @param weighting how much each of them says
 * @param classWeights whether every sample counts the same, or every class
 */
public record Neighbours(
        Backbone backbone,
        Resize.Fit fit,
        OptionalInt k,
        Distance distance,
        Weighting weighting,
        ClassWeights classWeights)
        implements Recipe {

    public Neighbours {
        if (k.isPresent() && (k.getAsInt() < 1 || k.getAsInt() > Vote.MOST)) {
            throw new ClassifierException("1 to " + Vote.MOST + " neighbours decide, got k = " + k.getAsInt());
        }
    }

    /**
     * By cosine, nearer ones more, every class the same, as many as do best on validation pictures; pictures are
     * cropped to their middle, as for the other recipes, which then share vectors with this one.
     */
    public static Neighbours of(Backbone backbone) {
        return new Neighbours(
                backbone,
                Resize.Fit.CENTER_CROP,
                OptionalInt.empty(),
                Distance.COSINE,
                Weighting.CLOSENESS,
                ClassWeights.BALANCED);
    }

    @Override
    public String word() {
        return "knn";
    }

    /** What becomes of pictures whose proportions are not those of the input; they are cropped to their middle unless told. */
    public Neighbours fit(Resize.Fit newFit) {
        return new Neighbours(backbone, newFit, k, distance, weighting, classWeights);
    }

    /** So many of the nearest decide. */
    public Neighbours k(int newK) {
        return new Neighbours(backbone, fit, OptionalInt.of(newK), distance, weighting, classWeights);
    }

    /** What is near; cosine unless told. */
    public Neighbours distance(Distance newDistance) {
        return new Neighbours(backbone, fit, k, newDistance, weighting, classWeights);
    }

    /** How much each of the nearest says; nearer ones more unless told. */
    public Neighbours weighting(Weighting newWeighting) {
        return new Neighbours(backbone, fit, k, distance, newWeighting, classWeights);
    }

    /**
     * Whether every sample counts the same, or every class; every class unless told, so that a class of which only a few samples
     * have been added is not outvoted.
     */
    public Neighbours classWeights(ClassWeights newWeights) {
        return new Neighbours(backbone, fit, k, distance, weighting, newWeights);
    }
}
