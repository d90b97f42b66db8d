package dev.glimpse.classifier;

/** How the outputs of a model become probabilities. */
sealed interface Answering {

    /** They are probabilities. */
    record ByLayers() implements Answering {}
}
