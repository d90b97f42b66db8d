package dev.glimpse.classifier;

/**
 * A recipe that teaches all of a network at once; what differs is what the network begins as. Unless told otherwise it
 * learns all pictures 10 times, 32 at a time.
 *
 * @param <R> the recipe itself
 */
public sealed interface NetworkRecipe<R extends NetworkRecipe<R>> extends LearningRecipe<R>
        permits FromScratch, FromModel {}
