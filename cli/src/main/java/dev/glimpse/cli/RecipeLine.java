package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The options of {@code glimpse train} that make a recipe, on a line of their own. */
@Command(name = "recipe")
final class RecipeLine {

    @ArgGroup(validate = false)
    private RecipeOptions recipes = new RecipeOptions();

    @ArgGroup(validate = false)
    private PictureOptions pictures = new PictureOptions();

    @ArgGroup(validate = false)
    private LearningOptions learning = new LearningOptions();

    /**
     * What is asked for by options, by their names without dashes.
     *
     * @throws ClassifierException if there is no such option, or it takes no such value
     */
    static RecipeRequest parse(Map<String, String> options) {
        RecipeLine line = new RecipeLine();
        CommandLine command = new CommandLine(line);
        List<String> words = new ArrayList<>();
        options.forEach((name, value) -> words.add("--" + name + "=" + value));
        try {
            return new RecipeRequest(
                    command.parseArgs(words.toArray(String[]::new)), line.recipes, line.pictures, line.learning);
        } catch (UnmatchedArgumentException unknown) {
            throw new ClassifierException(unknown(unknown), unknown);
        } catch (ParameterException wrong) {
            String message = String.valueOf(wrong.getMessage());
            throw new ClassifierException(
                    message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1), wrong);
        }
    }

    private static String unknown(UnmatchedArgumentException unknown) {
        String option = unknown.getUnmatched().getFirst().replaceFirst("=.*", "");
        List<String> close = unknown.getSuggestions();
        return "train has no option " + option + " that makes a recipe"
                + (close.isEmpty()
                        ? "; there are " + options().stream().collect(Collectors.joining(", "))
                        : "; did you mean " + String.join(" or ", close) + "?");
    }

    /** The names of the options, without dashes. */
    static List<String> options() {
        return CommandSpec.forAnnotatedObject(new RecipeLine()).options().stream()
                .map(RecipeLine::name)
                .toList();
    }

    /** An option of this name, if there is one. */
    static Optional<OptionSpec> option(String name) {
        return Optional.ofNullable(
                CommandSpec.forAnnotatedObject(new RecipeLine()).findOption("--" + name));
    }

    /** The name of an option without dashes. */
    static String name(OptionSpec option) {
        return option.longestName().replaceFirst("^--", "");
    }
}
