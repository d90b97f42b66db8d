package dev.glimpse.data;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.data.source.IdxSource;
import dev.glimpse.data.source.Reasons;
import dev.glimpse.data.source.Source;
import dev.glimpse.data.split.FoldOptions;
import dev.glimpse.data.split.Shares;
import dev.glimpse.data.split.SplitOptions;
import dev.glimpse.data.split.SplitRule;
import dev.glimpse.data.split.Splits;
import dev.glimpse.data.stream.BatchOptions;
import dev.glimpse.data.stream.CacheFiles;
import dev.glimpse.data.stream.PictureBatches;
import dev.glimpse.data.stream.Samples;
import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.Batches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pictures with labels and splits.
 *
 * <p>Only an index of under 200 bytes a picture is in memory; the pictures stay where they are. A dataset never changes:
 * {@link #split}, {@link #limited} and {@link #withLabels} give another one over the same files. These share them, so closing
 * one closes all.
 */
public final class Dataset implements AutoCloseable {

    private final Source source;
    private final CacheFiles caches;
    private final List<String> labels;
    private final Index index;
    private final Rejects rejects;
    private final Splits known;
    private final List<String> remarks;

    private Dataset(
            Source source,
            CacheFiles caches,
            List<String> labels,
            Index index,
            Rejects rejects,
            Splits known,
            List<String> remarks) {
        this.source = source;
        this.caches = caches;
        this.labels = labels;
        this.index = index;
        this.rejects = rejects;
        this.known = known;
        this.remarks = List.copyOf(remarks);
    }

    /**
     * Opens a folder of class folders, a zip of one, a CSV manifest or a folder of MNIST's IDX files.
     *
     * <p>Every file is read once, for its hash and its header. What is empty or no picture is left out and counted.
     *
     * @throws DataException if there is no dataset, or no readable picture in it
     */
    public static Dataset open(Path path) {
        return open(path, options -> options);
    }

    /** Opens a dataset, as {@link #open(Path)} does, with options: {@code open -> open.strict()}. */
    public static Dataset open(Path path, UnaryOperator<OpenOptions> options) {
        Source source = Source.open(path);
        try {
            OpenOptions chosen = options.apply(OpenOptions.usual());
            Scan scan = Scan.of(source, chosen);
            return new Dataset(
                    source, new CacheFiles(), source.labels(), scan.index(), scan.rejects(), Splits.none(), List.of());
        } catch (RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    /** Where the dataset lies. */
    public Path location() {
        return source.location();
    }

    /** The labels in their stable order: that of their code points, as in Keras, or of the digits. */
    public List<String> labels() {
        return labels;
    }

    /** How many pictures there are. */
    public int size() {
        return index.size();
    }

    /** How many pictures one split has. */
    public int size(Split split) {
        return (int)
                IntStream.range(0, size()).filter(i -> index.isIn(i, split)).count();
    }

    /** One picture, by its number from 0. */
    public Item item(int number) {
        int entry = index.entry(number);
        return new Item(number, source.name(entry), index.label(number), index.split(number), index.hash(number));
    }

    /** All pictures in their stable order. */
    public Stream<Item> items() {
        return IntStream.range(0, size()).mapToObj(this::item);
    }

    /** The pictures of one split in their stable order. */
    public Stream<Item> items(Split split) {
        return Arrays.stream(numbers(split)).mapToObj(this::item);
    }

    /** How many pictures each label has in one split, in the order of the labels. */
    public int[] counts(Split split) {
        int[] counts = new int[labels.size()];
        for (int number : numbers(split)) {
            counts[index.label(number)]++;
        }
        return counts;
    }

    /** How many pictures each label has, in the order of the labels. */
    public int[] counts() {
        int[] counts = new int[labels.size()];
        for (int i = 0; i < size(); i++) {
            counts[index.label(i)]++;
        }
        return counts;
    }

    /** How many files were left out because they are no readable pictures. */
    public int unreadableCount() {
        return rejects.count();
    }

    /** The files that were left out, in order; the first thousand of them. */
    public List<Unreadable> unreadable() {
        return rejects.named();
    }

    /** What its owner should know about how this dataset was split, a sentence each. */
    public List<String> remarks() {
        return remarks;
    }

    /** What is to be recorded so that every picture keeps its split: what was known before, and what was decided since. */
    public Splits splits() {
        Split[] decided = new Split[size()];
        for (int i = 0; i < decided.length; i++) {
            if (index.split(i).isEmpty()) {
                return known;
            }
            decided[i] = index.split(i).get();
        }
        return known.with(SplitRule.record(pictures(), decided));
    }

    /** This dataset with the usual shares kept from learning. */
    public Dataset split() {
        return split(options -> options);
    }

    /**
     * This dataset with a split for each picture: {@code split -> split.shares(0.2, 0.1).known(recorded)}.
     *
     * <p>Learning comes first: of a class with few pictures none may be left for validation or test; {@link #remarks} says so.
     *
     * @throws DataException if there is one class only, or a class has no picture to learn from
     */
    public Dataset split(UnaryOperator<SplitOptions> options) {
        SplitOptions chosen = options.apply(SplitOptions.usual());
        Set<Split> byHand = EnumSet.noneOf(Split.class);
        for (int i = 0; i < size(); i++) {
            index.split(i).ifPresent(byHand::add);
        }
        Shares wanted = chosen.shares().orElse(Shares.usual());
        Shares shares = wanted;
        SplitRule.TrainByHand train = SplitRule.TrainByHand.KEPT;
        if (chosen.shares().isPresent() && byHand.contains(Split.TRAIN)) {
            shares = new Shares(
                    byHand.contains(Split.VALIDATION) ? 0 : wanted.validation(),
                    byHand.contains(Split.TEST) ? 0 : wanted.test());
            if (shares.validation() + shares.test() > 0) {
                train = SplitRule.TrainByHand.SHARED;
            }
        }
        SplitRule.Outcome outcome = SplitRule.apply(pictures(), shares, chosen.known(), train);
        List<String> found = new ArrayList<>(outcome.few());
        if (outcome.moved() > 0) {
            found.add(outcome.moved() + (outcome.moved() == 1 ? " picture also stands" : " pictures also stand")
                    + " in a split further from learning (the same file twice), and "
                    + (outcome.moved() == 1 ? "counts" : "count") + " only there");
        }
        return new Dataset(source, caches, labels, index.withSplits(outcome.splits()), rejects, chosen.known(), found);
    }

    /** A part of this dataset in which classes and splits keep their proportions; the same part each time. */
    public Dataset limited(Limit limit) {
        return new Dataset(
                source, caches, labels, index.select(Subset.of(index, labels.size(), limit)), rejects, known, remarks);
    }

    /**
     * This dataset with the labels of a model, which may have more of them and in another order.
     *
     * @throws DataException if it has a label with pictures that is not among them
     */
    public Dataset withLabels(List<String> wanted) {
        Map<String, Integer> place = new HashMap<>();
        wanted.forEach(label -> place.put(label, place.size()));
        int[] counts = counts();
        int[] newNumber = new int[labels.size()];
        for (int i = 0; i < newNumber.length; i++) {
            Integer found = place.get(labels.get(i));
            if (found == null && counts[i] > 0) {
                throw new DataException(
                        location() + " has a class '" + labels.get(i) + "', which the model does not know; it knows "
                                + String.join(", ", wanted.subList(0, Math.min(20, wanted.size())))
                                + (wanted.size() > 20 ? ", …" : ""));
            }
            newNumber[i] = found == null ? 0 : found;
        }
        return new Dataset(source, caches, List.copyOf(wanted), index.withLabels(newNumber), rejects, known, remarks);
    }

    /** This dataset without any split, not even one set by hand. */
    public Dataset unsplit() {
        return new Dataset(source, caches, labels, index.withoutSplits(), rejects, Splits.none(), List.of());
    }

    /**
     * This dataset in so many folds, each of which is judged by once; splits that pictures have are left aside.
     *
     * @throws DataException if there are fewer than 2 folds, or more than different pictures
     */
    public Folds folds(int count) {
        return folds(count, options -> options);
    }

    /** This dataset in folds, as {@link #folds(int)} does it, with options: {@code folds -> folds.seed(7)}. */
    public Folds folds(int count, UnaryOperator<FoldOptions> options) {
        return Folds.of(unsplit(), index, count, options.apply(FoldOptions.usual()));
    }

    /** The pictures that a condition holds for. */
    public Dataset where(Predicate<Item> condition) {
        int[] kept = items().filter(condition).mapToInt(Item::index).toArray();
        return new Dataset(source, caches, labels, index.select(kept), rejects, known, remarks);
    }

    /** The numbers of the pictures of one split. */
    private int[] numbers(Split split) {
        return IntStream.range(0, size()).filter(i -> index.isIn(i, split)).toArray();
    }

    private SplitRule.Pictures pictures() {
        return new SplitRule.Pictures() {
            @Override
            public List<String> labels() {
                return labels;
            }

            @Override
            public int size() {
                return index.size();
            }

            @Override
            public ContentHash hash(int picture) {
                return index.hash(picture);
            }

            @Override
            public int label(int picture) {
                return index.label(picture);
            }

            @Override
            public Optional<Split> byHand(int picture) {
                return index.split(picture);
            }
        };
    }

    /** A picture as it is, upright. */
    public Picture picture(Item item) {
        int entry = index.entry(item.index());
        try {
            if (source instanceof IdxSource idx) {
                return Picture.of(idx.height(entry), idx.width(entry), 1, idx.bytes(entry));
            }
            return Picture.decode(source.bytes(entry), item.name());
        } catch (IOException e) {
            throw new ImageException(item.name() + ": " + Reasons.of(e), e);
        }
    }

    /** Whether the pictures are kept as bare pixels, in no picture format: so it is in IDX files. */
    public boolean isDecoded() {
        return source instanceof IdxSource;
    }

    /** The bytes of a picture's file; of an IDX file, its grey levels row by row. */
    public byte[] bytes(Item item) {
        try {
            return source.bytes(index.entry(item.index()));
        } catch (IOException e) {
            throw new DataException("cannot read " + item.name() + ": " + Reasons.of(e), e);
        }
    }

    /**
     * The pictures of one split as batches: {@code data.batches(TRAIN, Resize.to(96, 96), batch -> batch.size(64))}.
     *
     * <p>Those to learn from are shuffled, the others come in the order of {@link #items(Split)}, unless the options say
     * otherwise. A picture that turns out to be broken is missing; {@link Item#key()} tells which one a sample is.
     */
    public Batches batches(Split split, Resize resize, UnaryOperator<BatchOptions> options) {
        BatchOptions usual = BatchOptions.usual();
        return batches(numbers(split), resize, options.apply(split == Split.TRAIN ? usual.shuffled() : usual));
    }

    /** All pictures as batches, as they are listed unless the options say otherwise. */
    public Batches batches(Resize resize, UnaryOperator<BatchOptions> options) {
        return batches(IntStream.range(0, size()).toArray(), resize, options.apply(BatchOptions.usual()));
    }

    private Batches batches(int[] numbers, Resize resize, BatchOptions options) {
        Index chosen = index.select(numbers);
        Samples samples = new SourceSamples(source, chosen, labels.size(), resize, options.channels());
        Shape shape = Shape.of(resize.height(), resize.width(), options.channels());
        return PictureBatches.of(samples, shape, options, caches);
    }

    /** Closes the files; also those of every dataset that was made from this one. */
    @Override
    public void close() {
        caches.close();
        source.close();
    }
}
