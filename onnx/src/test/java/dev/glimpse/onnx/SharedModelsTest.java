package dev.glimpse.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Models that others made with Keras over the years. */
@Tag("shared-data")
class SharedModelsTest {

    @Test
    void what_can_be_opened_gives_in_onnx_runtime_what_it_gives_in_libtorch() throws IOException {
        String shared = System.getProperty("glimpse.shared");
        assumeThat(shared).as("-Dglimpse.shared=FOLDER says where the data is").isNotNull();
        List<Path> compared = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(shared, "keras"))) {
            for (Path file : files.filter(SharedModelsTest::isModel).sorted().toList()) {
                ModelFile model;
                try {
                    model = ModelFiles.read(file);
                } catch (NnException refused) {
                    continue;
                }
                WholeModelsTest.checkAgainstLibtorch(model.architecture(), model.weights());
                compared.add(file.getFileName());
            }
        }
        assertThat(compared).hasSizeGreaterThan(3);
    }

    private static boolean isModel(Path file) {
        return file.toString().endsWith(".h5") || file.toString().endsWith(".keras");
    }
}
