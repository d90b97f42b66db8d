package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.search.Configuration;
import dev.glimpse.classifier.search.Search;
import dev.glimpse.classifier.search.SearchResult;
import dev.glimpse.classifier.search.Space;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.data.split.Splits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code glimpse search}: the options of a recipe that do best. */
@Command(
        name = "search",
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        description = {
            "Try options of a recipe, and say which do best on validation pictures. Every try is kept in a folder; the same command "
                    + "again goes on where it was broken off."
        },
        footer = {
            "",
            "For example:",
            "  glimpse search photos --recipe head --vary learning-rate=log:1e-4..1e-1 --vary 'units=0|50|100' --tries 20",
            "  glimpse search photos --recipe knn --grid --vary 'k=1|3|5|9' --vary 'distance=cosine|euclidean'",
            "  glimpse search photos --vary 'recipe=head|linear|knn' --vary dropout=0..0.5 --halving 3 --budget 10m"
        })
final class SearchCommand implements Callable<Integer> {

    private static final int NAMED = 5;
    private static final int SHOWN = 25;

    private final Screen screen;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DATA",
            description = "A folder of class folders, a zip of one, a CSV manifest, or a folder of MNIST's IDX files.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private Path data;

    @ArgGroup(validate = false, order = 1, heading = "%nSearch%n")
    private SearchOptions options = new SearchOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nRecipe, the same for all tries%n")
    private RecipeOptions recipes = new RecipeOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nPictures%n")
    private PictureOptions pictures = new PictureOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nLearning, the same for all tries%n")
    private LearningOptions learning = new LearningOptions();

    private int unreadable;

    SearchCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        if (options.vary().isEmpty()) {
            throw new ClassifierException("what is to be tried? Say it with --vary, such as"
                    + " --vary learning-rate=log:1e-4..1e-1 or --vary 'units=0|50|100'");
        }
        pictures.check();
        Space space = TypedRecipes.space(spec.commandLine().getParseResult(), options.vary(), learning.seed());
        TypedRecipes source = new TypedRecipes(screen);
        List<Configuration> configurations = Search.configurations(space, source, this::apply);
        requireOne(configurations);
        try (Dataset opened = open()) {
            opened.unreadable().forEach(this::tell);
            unreadable = opened.unreadableCount();
            Dataset dataset = pictures.prepare(opened, Splits.none());
            dataset.remarks().forEach(screen.err()::println);
            introduce(space, configurations.size(), dataset);
            return search(space, dataset, source);
        }
    }

    private void apply(Search search) {
        search.seed(learning.seed());
        options.apply(search);
    }

    /** Refuses a search of which no try has options that go together. */
    private static void requireOne(List<Configuration> configurations) {
        Optional<ClassifierException> first = Optional.empty();
        for (Configuration configuration : configurations) {
            try {
                TypedRecipes.checked(configuration);
                return;
            } catch (ClassifierException wrong) {
                first = first.or(() -> Optional.of(wrong));
            }
        }
        first.ifPresent(wrong -> {
            throw wrong;
        });
    }

    private Dataset open() {
        try (ProgressLine progress =
                new ProgressLine(screen, "Reading files", ProgressLine.Unit.PIECES, ProgressLine.AtEnd.ERASED)) {
            return Dataset.open(data, open -> open.strictness(pictures.strictness())
                    .progress((done, all) -> progress.at(done, OptionalLong.of(all))));
        }
    }

    private void introduce(Space space, int tries, Dataset dataset) {
        if (options.isJson()) {
            return;
        }
        List<String> varied = space.parameters().stream()
                .filter(parameter -> space.varied().contains(parameter.name()))
                .map(parameter -> parameter.text())
                .toList();
        recipes.named().ifPresent(name -> screen.out()
                .println("Recipe    " + name.typed().replace("--recipe ", "")));
        screen.out()
                .println("Search    " + tries + (tries == 1 ? " try" : " tries") + " of " + String.join(", ", varied));
        screen.out()
                .println("Pictures  " + dataset.size(Split.TRAIN) + " to learn from, " + dataset.size(Split.VALIDATION)
                        + " to choose the best by, " + dataset.size(Split.TEST) + " to judge it by; "
                        + dataset.labels().size() + " classes");
        screen.out().flush();
    }

    private int search(Space space, Dataset dataset, TypedRecipes source) {
        try (Interruption interruption = Interruption.listen(
                        () -> screen.err().println("\nStopping after this batch; Ctrl-C again ends it at once."));
                TrainingView view = new TrainingView(screen, TrainingView.Detail.PROGRESS)) {
            SearchResult result = Search.run(options.output(), space, dataset, source, search -> {
                apply(search);
                search.training(training -> {
                    how(training);
                    training.stopWhen(interruption::came).listener(view::accept).watch(view::accept);
                });
            });
            view.close();
            print(result);
            return interruption.exitCode().orElse(0);
        }
    }

    private void how(Training training) {
        pictures.caching().ifPresent(training::caching);
        training.unreadable(broken -> {
            tell(broken);
            unreadable++;
        });
        switch (pictures.strictness()) {
            case REFUSE -> training.strict();
            case SKIP -> {}
        }
    }

    /** Names the first few files that are left out. */
    private void tell(Unreadable broken) {
        if (unreadable < NAMED) {
            screen.err().println("Left out: " + broken.name() + ": " + broken.reason());
        }
    }

    private void print(SearchResult result) {
        if (options.isJson()) {
            screen.out().print(result.json());
        } else {
            screen.out().println();
            screen.out().print(result.text(SHOWN));
            best(result);
        }
        String over = result.tries().size() + " of " + result.planned() + " tries were begun and are kept in "
                + options.output();
        switch (result.end()) {
            case COMPLETE -> {}
            case OUT_OF_TIME ->
                screen.err().println("There was no time for more: " + over + ". Go on with:\n  " + again());
            case STOPPED -> screen.err().println("Stopped; " + over + ". Go on with:\n  " + again());
        }
    }

    private void best(SearchResult result) {
        if (result.model().isEmpty() || result.best().isEmpty()) {
            return;
        }
        var best = result.best().get();
        screen.out()
                .println("\nBest      try " + best.number() + ": "
                        + best.configuration().words(result.space().varied()));
        result.onTest().ifPresent(test -> screen.out()
                .println(String.format(
                        Locale.ROOT,
                        "On test   %.1f %% of %,d pictures, by which nothing was chosen",
                        100 * test.accuracy(),
                        test.of())));
        String matters = result.influence().entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %.0f %%", entry.getKey(), 100 * entry.getValue()))
                .collect(Collectors.joining(", "));
        if (!matters.isEmpty()) {
            screen.out().println("Matters   of the differences in accuracy go with one option alone: " + matters);
        }
        screen.out().println("\nSaved in " + result.model().get());
        List<String> words = new ArrayList<>(List.of(ShellWords.program(), "train", data.toString()));
        best.configuration().values().forEach((name, value) -> {
            words.add("--" + name);
            words.add(value);
        });
        screen.out().println("\nThe same by itself\n  " + ShellWords.of(words));
    }

    /** The command that goes on with this search. */
    private String again() {
        List<String> words = new ArrayList<>(List.of(ShellWords.program()));
        words.addAll(spec.commandLine().getParent().getParseResult().originalArgs());
        return ShellWords.of(words);
    }
}
