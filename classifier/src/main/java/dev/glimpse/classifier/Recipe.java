package dev.glimpse.classifier;

/**
 * How a classifier comes to be.
 *
 * <p>The family is closed: a whole network is taught, or what a pretrained one says of pictures is, or several of these
 * are tried and the best is kept.
 */
public sealed interface Recipe permits LearningRecipe, Linear, Neighbours, Classical, Auto {

    /** The recipe's name in files and on pages. */
    String word();
}
