package dev.glimpse.cli;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.Picture;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What can be told from colours alone: each picture gets the label of the five pictures whose colours are most like its
 * own. It sees no shapes, and so it is what a network that sees them is to be measured against.
 */
final class ColourNeighbours {

    private static final int NEIGHBOURS = 5;
    private static final int LEVELS = 4;

    /** How often each of 64 colours occurs in a picture with this label. */
    private record Colours(int label, double[] shares) {}

    private ColourNeighbours() {}

    /** The share of the test pictures that get their own label, 0 to 1. */
    static double accuracy(Dataset dataset) {
        List<Colours> known =
                dataset.items(Split.TRAIN).map(item -> colours(dataset, item)).toList();
        List<Colours> asked =
                dataset.items(Split.TEST).map(item -> colours(dataset, item)).toList();
        int labels = dataset.labels().size();
        return asked.stream()
                .mapToInt(picture -> vote(known, picture, labels) == picture.label() ? 1 : 0)
                .average()
                .orElse(0);
    }

    private static Colours colours(Dataset dataset, Item item) {
        Picture picture = dataset.picture(item).rgb();
        byte[] pixels = new byte[picture.width() * picture.height() * 3];
        picture.copyTo(pixels, 0);
        double[] shares = new double[LEVELS * LEVELS * LEVELS];
        for (int i = 0; i < pixels.length; i += 3) {
            int colour = 0;
            for (int channel = 0; channel < 3; channel++) {
                colour = colour * LEVELS + (pixels[i + channel] & 0xFF) * LEVELS / 256;
            }
            shares[colour] += 3.0 / pixels.length;
        }
        return new Colours(item.label(), shares);
    }

    /** The label that most of the nearest have; of equals the first. */
    private static int vote(List<Colours> known, Colours asked, int labels) {
        double[] distances = known.stream()
                .mapToDouble(other -> distance(other.shares(), asked.shares()))
                .toArray();
        int[] votes = new int[labels];
        IntStream.range(0, distances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distances[i]))
                .limit(NEIGHBOURS)
                .forEach(i -> votes[known.get(i).label()]++);
        int most = Arrays.stream(votes).max().orElse(0);
        return IntStream.range(0, labels)
                .filter(label -> votes[label] == most)
                .findFirst()
                .orElse(0);
    }

    private static double distance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs(one[i] - other[i]);
        }
        return sum;
    }
}
