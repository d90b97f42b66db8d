package dev.glimpse.classifier.search;

import dev.glimpse.classifier.Comparison;
import dev.glimpse.classifier.TeachingEvent;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Who teaches configurations and says how good they are. */
interface Judge {

    /**
     * Teaches a configuration, and judges it on validation.
     *
     * @param pictures how many of those to learn from
     * @param givenUp asked now and then whether to give up
     * @param model where its model goes
     */
    Comparison.Result teach(Configuration configuration, int pictures, BooleanSupplier givenUp, Path model);

    /** Judges a model on the test split, if there is one, and saves it with what is then known about it. */
    Optional<SearchResult.OnTest> finish(Path model, Path output, Map<String, String> about);

    /** Whether everything is to stop. */
    boolean isStopped();

    /** Tells those who watch. */
    void tell(TeachingEvent event);
}
