package dev.glimpse.classifier.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How a search came out.
 *
 * @param space what was searched
 * @param tries all that were begun, the best first
 * @param planned how many there were to be
 * @param end why it ended
 * @param model the best one's, if there is one and the search was not stopped
 * @param onTest how that does on the test split, if there is one
 */
public record SearchResult(
        Space space, List<Try> tries, int planned, End end, Optional<Path> model, Optional<OnTest> onTest) {

    public SearchResult {
        tries = tries.stream().sorted(Try.BEST_FIRST).toList();
    }

    /** Why a search ended. */
    public enum End {
        /** All tries are over. */
        COMPLETE,
        /** There was no time for more; the same search goes on from there. */
        OUT_OF_TIME,
        /** It was asked to stop; the same search goes on from there. */
        STOPPED
    }

    /**
     * How the best one does on pictures that nothing was chosen by.
     *
     * @param accuracy the share that it has right, 0 to 1
     * @param of how many there are
     */
    public record OnTest(double accuracy, long of) {}

    /** The best, if one succeeded. */
    public Optional<Try> best() {
        return tries.stream().filter(one -> one.score().isPresent()).findFirst();
    }

    /**
     * What part of the differences in accuracy between tries goes with one option alone, for each option of which that can be said:
     * the correlation ratio η² after the first round, from 0 to 1.
     */
    public SequencedMap<String, Double> influence() {
        return Influence.of(this);
    }

    /** The tries in a table, the best first, at most so many of them. */
    public String text(int rows) {
        return new ResultTable(this).text(rows);
    }

    /**
     * All of it as one JSON object.
     *
     * <p>{@code end}; {@code tries}, how many were planned; {@code varied}, the options by name with their values; {@code best}
     * with {@code try}, {@code model} and {@code test} ({@code accuracy} and {@code of}) beside what a row has; {@code rows}, the best first, each
     * with {@code rank}, {@code try}, {@code options}, {@code state}, {@code why} it failed, {@code pictures}, {@code share}, {@code
     * accuracy}, {@code logLoss}, {@code of}, {@code seconds} and {@code rounds}; {@code influence}, what part of the differences
     * between tries goes with each option.
     */
    public String json() {
        return new ResultTable(this).json();
    }

    /** All tries with their options, the best first, as CSV with a header. */
    public String csv() {
        return new ResultTable(this).csv();
    }
}
