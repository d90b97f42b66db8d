package dev.glimpse.benchmark;

import dev.glimpse.benchmark.fuzz.Outcome;
import dev.glimpse.benchmark.fuzz.Reader;
import dev.glimpse.benchmark.fuzz.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Opens broken and malicious files with every reader: {@code Fuzz COUNT SEED [READER [CASE]]}.
 *
 * <p>Nothing may come of them but the module's own exception, each within 2 s and 256 MB. With a case, that one alone is
 * opened, kept as a file, and its outcome shown in full.
 */
public final class Fuzz {

    private Fuzz() {}

    /** Runs the trials; ends with 1 if a case failed. */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        long seed = Long.parseLong(args[1]);
        Path checkout = Path.of(System.getProperty("glimpse.checkout", "."));
        List<Reader> readers = Reader.all(checkout).stream()
                .filter(reader -> args.length < 3 || reader.name().equals(args[2]))
                .toList();
        Path folder = Files.createTempDirectory("glimpse-fuzz-");
        boolean failed = false;
        for (Reader reader : readers) {
            if (args.length > 3) {
                one(reader, seed, Integer.parseInt(args[3]), folder);
            } else {
                failed |= all(reader, seed, count, folder);
            }
        }
        System.exit(failed ? 1 : 0);
    }

    private static void one(Reader reader, long seed, int number, Path folder) throws Exception {
        Trial trial = new Trial(reader, seed, folder);
        Outcome outcome = trial.open(number);
        System.out.printf(
                "%s, seed %d, case %d in %s: %.3f s, %.1f MB%n",
                reader.name(), seed, number, folder, outcome.seconds(), outcome.bytes() / 1e6);
        outcome.thrown().ifPresent(Throwable::printStackTrace);
    }

    private static boolean all(Reader reader, long seed, int count, Path folder) {
        Map<String, Integer> outcomes = new TreeMap<>();
        List<Outcome> all = new ArrayList<>();
        boolean failed = false;
        try (Trial trial = new Trial(reader, seed, folder)) {
            for (int number = 0; number < count; number++) {
                Outcome outcome = trial.open(number);
                all.add(new Outcome(number, Optional.empty(), outcome.seconds(), outcome.bytes()));
                outcomes.merge(
                        outcome.thrown()
                                .map(thrown -> thrown.getClass().getSimpleName())
                                .orElse("opened"),
                        1,
                        Integer::sum);
                Optional<String> failure = outcome.failure(reader);
                if (failure.isPresent()) {
                    failed = true;
                    System.out.printf("%s %d %d: %s%n", reader.name(), seed, number, failure.get());
                }
            }
        }
        Outcome slowest =
                all.stream().max(Comparator.comparing(Outcome::seconds)).orElseThrow();
        Outcome largest = all.stream().max(Comparator.comparing(Outcome::bytes)).orElseThrow();
        System.out.printf(
                "%s, %d cases of seed %d: %s; slowest %.3f s (case %d), most memory %.1f MB (case %d)%n",
                reader.name(),
                count,
                seed,
                outcomes,
                slowest.seconds(),
                slowest.number(),
                largest.bytes() / 1e6,
                largest.number());
        return failed;
    }
}
