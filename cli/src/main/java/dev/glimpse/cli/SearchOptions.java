package dev.glimpse.cli;

import dev.glimpse.classifier.search.Search;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of {@code glimpse search}: what is varied, how often, and where tries are kept. */
final class SearchOptions {

    @Option(
            names = "--vary",
            paramLabel = "OPTION=VALUES",
            order = 1,
            description = {
                "An option of a recipe, without its dashes, and its values: learning-rate=log:1e-4..1e-1 (every order of magnitude as "
                        + "likely), dropout=0..0.5, epochs=int:5..50, units=0|50|100,25. With /N behind a range, N values of it. "
                        + "Once for each option; recipe and backbone are options as well."
            })
    private List<String> vary = new ArrayList<>();

    @Option(names = "--grid", order = 2, description = "Try all combinations. Default: draw some at random.")
    private boolean grid;

    @Option(
            names = "--tries",
            paramLabel = "N",
            order = 3,
            description = "How many combinations are tried. Default: " + Search.USUAL_TRIES + "; with --grid all.")
    private Optional<Integer> tries = Optional.empty();

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            order = 4,
            description = "How long it may take, such as 90s, 10m or 1h30m. Default: until all tries are over.")
    private Optional<String> budget = Optional.empty();

    @Option(
            names = "--halving",
            paramLabel = "N",
            order = 5,
            arity = "0..1",
            fallbackValue = "3",
            description =
                    "Begin with few pictures to learn from; keep one of N tries in each round, and give it N times the "
                            + "pictures; 3 without a number. Default: all tries learn from all.")
    private Optional<Integer> halving = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            order = 6,
            description =
                    "The folder that keeps all tries, and the best model. The same command again goes on there. Default: search.")
    private Path output = Path.of("search");

    @Option(names = "--json", order = 7, description = "Answer in JSON.")
    private boolean json;

    List<String> vary() {
        return vary;
    }

    Path output() {
        return output;
    }

    boolean isJson() {
        return json;
    }

    void apply(Search search) {
        if (grid) {
            search.grid();
        }
        tries.ifPresent(search::tries);
        halving.ifPresent(search::halving);
        budget.ifPresent(text -> search.budget(Durations.parse("--budget", text)));
    }
}
