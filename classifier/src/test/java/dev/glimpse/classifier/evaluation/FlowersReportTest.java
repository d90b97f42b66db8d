package dev.glimpse.classifier.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The report on photographs of flowers with made-up probabilities, written to {@code target} to be looked at. */
@Tag("shared-data")
class FlowersReportTest {

    private static final List<String> LABELS = List.of("daisy", "dandelion", "rose", "sunflower", "tulip");

    @Test
    void shows_the_photographs_of_the_mistakes() throws IOException {
        String shared = System.getProperty("glimpse.shared", "");
        assumeTrue(!shared.isEmpty(), "the photographs are not here: -Dglimpse.shared names their folder");
        Path flowers = Path.of(shared, "flowers");
        assumeTrue(Files.isDirectory(flowers), "no folder " + flowers);
        List<Samples.Item> items = new ArrayList<>();
        for (int label = 0; label < LABELS.size(); label++) {
            try (Stream<Path> photographs = Files.list(flowers.resolve(LABELS.get(label)))) {
                for (Path photograph :
                        photographs.sorted().limit(100 + 20L * label).toList()) {
                    items.add(new Samples.Item(flowers.relativize(photograph).toString(), label));
                }
            }
        }
        Evaluation evaluation = Samples.evaluation(LABELS, items, Basis.heldOut("the test split of flowers"));
        Report report = Report.of("flowers.keras", evaluation, about -> about.fact("Recipe", "from-scratch, small-cnn")
                .fact("Dataset", "flowers (4,064 pictures, 5 labels)")
                .fact("Trained", "2026-08-23 14:05, 20 epochs in 6 min 12 s")
                .fact("Optimizer", "Adam, learning rate 0.001")
                .fact("Augmentation", "flip, rotation 0.1, zoom 0.1")
                .fact("Seed", "42")
                .curves(Samples.curves())
                .thumbnails(item -> read(flowers.resolve(item))));
        Path page = Path.of("target", "flowers-report.html");
        report.writeHtml(page);

        assertThat(Files.readString(page)).contains("src=\"data:image/jpeg;base64,/9j/");
        Files.writeString(Path.of("target", "flowers-report.txt"), report.text(80));
    }

    private static Optional<byte[]> read(Path photograph) {
        try {
            return Optional.of(Files.readAllBytes(photograph));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
