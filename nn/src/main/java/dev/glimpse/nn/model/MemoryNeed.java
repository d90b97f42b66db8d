package dev.glimpse.nn.model;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * How much memory a model needs at least, estimated from its shapes before anything is allocated.
 *
 * <p>An architecture may come from a stranger, and a few words of it can ask for more memory than there is; the operating
 * system would then end the process rather than say no.
 *
 * @param weights the bytes of the weights
 * @param outputs the bytes of what all layers make of one sample
 */
public record MemoryNeed(double weights, double outputs) {

    /** The system property that says how much memory a model may need: bytes, or with k, m or g behind. */
    public static final String PROPERTY = "glimpse.memory";

    /** The environment variable that says so where the property does not. */
    public static final String VARIABLE = "GLIMPSE_MEMORY";

    /** What a model of this architecture needs that computes in 32 bits. */
    public static MemoryNeed of(Architecture architecture) {
        return of(architecture, Float.BYTES);
    }

    static MemoryNeed of(Architecture architecture, double bytesEach) {
        double weights = 0;
        for (PlacedWeight weight : architecture.placedWeights()) {
            weights += bytesEach * weight.spec().shape().count();
        }
        return new MemoryNeed(weights, architecture.cost().outputBytes() * bytesEach / Float.BYTES);
    }

    /**
     * Refuses a model that needs more than the machine has, or than {@value #PROPERTY} or {@value #VARIABLE} allows.
     *
     * @throws NnException saying how much it needs and how much there is
     */
    public void requireAvailable() {
        requireAtMost(available());
    }

    /**
     * Refuses a model that needs more than this.
     *
     * @throws NnException saying how much it needs and how much there is
     */
    public void requireAtMost(double bytes) {
        if (weights > bytes) {
            throw tooMuch("the weights of this model take", weights, bytes, "make its layers smaller");
        }
        if (weights + outputs > bytes) {
            throw tooMuch(
                    "this model takes, with what its layers make of one sample,",
                    weights + outputs,
                    bytes,
                    "give it smaller inputs or layers");
        }
    }

    private static NnException tooMuch(String what, double needed, double available, String fix) {
        return new NnException(String.format(
                Locale.ROOT,
                "%s %.1f GB, and there are %.1f GB of memory for it: %s, or use a machine with more",
                what,
                needed / 1e9,
                available / 1e9,
                fix));
    }

    /**
     * How many bytes a model may need here: as many as the machine has, unless told otherwise.
     *
     * @throws NnException if what was told is no number of bytes
     */
    public static double available() {
        String told = System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, ""));
        return told.isBlank() ? physicalMemory() : bytes(told.strip());
    }

    private static double bytes(String told) {
        int shift =
                switch (Character.toLowerCase(told.charAt(told.length() - 1))) {
                    case 'k' -> 10;
                    case 'm' -> 20;
                    case 'g' -> 30;
                    default -> 0;
                };
        String digits = shift == 0 ? told : told.substring(0, told.length() - 1);
        if (!digits.matches("\\d{1,15}")) {
            throw new NnException(
                    PROPERTY + " and " + VARIABLE + " are a number of bytes, such as 4g, got \"" + told + '"');
        }
        return Double.parseDouble(digits) * (1L << shift);
    }

    private static double physicalMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : Double.POSITIVE_INFINITY;
    }
}
