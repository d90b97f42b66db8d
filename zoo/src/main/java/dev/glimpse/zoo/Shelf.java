package dev.glimpse.zoo;

import dev.glimpse.data.fetch.Checksum;
import dev.glimpse.nn.archive.WholeFile;
import dev.glimpse.zoo.weights.WeightsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of a zoo in their folder, each with the SHA-256 that it had when it came, in a file beside it that {@code
 * sha256sum -c} understands.
 *
 * <p>What has no published checksum has this one, and what has one needs not be read through each time it is used.
 */
record Shelf(Path folder) {

    private static final String SUM = ".sha256";

    /** Where a file is, or will be. */
    Path path(WeightsFile file) {
        return folder.resolve(file.name());
    }

    boolean has(WeightsFile file) {
        return Files.isRegularFile(path(file));
    }

    /** Writes down what a file is from now on. */
    Checksum record(WeightsFile file) throws IOException {
        Checksum sum = Checksum.sha256(path(file));
        byte[] line = (sum.hex() + "  " + file.name() + "\n").getBytes(StandardCharsets.UTF_8);
        WholeFile.write(sumOf(file), out -> out.write(line));
        return sum;
    }

    /** What was written down of a file when it came. */
    Optional<Checksum> recorded(WeightsFile file) throws IOException {
        try {
            String line = Files.readString(sumOf(file));
            return line.matches("[0-9a-f]{64} .*\\R?")
                    ? Optional.of(Checksum.sha256(line.substring(0, 64)))
                    : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Whether a file was written to after its checksum was written down, so that it may be another one. */
    boolean isTouched(WeightsFile file) throws IOException {
        return Files.getLastModifiedTime(sumOf(file)).compareTo(Files.getLastModifiedTime(path(file))) < 0;
    }

    /** Removes a file, and what was written down of it. */
    void delete(WeightsFile file) throws IOException {
        Files.deleteIfExists(path(file));
        Files.deleteIfExists(sumOf(file));
    }

    private Path sumOf(WeightsFile file) {
        return folder.resolve(file.name() + SUM);
    }
}
