package dev.glimpse.classifier.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.data.Dataset;
import dev.glimpse.image.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetThumbnailsTest {

    @TempDir
    private Path folder;

    @Test
    void large_pictures_shrink_in_proportion_and_tiny_ones_stay_as_they_are() throws IOException {
        Path large = picture("cat", "large.png", 200, 800);
        Path tiny = picture("dog", "tiny.png", 28, 28);
        try (Dataset dataset = Dataset.open(folder)) {
            DatasetThumbnails thumbnails = DatasetThumbnails.of(dataset, mistaken("cat/large.png", "dog/tiny.png"));

            Picture shrunk = Picture.decode(thumbnails.of("cat/large.png").orElseThrow(), "thumbnail");
            assertThat(List.of(shrunk.height(), shrunk.width())).containsExactly(80, 320);
            assertThat(Picture.decode(thumbnails.of("dog/tiny.png").orElseThrow(), "thumbnail"))
                    .isEqualTo(Picture.read(tiny));
            assertThat(large).exists();
        }
    }

    @Test
    void what_is_not_there_or_no_longer_readable_is_left_out() throws IOException {
        picture("cat", "one.png", 28, 28);
        Path other = picture("dog", "other.png", 28, 28);
        try (Dataset dataset = Dataset.open(folder)) {
            DatasetThumbnails thumbnails = DatasetThumbnails.of(dataset, mistaken("dog/other.png", "dog/unknown.png"));
            Files.writeString(other, "no picture");

            assertThat(thumbnails.of("dog/other.png")).isEmpty();
            assertThat(thumbnails.of("dog/unknown.png")).isEmpty();
            assertThat(thumbnails.of("cat/one.png")).as("it was no mistake").isEmpty();
        }
    }

    private Path picture(String label, String name, int height, int width) throws IOException {
        byte[] pixels = new byte[height * width * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 31 + name.length());
        }
        Path file = Files.createDirectories(folder.resolve(label)).resolve(name);
        Picture.of(height, width, 3, pixels).writePng(file);
        return file;
    }

    private static Evaluation mistaken(String... items) {
        Evaluator evaluator = Evaluator.of(List.of("cat", "dog"), Basis.heldOut("the test split"));
        for (String item : items) {
            evaluator.add(item, 0, new float[] {0, 1});
        }
        return evaluator.evaluation();
    }
}
