package dev.glimpse.classifier.search;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.Comparison;
import dev.glimpse.classifier.TeachingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Teaches nothing: the option x says how good a try is, the more pictures the nearer to that, and each takes a second of its own clock. */
final class FakeJudge implements Judge {

    final List<String> taught = new ArrayList<>();
    final List<TeachingEvent> events = new ArrayList<>();
    int finished;
    long nanos;

    private int killedAt = Integer.MAX_VALUE;
    private int stoppedAt = Integer.MAX_VALUE;

    /** What the operating system does to a process. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Is killed while it teaches for the n-th time. */
    FakeJudge killedAt(int time) {
        this.killedAt = time;
        return this;
    }

    /** Is asked to stop while it teaches for the n-th time. */
    FakeJudge stoppedAt(int time) {
        this.stoppedAt = time;
        return this;
    }

    @Override
    public Comparison.Result teach(Configuration configuration, int pictures, BooleanSupplier givenUp, Path model) {
        taught.add(configuration.value("x").orElseThrow() + " on " + pictures);
        double x = configuration.number("x");
        nanos += 1_000_000_000L;
        if (taught.size() >= killedAt) {
            write(model.resolveSibling(".model.keras123.part"));
            throw new Killed();
        }
        if (taught.size() >= stoppedAt || givenUp.getAsBoolean()) {
            return new Comparison.Result.GivenUp();
        }
        if (x < 0) {
            throw new ClassifierException("x is at least 0,\n  got " + x);
        }
        write(model);
        return new Comparison.Result.Judged(x - 0.01 / pictures, 1 - x, 100, Duration.ofSeconds(1));
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "a model");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<SearchResult.OnTest> finish(Path model, Path output, Map<String, String> about) {
        finished++;
        write(output);
        return Optional.of(new SearchResult.OnTest(0.5, 50));
    }

    @Override
    public boolean isStopped() {
        return taught.size() >= stoppedAt;
    }

    @Override
    public void tell(TeachingEvent event) {
        events.add(event);
    }
}
