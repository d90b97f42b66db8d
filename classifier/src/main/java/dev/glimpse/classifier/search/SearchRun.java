package dev.glimpse.classifier.search;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.Comparison;
import dev.glimpse.classifier.TeachingEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Goes through the rounds of a search, the candidates of each in turn, and keeps what comes of them. */
final class SearchRun {

    private final SearchFolder folder;
    private final Space space;
    private final List<Rung> rungs;
    private final long seed;
    private final Judge judge;
    private final Deadline deadline;
    private final TreeMap<Integer, Try> tries = new TreeMap<>();

    SearchRun(
            SearchFolder folder,
            Space space,
            List<Configuration> configurations,
            List<Rung> rungs,
            long seed,
            Judge judge,
            Deadline deadline) {
        this.folder = folder;
        this.space = space;
        this.rungs = rungs;
        this.seed = seed;
        this.judge = judge;
        this.deadline = deadline;
        for (int i = 0; i < configurations.size(); i++) {
            tries.put(i + 1, folder.known(i + 1, configurations.get(i)));
        }
    }

    SearchResult run() {
        Collection<Integer> candidates = List.copyOf(tries.keySet());
        for (int round = 0; round < rungs.size(); round++) {
            Rung rung = rungs.get(round);
            for (int number : candidates) {
                Try one = one(number);
                if (one.isThrough(rung)) {
                    continue;
                }
                if (judge.isStopped()) {
                    return result(SearchResult.End.STOPPED);
                }
                if (!deadline.affords(rung.pictures(), tries.values())) {
                    return result(SearchResult.End.OUT_OF_TIME);
                }
                Optional<Try> over = teach(one, rung);
                if (over.isEmpty()) {
                    return result(judge.isStopped() ? SearchResult.End.STOPPED : SearchResult.End.OUT_OF_TIME);
                }
                tries.put(number, over.get());
                folder.keep(over.get());
            }
            if (round + 1 < rungs.size()) {
                candidates = best(candidates, rung, rungs.get(round + 1).candidates());
            }
        }
        return result(SearchResult.End.COMPLETE);
    }

    private Try one(int number) {
        return tries.getOrDefault(number, tries.firstEntry().getValue());
    }

    /** The numbers of the best candidates of a round, the best first. */
    private List<Integer> best(Collection<Integer> candidates, Rung rung, int count) {
        return candidates.stream()
                .map(this::one)
                .filter(one -> one.scoreIn(rung).isPresent() && one.failure().isEmpty())
                .sorted((one, other) -> {
                    int order = Score.BEST_FIRST.compare(
                            one.scoreIn(rung).orElseThrow(), other.scoreIn(rung).orElseThrow());
                    return order != 0 ? order : Integer.compare(one.number(), other.number());
                })
                .limit(count)
                .map(Try::number)
                .toList();
    }

    /** A try after one more round; none if it was given up on the way. */
    private Optional<Try> teach(Try one, Rung rung) {
        String name = name(one, rung);
        judge.tell(new TeachingEvent.TryBegan(name));
        folder.begin(one, seed);
        try {
            return switch (judge.teach(
                    one.configuration(), rung.pictures(), () -> deadline.left() <= 0, folder.model(one.number()))) {
                case Comparison.Result.Judged judged -> {
                    judge.tell(
                            new TeachingEvent.TryEnded(name, judged.accuracy(), judged.logLoss(), judged.duration()));
                    yield Optional.of(one.with(score(judged, rung)));
                }
                case Comparison.Result.GivenUp _ -> Optional.empty();
            };
        } catch (RuntimeException wrong) {
            if (!Mishap.isOne(wrong)) {
                throw wrong;
            }
            String why = Mishap.words(wrong);
            judge.tell(new TeachingEvent.Remark(name + " failed: " + why));
            return Optional.of(one.failed(why));
        }
    }

    private Score score(Comparison.Result.Judged judged, Rung rung) {
        return new Score(
                rung.pictures(),
                (double) rung.pictures() / rungs.getLast().pictures(),
                judged.accuracy(),
                judged.logLoss(),
                judged.of(),
                seconds(judged.duration()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private String name(Try one, Rung rung) {
        int all = rungs.getLast().pictures();
        return "try " + one.number() + ", " + one.configuration().words(space.varied())
                + (rung.pictures() < all
                        ? String.format(Locale.ROOT, ", on %,d of %,d pictures", rung.pictures(), all)
                        : "");
    }

    /** What came of all, with the best one's model finished unless the search was stopped. */
    private SearchResult result(SearchResult.End end) {
        List<Try> begun = tries.values().stream()
                .filter(one -> !one.scores().isEmpty() || one.failure().isPresent())
                .toList();
        SearchResult found = new SearchResult(space, begun, tries.size(), end, Optional.empty(), Optional.empty());
        Optional<Try> best = found.best();
        if (end == SearchResult.End.STOPPED) {
            return found;
        }
        if (best.isEmpty()) {
            throw none(begun);
        }
        Optional<SearchResult.OnTest> test = folder.onTest(best.get())
                .or(() -> judge.finish(
                        folder.keptModel(best.get().number()), folder.best(), about(best.get(), begun.size())));
        SearchResult result = new SearchResult(space, begun, tries.size(), end, Optional.of(folder.best()), test);
        folder.keep(result);
        return result;
    }

    private ClassifierException none(List<Try> begun) {
        return begun.isEmpty()
                ? new ClassifierException("the time was over before anything was taught: give a larger budget; what was"
                        + " looked at is kept, so the same command again goes on from there")
                : new ClassifierException("none of the " + begun.size() + " tries could be taught; the first: "
                        + begun.getFirst().failure().orElse(""));
    }

    private Map<String, String> about(Try best, int begun) {
        Score score = best.score().orElseThrow();
        SequencedMap<String, String> about = new LinkedHashMap<>();
        about.put(
                "Chosen by",
                String.format(
                        Locale.ROOT,
                        "search, the best of %d tries by %.1f %% of %,d validation pictures",
                        begun,
                        100 * score.accuracy(),
                        score.of()));
        about.put(
                "Options",
                best.configuration().words(best.configuration().values().keySet()));
        return about;
    }
}
