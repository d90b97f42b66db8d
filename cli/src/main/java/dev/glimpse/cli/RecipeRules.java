package dev.glimpse.cli;

import static dev.glimpse.cli.RecipeName.AUTO;
import static dev.glimpse.cli.RecipeName.EMBEDDING;
import static dev.glimpse.cli.RecipeName.FEATURES;
import static dev.glimpse.cli.RecipeName.FINE_TUNE;
import static dev.glimpse.cli.RecipeName.FROM_MODEL;
import static dev.glimpse.cli.RecipeName.FROM_SCRATCH;
import static dev.glimpse.cli.RecipeName.HEAD;
import static dev.glimpse.cli.RecipeName.KNN;
import static dev.glimpse.cli.RecipeName.LINEAR;

import dev.glimpse.classifier.ClassifierException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Which options of {@code glimpse train} go with which recipes; one that is not listed goes with all. */
final class RecipeRules {

    private static final Map<String, Set<RecipeName>> RULES = new HashMap<>();

    static {
        allow(EnumSet.of(AUTO, HEAD, LINEAR, KNN, FINE_TUNE, EMBEDDING), "--backbone");
        allow(EnumSet.of(AUTO), "--budget");
        allow(EnumSet.of(HEAD, FINE_TUNE), "--units", "--dropout");
        allow(EnumSet.of(HEAD), "--looks");
        allow(EnumSet.of(KNN, EMBEDDING, FEATURES), "--k");
        allow(EnumSet.of(KNN), "--distance");
        allow(EnumSet.of(FEATURES), "--features");
        allow(EnumSet.of(EMBEDDING, FEATURES), "--c", "--gamma", "--trees", "--rounds", "--depth");
        allow(EnumSet.of(HEAD, FINE_TUNE, FROM_SCRATCH, FROM_MODEL, EMBEDDING, FEATURES), "--learning-rate");
        allow(EnumSet.of(FINE_TUNE), "--layers", "--rates");
        allow(EnumSet.of(FROM_SCRATCH, FROM_MODEL), "--model", "--channels", "--check");
        allow(EnumSet.of(FROM_MODEL), "--from", "--keep-optimizer", "--labels", "--preprocessing", "--logits");
        allow(
                EnumSet.of(HEAD, FINE_TUNE, FROM_SCRATCH, FROM_MODEL),
                "--epochs",
                "--batch-size",
                "--optimizer",
                "--momentum",
                "--schedule",
                "--reduce-on-plateau",
                "--early-stopping",
                "--label-smoothing",
                "--clip-norm",
                "--augment");
        allow(EnumSet.of(HEAD, LINEAR, FINE_TUNE, FROM_SCRATCH, FROM_MODEL), "--class-weights");
        allow(EnumSet.of(AUTO, FINE_TUNE, FROM_SCRATCH, FROM_MODEL), "--cache");
        allow(
                EnumSet.of(FINE_TUNE, FROM_SCRATCH, FROM_MODEL),
                "--resume",
                "--checkpoint-every",
                "--tensorboard-histograms");
    }

    private RecipeRules() {}

    private static void allow(Set<RecipeName> recipes, String... options) {
        for (String option : options) {
            RULES.put(option, Collections.unmodifiableSet(recipes));
        }
    }

    /**
     * Refuses options that say nothing to a recipe.
     *
     * @param asked whether the recipe was asked for, or is what follows from other options
     * @throws ClassifierException if there is one; the message says with which recipes it goes
     */
    static void check(ParseResult line, RecipeName recipe, Asked asked) {
        for (OptionSpec option : line.matchedOptions()) {
            String name = option.longestName();
            Set<RecipeName> with = RULES.get(name);
            if (with != null && !with.contains(recipe)) {
                throw new ClassifierException(refusal(name, with, recipe, asked));
            }
        }
    }

    /** Whether an option, by its longest name, says something to a recipe by its name as it is typed. */
    static boolean allows(String option, String typed) {
        RecipeName recipe = RecipeName.typed(typed);
        return recipes(option).contains(recipe) && (!recipe.hasLearner() || LearnerOptions.allows(option, typed));
    }

    /** The recipes that an option, by its longest name, says something to. */
    static Set<RecipeName> recipes(String option) {
        return RULES.getOrDefault(option, EnumSet.allOf(RecipeName.class));
    }

    /** Whether somebody asked for a recipe. */
    enum Asked {
        /** By its name, or with the model that it begins with. */
        YES,
        /** Nobody did, so it is the usual one. */
        NO
    }

    private static String refusal(String option, Set<RecipeName> with, RecipeName recipe, Asked asked) {
        if (option.equals("--resume")) {
            return "there is nothing to resume with " + recipe.typed() + ", for vectors of pictures are kept anyway: "
                    + "run the same command without --resume";
        }
        String fix = with.size() == 1 && !with.contains(FROM_MODEL) ? "add " : "choose one of ";
        String recipes = with.stream().map(RecipeName::typed).collect(Collectors.joining(", "));
        if (recipe == AUTO && asked == Asked.NO) {
            return option + " is for one recipe, and without a choice several are tried: " + fix + recipes
                    + ", or leave it away";
        }
        return option + " goes with " + recipes + ", not with " + recipe.typed() + ": leave it away";
    }

    /** The options that have a rule, for those who check that there are such options. */
    static List<String> options() {
        return RULES.keySet().stream().sorted().toList();
    }
}
