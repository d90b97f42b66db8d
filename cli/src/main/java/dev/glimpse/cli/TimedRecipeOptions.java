package dev.glimpse.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of {@code glimpse train}: how the classifier comes to be, and how long that may take. */
final class TimedRecipeOptions extends RecipeOptions {

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            order = 3,
            description = "auto: how long it may take, such as 90s, 2m or 1h. Default: 2m.")
    private Optional<String> budget = Optional.empty();

    @Override
    Duration budget() {
        return budget.map(text -> Durations.parse("--budget", text)).orElseGet(super::budget);
    }
}
