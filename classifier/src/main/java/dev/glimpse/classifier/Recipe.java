package dev.glimpse.classifier;

/**
 * How a classifier comes to be.
 *
 * <p>The family is closed. All of its members so far teach a whole network: from its first random weights on, or from
 * those of a model.
 */
public sealed interface Recipe permits NetworkRecipe {

    /** The recipe's name in files and on pages. */
    String word();
}
