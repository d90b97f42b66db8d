package dev.glimpse.data.inspect;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.OpenOptions.Progress;
import dev.glimpse.data.Parallel;
import dev.glimpse.data.inspect.DataReport.ClassCount;
import dev.glimpse.data.inspect.DataReport.Duplicate;
import dev.glimpse.data.inspect.DataReport.Range;
import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.data.source.Reasons;
import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import dev.glimpse.image.PictureHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks at every picture of a dataset, down to its pixels. */
public final class Inspection {

    private static final int MOST_GROUPS = 1_000;

    private final Dataset dataset;
    private final Progress progress;
    private final int[] widths;
    private final int[] heights;
    private final ContentHash[] pixels;
    private final BitSet gray = new BitSet();
    private final Map<String, Integer> formats = new TreeMap<>();
    private final TreeMap<Integer, Unreadable> broken = new TreeMap<>();
    private int done;

    private Inspection(Dataset dataset, Progress progress) {
        this.dataset = dataset;
        this.progress = progress;
        this.widths = new int[dataset.size()];
        this.heights = new int[dataset.size()];
        this.pixels = new ContentHash[dataset.size()];
    }

    /**
     * Decodes every picture and reports.
     *
     * <p>Where splits are still to be assigned, they are as {@link Dataset#split()} would give them; why it would not is one
     * of the report's problems.
     */
    public static DataReport of(Dataset dataset, Progress progress) {
        Inspection inspection = new Inspection(dataset, progress);
        Parallel.forEach(dataset.size(), Runtime.getRuntime().availableProcessors(), inspection::look);
        return inspection.report();
    }

    private void look(int number) {
        Item item = dataset.item(number);
        @Nullable String format = null;
        try {
            Picture picture;
            if (dataset.isDecoded()) {
                picture = dataset.picture(item);
                format = "IDX";
            } else {
                byte[] file = dataset.bytes(item);
                picture = Picture.decode(file, item.name());
                format = PictureHeader.read(file, item.name()).format().toString();
            }
            widths[number] = picture.width();
            heights[number] = picture.height();
            pixels[number] = ContentHash.of(picture.pixels());
            if (picture.channels() == 1) {
                synchronized (this) {
                    gray.set(number);
                }
            }
        } catch (ImageException e) {
            synchronized (this) {
                broken.put(number, new Unreadable(item.name(), Reasons.of(e, item.name())));
            }
        }
        synchronized (this) {
            if (format != null) {
                formats.merge(format, 1, Integer::sum);
            }
            progress.at(++done, dataset.size());
        }
    }

    private DataReport report() {
        List<Unreadable> unreadable = new ArrayList<>(dataset.unreadable());
        unreadable.addAll(broken.values());
        List<String> problems = new ArrayList<>();
        Dataset sound = broken.isEmpty() ? dataset : dataset.where(item -> !broken.containsKey(item.index()));
        Dataset split = split(sound, problems);
        int[] good = IntStream.range(0, dataset.size())
                .filter(i -> !broken.containsKey(i))
                .toArray();
        List<int[]> groups = groups(good);
        return new DataReport(
                dataset.location().toString(),
                good.length,
                classes(split),
                range(widths, good),
                range(heights, good),
                formats,
                gray.cardinality(),
                dataset.unreadableCount() + broken.size(),
                unreadable.subList(0, Math.min(unreadable.size(), MOST_GROUPS)),
                groups.stream().mapToInt(group -> group.length - 1).sum(),
                groups.stream().limit(MOST_GROUPS).map(this::duplicate).toList(),
                problems,
                split.remarks());
    }

    private static Dataset split(Dataset dataset, List<String> problems) {
        try {
            return dataset.split();
        } catch (DataException e) {
            problems.add(String.valueOf(e.getMessage()));
            return dataset;
        }
    }

    private static List<ClassCount> classes(Dataset dataset) {
        int[] all = dataset.counts();
        Map<Split, int[]> counts = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            int[] inSplit = dataset.counts(split);
            if (Arrays.stream(inSplit).sum() > 0) {
                counts.put(split, inSplit);
            }
        }
        List<ClassCount> classes = new ArrayList<>();
        for (int label = 0; label < all.length; label++) {
            Map<Split, Integer> splits = new EnumMap<>(Split.class);
            for (Map.Entry<Split, int[]> entry : counts.entrySet()) {
                splits.put(entry.getKey(), entry.getValue()[label]);
            }
            classes.add(new ClassCount(dataset.labels().get(label), all[label], splits));
        }
        return classes;
    }

    private static Range range(int[] lengths, int[] good) {
        int[] sorted = Arrays.stream(good).map(i -> lengths[i]).sorted().toArray();
        return sorted.length == 0
                ? new Range(0, 0, 0)
                : new Range(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    /** The pictures that have the same size and pixels as another, in the order of the dataset. */
    private List<int[]> groups(int[] good) {
        Integer[] order = Arrays.stream(good).boxed().toArray(Integer[]::new);
        Comparator<Integer> bySight = Comparator.<Integer, ContentHash>comparing(i -> pixels[i])
                .thenComparing(i -> widths[i])
                .thenComparing(i -> gray.get(i));
        Arrays.sort(order, bySight);
        List<int[]> groups = new ArrayList<>();
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            while (to < order.length && bySight.compare(order[from], order[to]) == 0) {
                to++;
            }
            if (to - from > 1) {
                groups.add(Arrays.stream(order, from, to).mapToInt(i -> i).toArray());
            }
            from = to;
        }
        groups.sort(Comparator.comparingInt(group -> group[0]));
        return groups;
    }

    private Duplicate duplicate(int[] group) {
        List<Item> items = Arrays.stream(group).mapToObj(dataset::item).toList();
        return new Duplicate(
                items.stream().map(Item::name).toList(),
                items.stream()
                        .map(Item::label)
                        .distinct()
                        .sorted()
                        .map(dataset.labels()::get)
                        .toList(),
                items.stream().map(Item::hash).distinct().count() == 1);
    }
}
