package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;

/** Carries a recipe out. */
interface Teacher {

    /**
     * Checks that the recipe fits a dataset, before anything takes long.
     *
     * @throws ClassifierException if not
     */
    void requireFit(Dataset dataset);

    /** Teaches; what comes of it is made honest, judged and saved by {@link Training}. */
    Taught teach(Dataset dataset, Training training);
}
