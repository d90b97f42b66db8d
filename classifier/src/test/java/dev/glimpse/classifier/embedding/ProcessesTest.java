package dev.glimpse.classifier.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.Resize;
import dev.glimpse.tensor.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

    @TempDir
    Path folder;

    @Test
    void processes_that_embed_the_same_folder_at_once_all_end_right() throws Exception {
        Path pictures = folder.resolve("pictures");
        EmbeddingStore store = new EmbeddingStore(folder.resolve("store"));
        DrawnPictures.write(pictures, 30, Seed.of(1));
        List<Process> processes = new ArrayList<>();
        List<BufferedReader> said = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Process process = EmbeddingProcess.start(
                    "embed", pictures.toString(), store.folder().toString());
            processes.add(process);
            said.add(process.inputReader(StandardCharsets.UTF_8));
        }
        for (BufferedReader lines : said) {
            awaitLine(lines, "ready");
        }
        for (Process process : processes) {
            process.getOutputStream().write('\n');
            process.getOutputStream().close();
        }
        try (Dataset dataset = Dataset.open(pictures).split()) {
            for (int i = 0; i < 2; i++) {
                awaitLine(said.get(i), "embedded " + dataset.size());
                assertThat(processes.get(i).waitFor()).isZero();
            }
            assertThat(store.entries()).singleElement().satisfies(entry -> assertThat(entry.vectors())
                    .isEqualTo(dataset.size()));
            EmbeddingStore fresh = new EmbeddingStore(folder.resolve("fresh"));
            try (Embedder shared = Embedder.of(TinyBackbone.pooled(1), Resize.Fit.SQUASH, store);
                    Embedder alone = Embedder.of(TinyBackbone.pooled(1), Resize.Fit.SQUASH, fresh)) {
                Embedded embedded = shared.embed(dataset, _ -> {});
                assertThat(embedded.computed()).isZero();
                assertThat(embedded.floats(Split.TRAIN).values())
                        .containsExactly(
                                alone.embed(dataset, _ -> {})
                                        .floats(Split.TRAIN)
                                        .values(),
                                within(1e-6f));
            }
        }
    }

    @Test
    void a_process_that_is_killed_leaves_whole_vectors_only() throws Exception {
        Process process = EmbeddingProcess.start("append", folder.toString());
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            awaitLine(said, "appended 80");
        } finally {
            process.destroyForcibly().waitFor();
        }
        Places places = new Places(1 << 16, EmbeddingProcess::hash, 0, 1);
        try (VectorFile file = VectorFile.open(folder, EmbeddingProcess.KIND)) {
            file.readNew(places);
            assertThat(places.found()).isGreaterThanOrEqualTo(80);
            VectorSource source = new VectorSource(places, file.map(), MemorySegment.NULL);
            float[] vector = new float[EmbeddingProcess.LENGTH];
            for (int i = 0; i < places.found(); i++) {
                source.copy(places.row(EmbeddingProcess.hash(i)), 0, vector, 0, vector.length);
                assertThat(vector).isEqualTo(EmbeddingProcess.numbers(i));
            }
        }
    }

    private static void awaitLine(BufferedReader lines, String wanted) throws IOException {
        List<String> seen = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.add(line);
            if (line.equals(wanted)) {
                return;
            }
        }
        throw new AssertionError("the process ended without saying \"" + wanted + "\": " + seen);
    }
}
