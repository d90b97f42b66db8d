package dev.glimpse.cli;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * A recipe as somebody asks for it: on the command line of {@code glimpse train}, or as one try of a search.
 *
 * @param line which options were given
 * @param recipes which recipe, and its own options
 * @param pictures which network, and pictures in what shape
 * @param learning how it learns
 */
record RecipeRequest(ParseResult line, RecipeOptions recipes, PictureOptions pictures, LearningOptions learning) {

    /** The recipe that was asked for, or that follows from what was. */
    RecipeName name() {
        return recipes.named().orElse(pictures.namesModel() ? RecipeName.FROM_SCRATCH : RecipeName.AUTO);
    }

    /** Refuses all that can be refused before any file is touched. */
    void check(RecipeName name) {
        RecipeRules.check(line, name, recipes.named().isPresent() ? RecipeRules.Asked.YES : RecipeRules.Asked.NO);
        if (name.hasLearner()) {
            LearnerOptions.requireFit(
                    recipes.word(),
                    line.matchedOptions().stream().map(OptionSpec::longestName).toList());
        }
        recipes.check(learning);
        learning.check();
        pictures.check();
    }

    /** Who makes a recipe of it. */
    RecipeMaker maker(Screen screen) {
        return new RecipeMaker(screen, recipes, pictures, learning);
    }
}
