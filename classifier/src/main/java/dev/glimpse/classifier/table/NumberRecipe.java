package dev.glimpse.classifier.table;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** How something that tells numbers comes to be. */
public sealed interface NumberRecipe permits DenseNetwork, LearnedNumbers {

    /** What it is, in a few words. */
    String words(Examples examples);

    /**
     * Learns from rows.
     *
     * @param stop asked now and then whether to stop
     * @return what was learnt, which the caller closes; nothing if it was asked to stop
     * @throws dev.glimpse.classifier.ClassifierException if the recipe does not fit the rows
     */
    Optional<? extends Regressor> teach(Examples examples, BooleanSupplier stop);
}
