package dev.glimpse.benchmark.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** What is drawn for one case: the same for the same seed and number. */
final class Chance {

    private static final long[] REMARKABLE = {
        0,
        1,
        2,
        3,
        7,
        8,
        15,
        16,
        127,
        128,
        255,
        256,
        0x7FFF,
        0x8000,
        0xFFFF,
        0x10000,
        1 << 20,
        1 << 24,
        1 << 30,
        0x7FFFFFFF,
        0x80000000L,
        0xFFFFFFFFL,
        0x100000000L,
        1L << 40,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1,
        -2,
        -8
    };

    private final SplittableRandom random;

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    static Chance of(long seed, String reader, int number) {
        return new Chance(new SplittableRandom(seed * 0x9E3779B97F4A7C15L + reader.hashCode() * 31L + number));
    }

    /** From 0 to below {@code bound}. */
    int below(int bound) {
        return random.nextInt(Math.max(1, bound));
    }

    long anyLong() {
        return random.nextLong();
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    <T> T of(List<T> list) {
        return list.get(below(list.size()));
    }

    /** A number at which programs go wrong, or one near {@code present}. */
    long remarkable(long present) {
        return switch (below(6)) {
            case 0 -> present + below(5) - 2;
            case 1 -> present * 2;
            case 2 -> present ^ 1L << below(63);
            default -> REMARKABLE[below(REMARKABLE.length)];
        };
    }

    /** How many changes a case gets: mostly one. */
    int changes() {
        return once(3) ? 2 + below(4) : 1;
    }
}
