package dev.glimpse.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLogTest {

    private static final String HEADER = "epoch,accuracy,loss,val_accuracy,val_loss\n";

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("log.csv");
    }

    @Test
    void a_table_has_keras_s_columns() throws IOException {
        try (CsvLog log = CsvLog.begin(file)) {
            log.write(epoch(0, 0.5));
            log.write(epoch(1, 0.25));
        }

        assertThat(Files.readString(file)).isEqualTo(HEADER + "0,0.9,0.5,0.8,1.0\n1,0.9,0.25,0.8,0.5\n");
    }

    @Test
    void without_validation_its_columns_are_kept_free() throws IOException {
        try (CsvLog log = CsvLog.begin(file)) {
            log.write(new EpochResult(0, Map.of("loss", 0.5, "learning_rate", 0.001), Duration.ZERO));
            log.write(new EpochResult(1, Map.of("loss", 0.25, "val_loss", 0.75), Duration.ZERO));
        }

        assertThat(Files.readString(file))
                .isEqualTo("epoch,learning_rate,loss,val_loss\n0,0.001,0.5,NA\n1,NA,0.25,0.75\n");
    }

    @Test
    void a_resumed_table_repeats_neither_header_nor_epochs() throws IOException {
        try (CsvLog log = CsvLog.begin(file)) {
            log.write(epoch(0, 4));
            log.write(epoch(1, 2));
            log.write(epoch(2, 1));
        }
        Files.writeString(file, Files.readString(file) + "3,0.9,0.");

        try (CsvLog log = CsvLog.resume(file, 2)) {
            log.write(epoch(2, 1));
        }

        assertThat(Files.readString(file))
                .isEqualTo(HEADER + "0,0.9,4.0,0.8,8.0\n1,0.9,2.0,0.8,4.0\n2,0.9,1.0,0.8,2.0\n");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void resuming_a_table_that_is_not_there_begins_one() throws IOException {
        try (CsvLog log = CsvLog.resume(file, 7)) {
            log.write(epoch(7, 1));
        }

        assertThat(Files.readString(file)).isEqualTo(HEADER + "7,0.9,1.0,0.8,2.0\n");
    }

    private static EpochResult epoch(int epoch, double loss) {
        return new EpochResult(
                epoch,
                Map.of("loss", loss, "accuracy", 0.9, "val_loss", 2 * loss, "val_accuracy", 0.8),
                Duration.ofSeconds(1));
    }
}
