package dev.glimpse.data.drawn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.data.Dataset;
import dev.glimpse.tensor.Seed;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawnPicturesTest {

    private static final int BINS = 4;
    private static final Thing[] THINGS = Thing.values();

    @TempDir
    Path folder;

    @Test
    void equal_seeds_draw_equal_pictures() {
        assertThat(DrawnPictures.png(Thing.FISH, Seed.of(7))).isEqualTo(DrawnPictures.png(Thing.FISH, Seed.of(7)));
        assertThat(DrawnPictures.png(Thing.FISH, Seed.of(8))).isNotEqualTo(DrawnPictures.png(Thing.FISH, Seed.of(7)));
    }

    @Test
    void a_folder_of_drawings_is_a_dataset() throws Exception {
        DrawnPictures.write(folder, 10, Seed.of(1));
        assertThat(Files.size(folder.resolve("tree/tree-0009.png"))).isLessThan(10_000);
        try (Dataset data = Dataset.open(folder).split()) {
            assertThat(data.labels()).isEqualTo(DrawnPictures.labels()).hasSize(6);
            assertThat(data.size()).isEqualTo(60);
            assertThat(data.unreadableCount()).isZero();
            assertThat(data.picture(data.item(0)).width()).isEqualTo(DrawnPictures.SIZE);
        }
    }

    /** The nearest of 1,200 pictures by their colours, and by votes of the nearest 1, 5 and 15: chance is 17 %. */
    @Test
    void colours_do_not_tell_the_things_apart() {
        List<float[]> known = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int thing = 0; thing < THINGS.length; thing++) {
            for (int i = 0; i < 200; i++) {
                known.add(
                        histogram(DrawnPictures.image(THINGS[thing], Seed.of(1).derive(i))));
                labels.add(thing);
            }
        }
        for (int neighbours : new int[] {1, 5, 15}) {
            int right = 0;
            for (int thing = 0; thing < THINGS.length; thing++) {
                for (int i = 0; i < 50; i++) {
                    float[] asked = histogram(
                            DrawnPictures.image(THINGS[thing], Seed.of(2).derive(i)));
                    right += vote(known, labels, asked, neighbours) == thing ? 1 : 0;
                }
            }
            assertThat(right / 300.0)
                    .as("accuracy of %d neighbours", neighbours)
                    .isLessThan(0.35);
        }
    }

    private static int vote(List<float[]> known, List<Integer> labels, float[] asked, int neighbours) {
        double[] distance =
                known.stream().mapToDouble(other -> distance(other, asked)).toArray();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < distance.length; i++) {
            order.add(i);
        }
        order.sort((a, b) -> Double.compare(distance[a], distance[b]));
        int[] votes = new int[THINGS.length];
        int best = 0;
        for (int i = 0; i < neighbours; i++) {
            votes[labels.get(order.get(i))]++;
        }
        for (int i = 0; i < votes.length; i++) {
            best = votes[i] > votes[best] ? i : best;
        }
        return best;
    }

    private static double distance(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs(one[i] - other[i]);
        }
        return sum;
    }

    /** How often each of 4 x 4 x 4 colours occurs. */
    private static float[] histogram(BufferedImage image) {
        float[] counts = new float[BINS * BINS * BINS];
        int step = 256 / BINS;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                int red = (rgb >> 16 & 0xFF) / step;
                int green = (rgb >> 8 & 0xFF) / step;
                int blue = (rgb & 0xFF) / step;
                counts[(red * BINS + green) * BINS + blue]++;
            }
        }
        return counts;
    }
}
