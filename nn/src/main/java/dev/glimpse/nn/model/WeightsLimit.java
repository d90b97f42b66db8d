package dev.glimpse.nn.model;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.tensor.DType;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * How large a model may be on this machine.
 *
 * <p>An architecture may come from a stranger, and a few words of it can ask for more memory than there is; the operating
 * system would then end the process rather than say no.
 */
final class WeightsLimit {

    private WeightsLimit() {}

    /**
     * Refuses an architecture whose weights alone do not fit into the machine's memory.
     *
     * @throws NnException saying how much it needs and how much there is
     */
    static void require(Architecture architecture, DType dtype) {
        double bytesEach = dtype == DType.FLOAT64 ? Double.BYTES : Float.BYTES;
        double needed = 0;
        for (PlacedWeight weight : architecture.placedWeights()) {
            needed += bytesEach * weight.spec().shape().count();
        }
        double available = physicalMemory();
        if (needed > available) {
            throw new NnException(String.format(
                    Locale.ROOT,
                    "the weights of this model take %.1f GB, and this machine has %.1f GB of memory: make its layers"
                            + " smaller, or use a machine with more",
                    needed / 1e9,
                    available / 1e9));
        }
    }

    private static double physicalMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : Double.POSITIVE_INFINITY;
    }
}
