package dev.glimpse.data;

import static dev.glimpse.data.TestPictures.png;
import static dev.glimpse.data.TestPictures.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetMemoryTest {

    private static final int PICTURES = 100_000;

    @TempDir
    Path folder;

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** With names as cameras give them; the same 40 files again and again, for what is counted is the index. */
    @Test
    void an_index_takes_at_most_200_bytes_a_picture() {
        StringBuilder manifest = new StringBuilder();
        for (int i = 0; i < PICTURES; i++) {
            int file = i % 40;
            manifest.append("holidays/IMG_20240")
                    .append(100 + file)
                    .append("_151020.png,class")
                    .append(file % 4)
                    .append('\n');
            if (i < 40) {
                write(folder.resolve("holidays/IMG_20240" + (100 + file) + "_151020.png"), png(2, 2, file));
            }
        }
        Path file = write(folder.resolve("all.csv"), manifest.toString().getBytes(StandardCharsets.UTF_8));
        manifest.setLength(0);
        manifest.trimToSize();
        long before = used();
        try (Dataset data = Dataset.open(file).split()) {
            long after = used();
            assertThat(data.size()).isEqualTo(PICTURES);
            assertThat((after - before) / (double) PICTURES).isBetween(40.0, 200.0);
        }
    }
}
