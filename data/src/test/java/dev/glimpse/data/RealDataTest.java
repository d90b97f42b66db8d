package dev.glimpse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glimpse.data.inspect.DataReport;
import dev.glimpse.data.inspect.DataReport.Duplicate;
import dev.glimpse.data.inspect.Inspection;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.Resize;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.Batches.BatchStream;
import dev.glimpse.tensor.batch.Batches.Pass;
import dev.glimpse.tensor.batch.NdArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MNIST and photographs of flowers, whose numbers are known. */
@Tag("shared-data")
class RealDataTest {

    private static Path data(String name) {
        String shared = System.getProperty("glimpse.shared");
        assumeTrue(shared != null, "glimpse.shared does not say where the real data lies");
        Path folder = Path.of(String.valueOf(shared));
        folder = Files.isDirectory(folder.resolve(name))
                ? folder.resolve(name)
                : folder.resolve("data").resolve(name);
        assumeTrue(Files.isDirectory(folder), () -> "there is no " + name + " in " + shared);
        return folder;
    }

    /** The counts per digit are those of LeCun's page; the mean grey level of the training digits is 33.318. */
    @Test
    void mnist_has_its_known_counts_and_mean() {
        try (Dataset digits = Dataset.open(data("mnist")).split()) {
            assertThat(digits.counts(Split.TRAIN))
                    .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
            assertThat(digits.counts(Split.TEST))
                    .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
            assertThat(digits.remarks()).isEmpty();
            Batches batches = digits.batches(
                    Split.TRAIN, Resize.to(28, 28), batch -> batch.channels(1).size(128));
            long sum = 0;
            try (BatchStream stream = batches.open(Pass.first())) {
                for (Optional<Batch> batch = stream.next(); batch.isPresent(); batch = stream.next()) {
                    for (byte value : ((NdArray.Bytes) batch.get().inputs().getFirst()).values()) {
                        sum += value & 0xFF;
                    }
                }
            }
            assertThat(sum / (60_000.0 * 784)).isBetween(33.3184, 33.3185);
        }
    }

    /** What its description says: 4,064 pictures of 227 x 227, six pairs of equal pixels, four of them under two labels. */
    @Test
    void the_flowers_have_their_known_faults() {
        try (Dataset flowers = Dataset.open(data("flowers"))) {
            assertThat(flowers.labels()).containsExactly("daisy", "dandelion", "rose", "sunflower", "tulip");
            assertThat(flowers.counts()).containsExactly(742, 1016, 759, 694, 853);
            DataReport report = Inspection.of(flowers, (done, all) -> {});
            assertThat(report.unreadableCount()).isZero();
            assertThat(report.widths()).isEqualTo(new DataReport.Range(227, 227, 227));
            assertThat(report.duplicates()).hasSize(6);
            assertThat(report.contradictions())
                    .hasSize(4)
                    .extracting(Duplicate::labels)
                    .allMatch(labels -> labels.toString().equals("[rose, tulip]"));
        }
    }
}
