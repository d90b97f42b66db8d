package dev.glimpse.classifier.doctor;

import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.classifier.doctor.Finding.LabelSuspect;
import dev.glimpse.classifier.embedding.Embedder;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.data.Dataset;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Noise in two colours, seen by a network that says the mean colour. */
class LabelSuspectTest {

    private static final List<String> COLOURS = List.of("red", "green", "blue");
    private static final int SIDE = 16;

    @TempDir
    private Path scratch;

    @Test
    void wrong_labels_are_the_first_suspects_and_the_right_ones_are_suggested() throws IOException {
        for (int colour = 0; colour < COLOURS.size(); colour++) {
            for (int i = 0; i < 20; i++) {
                noise(colour, i, COLOURS.get(colour), "right" + i);
            }
        }
        noise(2, 100, "red", "wrong");
        noise(0, 101, "green", "wrong");

        Diagnosis diagnosis = check();
        List<Finding> suspects = diagnosis.findings(FindingKind.LABEL_SUSPECT);

        assertThat(suspects)
                .extracting(finding -> ((LabelSuspect) finding).picture().name())
                .containsExactlyInAnyOrder("red/wrong.png", "green/wrong.png");
        assertThat(suspects).allSatisfy(finding -> {
            LabelSuspect suspect = (LabelSuspect) finding;
            assertThat(suspect.suggested()).isEqualTo(suspect.picture().label().equals("red") ? "blue" : "red");
            assertThat(suspect.evidence()).isEqualTo(Evidence.STRONG);
            assertThat(suspect.certainty()).isGreaterThan(0.9);
        });
        assertThat(diagnosis.backbone()).contains("mean");
        assertThat(diagnosis.notChecked()).isEmpty();
    }

    @Test
    void copies_of_a_picture_do_not_speak_for_its_wrong_label() throws IOException {
        for (int colour = 0; colour < COLOURS.size(); colour++) {
            for (int i = 0; i < 20; i++) {
                noise(colour, i, COLOURS.get(colour), "right" + i);
            }
        }
        noise(2, 100, "red", "wrong");
        for (int i = 0; i < 5; i++) {
            Files.copy(scratch.resolve("data/red/wrong.png"), scratch.resolve("data/red/copy" + i + ".png"));
        }

        assertThat(check().findings(FindingKind.LABEL_SUSPECT)).hasSize(6).allSatisfy(finding -> assertThat(
                        ((LabelSuspect) finding).suggested())
                .isEqualTo("blue"));
    }

    @Test
    void too_few_pictures_are_not_doubted() throws IOException {
        for (int i = 0; i < 5; i++) {
            noise(0, i, "red", "right" + i);
            noise(1, i, "green", "right" + i);
        }

        assertThat(check().notChecked()).extracting(NotChecked::kind).containsExactly(FindingKind.LABEL_SUSPECT);
    }

    private Diagnosis check() {
        ModelFile mean = ModelFile.of(
                Sequential.of(input(SIDE, SIDE, 3), rescaling(1 / 255.0), globalAveragePooling2d()),
                new Weights(new LinkedHashMap<>()));
        EmbeddingStore store = new EmbeddingStore(scratch.resolve("embeddings"));
        try (Dataset dataset = Dataset.open(scratch.resolve("data"));
                Embedder embedder = Embedder.of(mean, "mean", "none", Resize.Fit.SQUASH, store)) {
            return DataDoctor.check(dataset, options -> options.embedder("mean", embedder));
        }
    }

    private void noise(int colour, int seed, String label, String name) throws IOException {
        SplittableRandom random = Seed.of(seed).derive(colour).random();
        byte[] pixels = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 3 == colour ? random.nextInt(100, 256) : random.nextInt(0, 60));
        }
        Path folder = Files.createDirectories(scratch.resolve("data").resolve(label));
        Picture.of(SIDE, SIDE, 3, pixels).writePng(folder.resolve(name + ".png"));
    }
}
