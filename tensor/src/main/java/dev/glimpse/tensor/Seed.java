package dev.glimpse.tensor;

/**
 * Where randomness begins: equal seeds give equal numbers, on every machine and in every order of evaluation.
 *
 * <p>Rather than pass one generator along, which makes each number depend on how many were drawn before, each consumer
 * derives a seed of its own from what it is about: {@code seed.derive(epoch).derive(item)}. The mixing is that of
 * SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
 *
 * @param value any 64 bits
 */
public record Seed(long value) {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** The seed with this value. */
    public static Seed of(long value) {
        return new Seed(value);
    }

    /** A seed that depends on this one and on {@code part}, and looks unrelated to both. */
    public Seed derive(long part) {
        return new Seed(mix(value + GOLDEN_GAMMA + mix(part + GOLDEN_GAMMA)));
    }

    /** A seed for a named purpose, so that two purposes never share their numbers. */
    public Seed derive(String purpose) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * 0x100000001B3L;
        }
        return derive(hash);
    }

    /** A stream of random numbers that begins here. */
    public java.util.SplittableRandom random() {
        return new java.util.SplittableRandom(value);
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
