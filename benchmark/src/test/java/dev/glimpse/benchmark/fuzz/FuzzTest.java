package dev.glimpse.benchmark.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first few hundred cases; {@code benchmark/run Fuzz 20000 1} opens all of them. */
class FuzzTest {

    private static final long SEED = 1;
    private static final int COUNT = 120;

    @TempDir
    Path folder;

    static List<Reader> readers() {
        return Reader.all(Path.of("..").toAbsolutePath().normalize());
    }

    @ParameterizedTest
    @MethodSource("readers")
    void broken_files_open_or_are_refused_within_the_limits_of_time_and_memory(Reader reader) {
        List<String> failures = new ArrayList<>();
        try (Trial trial = new Trial(reader, SEED, folder)) {
            for (int number = 0; number < COUNT; number++) {
                Optional<String> failure = trial.open(number).failure(reader);
                int failed = number;
                failure.ifPresent(
                        what -> failures.add(reader.name() + ", seed " + SEED + ", case " + failed + " " + what));
            }
        }
        assertThat(failures).isEmpty();
    }
}
