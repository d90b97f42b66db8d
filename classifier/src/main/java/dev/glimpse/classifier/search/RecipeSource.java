package dev.glimpse.classifier.search;

import dev.glimpse.classifier.Recipe;
import dev.glimpse.data.Dataset;

/** What configurations mean. */
@FunctionalInterface
public interface RecipeSource {

    /**
     * The recipe with these options.
     *
     * @param pictures what it will be taught on
     * @throws RuntimeException one that says what a user can put right, if the options do not go together: then that try has failed
     */
    Recipe recipe(Configuration configuration, Dataset pictures);

    /** The configuration without options that say nothing beside its others; all of it unless told. */
    default Configuration settled(Configuration configuration) {
        return configuration;
    }
}
