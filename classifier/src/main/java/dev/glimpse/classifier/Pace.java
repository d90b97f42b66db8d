package dev.glimpse.classifier;

import dev.glimpse.nn.train.TrainingEvent;

/** How fast pictures are looked at or learnt, as events tell of it. */
final class Pace {

    private static final long LEAST_SECONDS_NANOS = 1_000_000_000L;
    private static final long LEAST_PICTURES = 32;

    private final long begun = System.nanoTime();
    private long first;
    private long firstDone = -1;
    private long last;
    private long lastDone;
    private long all;

    /** Takes note of vectors that were computed. */
    void at(TeachingEvent event) {
        if (event instanceof TeachingEvent.Embedding embedding) {
            at(embedding.done(), embedding.all());
        }
    }

    /** Takes note of pictures that were learnt in the first epoch, when all are decoded. */
    void at(TrainingEvent event, int batchSize) {
        if (event instanceof TrainingEvent.BatchDone done && done.epoch() == 0) {
            at((long) done.batch() * batchSize, (long) done.batches() * batchSize);
        }
    }

    private void at(long done, long count) {
        last = System.nanoTime();
        lastDone = done;
        all = count;
        if (firstDone < 0) {
            first = last;
            firstDone = done;
        }
    }

    /** Whether enough is known. */
    boolean isMeasured() {
        return lastDone - firstDone >= LEAST_PICTURES && (last - first > LEAST_SECONDS_NANOS || lastDone == all);
    }

    /** Seconds a picture, those that took none among them; 0 as long as nothing is known. */
    double secondsEach() {
        return lastDone > firstDone ? (last - first) / 1e9 / (lastDone - firstDone) : 0;
    }

    /** How many seconds all of it will have taken. */
    double projected() {
        return (System.nanoTime() - begun) / 1e9 + secondsEach() * (all - lastDone);
    }
}
