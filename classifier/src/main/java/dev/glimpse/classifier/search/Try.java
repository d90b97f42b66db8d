package dev.glimpse.classifier.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A configuration and what came of it.
 *
 * @param number from 1
 * @param configuration all options
 * @param scores one for each round that it is through, the last one's last
 * @param failure why it cannot be taught, if so
 */
public record Try(int number, Configuration configuration, List<Score> scores, Optional<String> failure) {

    /**
     * The better one comes first: what learnt from more pictures, then what has more validation pictures right, then the smaller log
     * loss. What never was taught comes behind, and what failed last.
     */
    static final Comparator<Try> BEST_FIRST = Comparator.<Try, Boolean>comparing(
                    one -> one.failure().isPresent())
            .thenComparing(Comparator.comparingInt(Try::pictures).reversed())
            .thenComparing(
                    (one, other) -> one.scores().isEmpty() || other.scores().isEmpty()
                            ? 0
                            : Score.BEST_FIRST.compare(
                                    one.scores().getLast(), other.scores().getLast()))
            .thenComparingInt(Try::number);

    public Try {
        scores = List.copyOf(scores);
    }

    /** One that has not begun. */
    static Try fresh(int number, Configuration configuration) {
        return new Try(number, configuration, List.of(), Optional.empty());
    }

    /** How good it is as far as it came, if it succeeded. */
    public Optional<Score> score() {
        return failure.isPresent() || scores.isEmpty() ? Optional.empty() : Optional.of(scores.getLast());
    }

    /** How many pictures it learnt from in its last round; 0 before the first. */
    int pictures() {
        return scores.isEmpty() ? 0 : scores.getLast().pictures();
    }

    /** How long all its rounds took; none if it is through none. */
    OptionalDouble seconds() {
        return scores.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(scores.stream().mapToDouble(Score::seconds).sum());
    }

    /** Whether it needs not be taught in a round: it was, or it never can be. */
    boolean isThrough(Rung rung) {
        return failure.isPresent() || scoreIn(rung).isPresent();
    }

    /** How good it was in a round, if it is through. */
    Optional<Score> scoreIn(Rung rung) {
        return scores.stream()
                .filter(score -> score.pictures() == rung.pictures())
                .findFirst();
    }

    Try with(Score score) {
        List<Score> more = new ArrayList<>(scores);
        more.add(score);
        return new Try(number, configuration, more, failure);
    }

    Try failed(String why) {
        return new Try(number, configuration, scores, Optional.of(why));
    }
}
