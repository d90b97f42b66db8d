package dev.glimpse.classifier.doctor;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.OpenOptions.Progress;
import dev.glimpse.data.Parallel;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.data.source.Reasons;
import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import dev.glimpse.image.quality.Check;
import dev.glimpse.image.quality.PerceptualHash;
import dev.glimpse.image.quality.PixelHash;
import dev.glimpse.image.quality.Quality;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What every picture of a dataset looks like, kept in about 150 bytes each.
 *
 * <p>Each is decoded once, on as many threads as there are processors, and let go.
 */
final class Looks {

    private final Dataset dataset;
    private final int[] heights;
    private final int[] widths;
    private final long[] pixels;
    private final long[] otherPixels;
    private final byte[] channels;
    private final long[] hashes;
    private final byte[] miniatures;
    private final Map<Check, double[]> scores = new EnumMap<>(Check.class);
    private final TreeMap<Integer, Unreadable> broken = new TreeMap<>();
    private int done;

    private Looks(Dataset dataset) {
        int size = dataset.size();
        this.dataset = dataset;
        this.heights = new int[size];
        this.widths = new int[size];
        this.pixels = new long[size];
        this.otherPixels = new long[size];
        this.channels = new byte[size];
        this.hashes = new long[size];
        this.miniatures = new byte[Math.multiplyExact(size, Miniature.BYTES)];
        for (Check check : Check.values()) {
            scores.put(check, new double[size]);
        }
    }

    /** Looks at all pictures. */
    static Looks at(Dataset dataset, Progress progress) {
        Looks looks = new Looks(dataset);
        Parallel.forEach(dataset.size(), Runtime.getRuntime().availableProcessors(), number -> {
            looks.look(dataset.item(number));
            synchronized (looks) {
                progress.at(++looks.done, dataset.size());
            }
        });
        return looks;
    }

    private void look(Item item) {
        int number = item.index();
        try {
            Picture picture = dataset.picture(item);
            PixelHash exact = PixelHash.of(picture);
            Quality quality = Quality.of(picture);
            heights[number] = picture.height();
            widths[number] = picture.width();
            channels[number] = (byte) picture.channels();
            pixels[number] = Long.parseUnsignedLong(exact.md5().substring(0, 16), 16);
            otherPixels[number] = Long.parseUnsignedLong(exact.md5().substring(16), 16);
            hashes[number] = PerceptualHash.of(picture).bits();
            Miniature.put(picture, miniatures, number);
            scores.forEach((check, all) -> all[number] = quality.score(check));
        } catch (ImageException e) {
            synchronized (this) {
                broken.put(number, new Unreadable(item.name(), Reasons.of(e, item.name())));
            }
        }
    }

    /** The pictures whose files turned out to be broken, in order. */
    Collection<Unreadable> broken() {
        return broken.values();
    }

    /** Whether a picture could be decoded. */
    boolean isSound(int number) {
        return !broken.containsKey(number);
    }

    /** The numbers of the pictures that could be decoded. */
    int[] sound() {
        return IntStream.range(0, heights.length).filter(this::isSound).toArray();
    }

    int height(int number) {
        return heights[number];
    }

    int width(int number) {
        return widths[number];
    }

    /** The perceptual hash. */
    long hash(int number) {
        return hashes[number];
    }

    /** How far apart two pictures are on average when they are shrunk to a few pixels, in grey levels. */
    double difference(int first, int second) {
        return Miniature.difference(miniatures, first, second);
    }

    /** How far apart their mean colours are. */
    double colourDifference(int first, int second) {
        return Miniature.colourDifference(miniatures, first, second);
    }

    double score(int number, Check check) {
        return Objects.requireNonNull(scores.get(check))[number];
    }

    boolean fails(int number, Check check) {
        return score(number, check) < check.threshold();
    }

    /** The sound pictures that have the same size and pixels as another, in the order of the dataset. */
    List<int[]> exactCopies() {
        Comparator<Integer> bySight = Comparator.<Integer>comparingLong(i -> pixels[i])
                .thenComparingLong(i -> otherPixels[i])
                .thenComparingInt(i -> heights[i])
                .thenComparingInt(i -> widths[i])
                .thenComparingInt(i -> channels[i]);
        Integer[] order = IntStream.of(sound()).boxed().sorted(bySight).toArray(Integer[]::new);
        List<int[]> groups = new ArrayList<>();
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            while (to < order.length && bySight.compare(order[from], order[to]) == 0) {
                to++;
            }
            if (to - from > 1) {
                groups.add(IntStream.range(from, to).map(i -> order[i]).toArray());
            }
            from = to;
        }
        groups.sort(Comparator.comparingInt(group -> group[0]));
        return groups;
    }
}
