package dev.glimpse.classifier.search;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.Comparison;
import dev.glimpse.classifier.TeachingEvent;
import dev.glimpse.classifier.Training;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.tensor.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Looks for the options of a recipe that do best on validation.
 *
 * {@snippet :
 * Space space = Space.parse(List.of("learning-rate=log:1e-4..1e-1", "dropout=0..0.5"));
 * RecipeSource heads = (options, pictures) -> Head.of(backbone).dropout(options.number("dropout"));
 * SearchResult result = Search.run(Path.of("search"), space, photos, heads, search -> search.tries(20).halving(3));
 * }
 *
 * <p>The same search in the same folder goes on where it was broken off; a try that was half done is done again. Nothing is chosen by
 * the test split: the best one is judged by it once, in the end.
 */
public final class Search {

    /** How many tries there are unless told. */
    public static final int USUAL_TRIES = 20;

    /** What one picture takes at the most on a slow machine when the best one is judged in the end. */
    private static final double SECONDS_A_PICTURE = 0.015;

    private static final double LEAST_TO_FINISH = 0.5;

    private OptionalInt tries = OptionalInt.empty();
    private Way way = Way.RANDOM;
    private long seed;
    private OptionalInt factor = OptionalInt.empty();
    private Optional<Duration> budget = Optional.empty();
    private final List<Consumer<Training>> trainings = new ArrayList<>();

    /** How configurations come from a space. */
    enum Way {
        RANDOM,
        GRID
    }

    private Search() {}

    /** How many configurations are tried at the most; 20 unless told, of a grid all. */
    public Search tries(int most) {
        if (most < 1 || most > Space.MOST) {
            throw new ClassifierException(
                    String.format(Locale.ROOT, "a search has 1 to %,d tries, got %,d", Space.MOST, most));
        }
        this.tries = OptionalInt.of(most);
        return this;
    }

    /** Tries all combinations; unless told, some are drawn at random. */
    public Search grid() {
        this.way = Way.GRID;
        return this;
    }

    /** What configurations are drawn from; 0 unless told. What recipes draw is theirs. */
    public Search seed(long newSeed) {
        this.seed = newSeed;
        return this;
    }

    /** Begins with few pictures to learn from, and keeps one of so many candidates in each round, with as many times the pictures. */
    public Search halving(int newFactor) {
        if (newFactor < 2) {
            throw new ClassifierException("halving keeps one of 2 or more, got " + newFactor
                    + ": 3 keeps a third of the candidates in each round");
        }
        this.factor = OptionalInt.of(newFactor);
        return this;
    }

    /** How long all of it may take; as long as it likes unless told. A try that is not over by then is given up. */
    public Search budget(Duration time) {
        if (!time.isPositive()) {
            throw new ClassifierException("a budget is longer than no time at all, got " + time);
        }
        this.budget = Optional.of(time);
        return this;
    }

    /** How tries are taught: who is told, when to stop, where vectors are kept. */
    public Search training(Consumer<Training> options) {
        trainings.add(options);
        return this;
    }

    /**
     * Searches.
     *
     * @param folder where tries are kept; it is made if it is not there
     * @param dataset with splits; tries learn from one and are judged by another
     * @throws ClassifierException if the folder holds another search, or one is going on in it; if there is nothing to judge by; if
     *     the space is no grid, or too large for one; or if no try succeeded
     */
    public static SearchResult run(
            Path folder, Space space, Dataset dataset, RecipeSource recipes, Consumer<Search> options) {
        Search search = new Search();
        options.accept(search);
        return search.run(folder, space, dataset, recipes);
    }

    /** The configurations that a search would try, in order, without beginning it. */
    public static List<Configuration> configurations(Space space, RecipeSource recipes, Consumer<Search> options) {
        Search search = new Search();
        options.accept(search);
        return search.configurations(space, recipes);
    }

    private SearchResult run(Path folder, Space space, Dataset dataset, RecipeSource recipes) {
        List<Configuration> configurations = configurations(space, recipes);
        int pictures = dataset.size(Split.TRAIN);
        List<Rung> rungs = factor.isPresent()
                ? Rung.halving(
                        factor.getAsInt(),
                        configurations.size(),
                        pictures,
                        dataset.labels().size())
                : Rung.all(configurations.size(), pictures);
        Plan plan = Plan.of(space, dataset, seed, way, factor, configurations.size());
        Deadline deadline = Deadline.within(
                budget, LEAST_TO_FINISH + SECONDS_A_PICTURE * dataset.size(Split.TEST), System::nanoTime);
        Comparison comparison =
                Comparison.of(dataset, training -> trainings.forEach(option -> option.accept(training)));
        Judge judge = new ByComparison(dataset, recipes, comparison);
        try (SearchFolder opened = SearchFolder.open(folder, plan)) {
            if (factor.isPresent()) {
                comparison.tell(new TeachingEvent.Remark(words(rungs)));
            }
            return new SearchRun(opened, space, configurations, rungs, seed, judge, deadline).run();
        }
    }

    private static String words(List<Rung> rungs) {
        Rung first = rungs.getFirst();
        String begin = String.format(Locale.ROOT, "%,d tries on %,d pictures", first.candidates(), first.pictures());
        return rungs.size() == 1
                ? "There are too few tries or pictures to halve: " + begin
                : "Halving: " + begin
                        + rungs.stream()
                                .skip(1)
                                .map(rung ->
                                        String.format(Locale.ROOT, ", %,d on %,d", rung.candidates(), rung.pictures()))
                                .collect(Collectors.joining());
    }

    private List<Configuration> configurations(Space space, RecipeSource recipes) {
        if (space.varied().isEmpty()) {
            throw new ClassifierException("there is nothing to search: give at least one option more than one value");
        }
        if (way == Way.RANDOM) {
            return space.draws(Seed.of(seed), tries.orElse(USUAL_TRIES), recipes::settled);
        }
        List<Configuration> all = space.grid(recipes::settled);
        if (tries.isPresent() && tries.getAsInt() < all.size()) {
            throw new ClassifierException(String.format(
                    Locale.ROOT,
                    "the grid has %,d combinations, which are more than %,d tries: allow as many, take fewer values, or draw"
                            + " some at random",
                    all.size(),
                    tries.getAsInt()));
        }
        return all;
    }
}
