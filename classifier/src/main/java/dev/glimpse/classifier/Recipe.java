package dev.glimpse.classifier;

/**
 * How a classifier comes to be.
 *
 * <p>The family is closed; there is one recipe so far, which teaches a network from its first random weights on.
 */
public sealed interface Recipe permits FromScratch {

    /** The recipe's name on the command line and in files. */
    String word();
}
