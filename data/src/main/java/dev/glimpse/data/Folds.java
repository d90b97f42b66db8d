package dev.glimpse.data;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.split.FoldOptions;
import dev.glimpse.data.split.Splits;
import dev.glimpse.tensor.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A dataset in parts of about equal size, each of which is judged by once while the others are learnt from.
 *
 * <p>The folds are stratified as scikit-learn's {@code StratifiedKFold} does it: any two of them differ by at most one picture, in
 * all and of each class. Equal files count as one picture and stand in one fold. Which picture stands where is drawn from the
 * seed and the contents of the files, not from their names. A class whose pictures would all stand in one fold, because it has only one,
 * is always learnt from and never judged by.
 *
 * @see <a href="https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.StratifiedKFold.html">scikit-learn:
 *     StratifiedKFold</a>
 */
public final class Folds {

    private static final int NAMED = 5;

    private final Dataset dataset;
    private final int count;
    private final FoldOptions options;
    private final List<String> remarks = new ArrayList<>();
    /** The fold of each picture; {@code count} for those that are never judged by. */
    private final int[] fold;

    private Folds(Dataset dataset, int count, FoldOptions options, int[] fold) {
        this.dataset = dataset;
        this.count = count;
        this.options = options;
        this.fold = fold;
    }

    /** A picture, with all files that hold it. */
    private record Content(int[] items, int label) {}

    static Folds of(Dataset dataset, Index index, int count, FoldOptions options) {
        if (count < 2) {
            throw new DataException("there are at least 2 folds, got " + count + ": the usual number is 5 or 10");
        }
        List<List<Content>> classes = classes(dataset, index);
        int contents = classes.stream().mapToInt(List::size).sum();
        if (count > contents) {
            throw new DataException(
                    dataset.location() + " has " + contents + (contents == 1 ? " picture" : " different pictures")
                            + " and cannot be divided into " + count + " folds: take at most " + Math.max(2, contents));
        }
        Folds folds = new Folds(dataset, count, options, new int[dataset.size()]);
        folds.deal(classes);
        folds.keepBack(index);
        folds.requireEach();
        folds.remark(classes);
        return folds;
    }

    /** The different pictures of each class, in the order of their hashes; a file under two labels counts with the first of them. */
    private static List<List<Content>> classes(Dataset dataset, Index index) {
        int[] order = IntStream.range(0, index.size())
                .boxed()
                .sorted(Comparator.comparing(index::hash))
                .mapToInt(Integer::intValue)
                .toArray();
        List<List<Content>> classes = IntStream.range(0, dataset.labels().size())
                .<List<Content>>mapToObj(_ -> new ArrayList<>())
                .toList();
        int from = 0;
        while (from < order.length) {
            ContentHash hash = index.hash(order[from]);
            int to = from + 1;
            while (to < order.length && index.hash(order[to]).equals(hash)) {
                to++;
            }
            int[] items = Arrays.copyOfRange(order, from, to);
            int label = Arrays.stream(items).map(index::label).min().orElseThrow();
            classes.get(label).add(new Content(items, label));
            from = to;
        }
        return classes;
    }

    /** One after the other, class by class, as cards are dealt: that is what keeps folds and classes even. */
    private void deal(List<List<Content>> classes) {
        Seed seed = Seed.of(options.seed()).derive("folds");
        int next = 0;
        for (int label = 0; label < classes.size(); label++) {
            List<Content> mixed = new ArrayList<>(classes.get(label));
            shuffle(mixed, seed.derive(dataset.labels().get(label)).random());
            for (Content content : mixed) {
                for (int item : content.items()) {
                    fold[item] = next;
                }
                next = (next + 1) % count;
            }
        }
    }

    private static void shuffle(List<Content> contents, SplittableRandom random) {
        for (int i = contents.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Content content = contents.get(i);
            contents.set(i, contents.get(other));
            contents.set(other, content);
        }
    }

    /** Of a class that stands in one fold alone nothing would be left to learn from. */
    private void keepBack(Index index) {
        int[] only = new int[dataset.labels().size()];
        boolean[] several = new boolean[only.length];
        Arrays.fill(only, count);
        for (int i = 0; i < fold.length; i++) {
            int label = index.label(i);
            several[label] |= only[label] != count && only[label] != fold[i];
            only[label] = fold[i];
        }
        List<ContentHash> kept = new ArrayList<>();
        for (int i = 0; i < fold.length; i++) {
            if (!several[index.label(i)]) {
                kept.add(index.hash(i));
            }
        }
        Splits always = Splits.of(Split.TRAIN, kept);
        for (int i = 0; i < fold.length; i++) {
            fold[i] = always.of(index.hash(i)).isPresent() ? count : fold[i];
        }
    }

    private void requireEach() {
        for (int number = 0; number < count; number++) {
            if (size(number) == 0) {
                throw new DataException(
                        dataset.location() + " has too few pictures for " + count
                                + " folds, for a class with only one picture is always learnt from: add pictures, or take fewer folds");
            }
        }
    }

    private void remark(List<List<Content>> classes) {
        List<String> few = new ArrayList<>();
        List<String> never = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            List<Content> contents = classes.get(label);
            long judged = contents.stream()
                    .filter(content -> fold[content.items()[0]] < count)
                    .count();
            if (!contents.isEmpty() && judged == 0) {
                never.add("'" + dataset.labels().get(label) + "'");
            } else if (contents.size() < count && !contents.isEmpty()) {
                few.add("'" + dataset.labels().get(label) + "' (" + contents.size() + ")");
            }
        }
        if (!few.isEmpty()) {
            remarks.add("Fewer different pictures than the " + count + " folds has " + listed(few)
                    + ": some folds say nothing of it");
        }
        if (!never.isEmpty()) {
            remarks.add("Only one picture has " + listed(never) + ": it is always learnt from, and never judged by");
        }
    }

    private static String listed(List<String> names) {
        return names.size() <= NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }

    /** How many folds there are. */
    public int count() {
        return count;
    }

    /** All pictures, without splits. */
    public Dataset pictures() {
        return dataset;
    }

    /** How the pictures were divided. */
    public FoldOptions options() {
        return options;
    }

    /** What its owner should know about these folds, a sentence each. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** How many files one fold has, by its number from 0. */
    public int size(int number) {
        return (int) Arrays.stream(fold).filter(of -> of == number).count();
    }

    /**
     * The dataset for one fold, by its number from 0: the fold is its test split, and of the others a stratified part, the same
     * each time, steers.
     */
    public Dataset dataset(int number) {
        if (number < 0 || number >= count) {
            throw new IllegalArgumentException("there are " + count + " folds, and " + number + " is none of them");
        }
        IntFunction<ContentHash> hash = item -> dataset.item(item).hash();
        Splits judged = Splits.of(
                Split.TEST,
                IntStream.range(0, fold.length)
                        .filter(item -> fold[item] == number)
                        .mapToObj(hash)
                        .toList());
        return dataset.split(split -> split.shares(options.validation(), 0).known(judged));
    }
}
