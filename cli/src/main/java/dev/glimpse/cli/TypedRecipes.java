package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.classifier.search.Configuration;
import dev.glimpse.classifier.search.Parameter;
import dev.glimpse.classifier.search.RecipeSource;
import dev.glimpse.classifier.search.Space;
import dev.glimpse.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Configurations as {@code glimpse train} would understand them, had they been typed there.
 *
 * @param screen where it is told what is fetched
 */
record TypedRecipes(Screen screen) implements RecipeSource {

    private static final String RECIPE = "recipe";

    /** By these all tries are compared, so they are the same for all. */
    private static final Set<String> OF_THE_DATA = Set.of("validation", "test", "limit", "strict", "cache");

    /** What nothing depends on that comes out. */
    private static final Set<String> OF_NO_CONSEQUENCE = Set.of("strict", "cache");

    /**
     * What is searched: options that are varied, and those that were given for all tries.
     *
     * @param line the command line of the search
     * @throws ClassifierException if there is no such option, or it cannot be varied
     */
    static Space space(ParseResult line, List<String> varied, long seed) {
        List<Parameter> parameters = new ArrayList<>();
        for (OptionSpec option : line.matchedOptions()) {
            String name = RecipeLine.name(option);
            // --seed stands at the end, whether it was given or not.
            if (RecipeLine.option(name).isPresent() && !OF_NO_CONSEQUENCE.contains(name) && !name.equals("seed")) {
                parameters.add(new Parameter.Fixed(name, text(option)));
            }
        }
        Space given = new Space(parameters);
        for (Parameter parameter : Space.parse(varied).parameters()) {
            requireVariable(parameter, given);
            parameters.add(parameter);
        }
        if (parameters.stream().noneMatch(parameter -> parameter.name().equals("seed"))) {
            parameters.add(new Parameter.Fixed("seed", Long.toString(seed)));
        }
        Space space = new Space(parameters);
        requireRecipe(space);
        return space;
    }

    private static String text(OptionSpec option) {
        // An option such as --early-stopping may stand without a value.
        return option.originalStringValues().stream()
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElseGet(() -> String.valueOf(option.fallbackValue()));
    }

    private static void requireVariable(Parameter parameter, Space given) {
        String name = parameter.name();
        if (OF_THE_DATA.contains(name)) {
            throw new ClassifierException(
                    "--" + name
                            + " is the same for all tries, which are judged by the same pictures: give it beside --vary, not in it");
        }
        if (given.parameters().stream().anyMatch(other -> other.name().equals(name))) {
            throw new ClassifierException(
                    "--" + name + " is varied, and given for all tries as well: leave one of both away");
        }
        // Each of its ends is an example; what lies between is like them.
        for (double share : new double[] {0, 0.999}) {
            RecipeLine.parse(Map.of(name, parameter.at(share)));
        }
    }

    /** The names of the recipes that are searched. */
    private static List<String> recipes(Space space) {
        List<String> words = space.parameters().stream()
                .filter(parameter -> parameter.name().equals(RECIPE))
                .flatMap(parameter -> parameter.points().stream())
                .flatMap(List::stream)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        return words.isEmpty()
                        && space.parameters().stream()
                                .anyMatch(parameter -> parameter.name().equals("model"))
                ? List.of(Words.of(RecipeName.FROM_SCRATCH))
                : words;
    }

    private static void requireRecipe(Space space) {
        List<String> recipes = recipes(space);
        if (recipes.isEmpty() || recipes.stream().map(RecipeName::typed).anyMatch(RecipeName.AUTO::equals)) {
            throw new ClassifierException((recipes.isEmpty() ? "whose options are searched?" : "auto searches itself:")
                    + " Name a recipe, such as --recipe head, or several with --vary 'recipe=head|linear'");
        }
        for (Parameter parameter : space.parameters()) {
            String option = "--" + parameter.name();
            if (recipes.stream().noneMatch(recipe -> RecipeRules.allows(option, recipe))) {
                throw new ClassifierException(option + " says nothing to "
                        + (recipes.size() == 1
                                ? "--recipe " + recipes.getFirst()
                                : "any of the recipes that are searched")
                        + ": it goes with "
                        + RecipeRules.recipes(option).stream()
                                .map(RecipeName::typed)
                                .collect(Collectors.joining(", "))
                        + ", so leave it away");
            }
        }
    }

    /** Without the options that say nothing to its recipe, where that differs from try to try. */
    @Override
    public Configuration settled(Configuration configuration) {
        return configuration
                .value(RECIPE)
                .map(recipe ->
                        configuration.where(name -> RecipeRules.allows("--" + name, recipe.toLowerCase(Locale.ROOT))))
                .orElse(configuration);
    }

    @Override
    public Recipe recipe(Configuration configuration, Dataset pictures) {
        RecipeRequest request = checked(configuration);
        return request.maker(screen).recipe(request.name(), pictures);
    }

    /**
     * What a configuration asks for.
     *
     * @throws ClassifierException if its options do not go together
     */
    static RecipeRequest checked(Configuration configuration) {
        RecipeRequest request = RecipeLine.parse(configuration.values());
        request.check(request.name());
        return request;
    }
}
