package dev.glimpse.zoo;

import dev.glimpse.zoo.weights.WeightsFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file with weights that a zoo has.
 *
 * @param file which of the published ones it is
 * @param path where it is
 * @param bytes how long it is
 */
public record Held(WeightsFile file, Path path, long bytes) {

    /**
     * What came of looking at one.
     *
     * @param held what was looked at
     * @param problem what is wrong with it, if anything is
     */
    public record Verdict(Held held, Optional<String> problem) {}
}
