package dev.glimpse.classifier.embedding;

import dev.glimpse.classifier.embedding.LookStream.Seen;
import dev.glimpse.classifier.embedding.LookStream.Wanted;
import dev.glimpse.classifier.run.Runner;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.image.Augmentation;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** One time that a dataset is given its vectors: what is there is found, what is lacking computed. */
final class EmbeddingRun {

    private final Dataset dataset;
    private final EmbeddingOptions options;
    private final Resize resize;
    private final Shape input;
    private final Shape output;
    private final IntSupplier together;
    private final Supplier<Runner> network;
    private final Shelf plain;
    private final Optional<Shelf> changed;
    /** Why pictures have no vector, by their rows among those as they are. */
    private final Map<Integer, String> unreadable = new HashMap<>();

    private final List<Wanted> batch = new ArrayList<>();
    private final int sampleBytes;
    private byte[] pixels = {};
    private int batchSize;
    private long done;
    private long computed;

    /** What a run is about. */
    record Order(
            Dataset dataset,
            EmbeddingOptions options,
            Resize resize,
            Shape input,
            Shape output,
            IntSupplier together,
            Supplier<Runner> network) {}

    EmbeddingRun(Order order, Shelf plain, Optional<Shelf> changed) {
        this.dataset = order.dataset();
        this.options = order.options();
        this.resize = order.resize();
        this.input = order.input();
        this.output = order.output();
        this.together = order.together();
        this.network = order.network();
        this.plain = plain;
        this.changed = changed;
        this.sampleBytes = Math.toIntExact(input.count());
    }

    /** Places for all pictures of a dataset as they are. */
    static Places plain(Dataset dataset) {
        return new Places(dataset.size(), i -> dataset.item(i).hash(), 0, 1);
    }

    /** Places for the changed looks of those pictures that are learnt from. */
    static Places changed(Dataset dataset, int looks) {
        int[] train = dataset.items(Split.TRAIN).mapToInt(Item::index).toArray();
        return new Places(train.length, i -> dataset.item(train[i]).hash(), 1, looks - 1);
    }

    Embedded run() {
        long all = count(plain.places())
                + changed.map(shelf -> count(shelf.places())).orElse(0L);
        done = plain.places().found()
                + changed.map(shelf -> shelf.places().found()).orElse(0L);
        options.progress().at(done, all);
        boolean complete = true;
        if (done < all) {
            batchSize = together.getAsInt();
            pixels = new byte[Math.multiplyExact(sampleBytes, batchSize)];
            try (LookStream stream = stream()) {
                complete = compute(stream, all);
            }
        }
        return embedded(complete);
    }

    private static long count(Places places) {
        return (long) places.rows() * places.looks();
    }

    private LookStream stream() {
        return new LookStream(
                dataset, resize, input.size(2), options.augmentation().orElse(Augmentation.none()), wanted());
    }

    /** What is lacking, picture by picture, each content once. */
    private Iterator<Wanted> wanted() {
        boolean[] asked = new boolean[plain.places().rows()];
        return IntStream.range(0, dataset.size())
                .mapToObj(dataset::item)
                .filter(item -> {
                    int row = plain.places().row(item.hash());
                    boolean first = !asked[row];
                    asked[row] = true;
                    return first;
                })
                .map(item -> new Wanted(item, lacking(item)))
                .filter(wanted -> !wanted.looks().isEmpty())
                .iterator();
    }

    private List<Integer> lacking(Item item) {
        List<Integer> looks = new ArrayList<>();
        if (plain.places().lacks(item.hash(), 0)) {
            looks.add(0);
        }
        changed.map(Shelf::places).ifPresent(places -> {
            for (int look = 1; look <= places.looks(); look++) {
                if (places.lacks(item.hash(), look)) {
                    looks.add(look);
                }
            }
        });
        return looks;
    }

    /** Returns whether it came to the end. */
    private boolean compute(LookStream stream, long all) {
        for (Optional<Seen> next = stream.next(); next.isPresent(); next = stream.next()) {
            switch (next.get()) {
                case Seen.Failure(Wanted wanted, String reason) -> {
                    unreadable.put(plain.places().row(wanted.item().hash()), reason);
                    done += wanted.looks().size();
                    tell(wanted.item(), reason);
                }
                case Seen.Looks(Wanted wanted, List<Picture> pictures) -> {
                    for (int i = 0; i < pictures.size(); i++) {
                        pictures.get(i).copyTo(pixels, batch.size() * sampleBytes);
                        batch.add(
                                new Wanted(wanted.item(), List.of(wanted.looks().get(i))));
                        if (batch.size() == batchSize) {
                            embed();
                            options.progress().at(done, all);
                            if (options.stopWhen().getAsBoolean()) {
                                return false;
                            }
                        }
                    }
                }
            }
        }
        if (!batch.isEmpty()) {
            embed();
        }
        // Also what another process computed meanwhile.
        options.progress().at(all, all);
        return true;
    }

    private void tell(Item item, String reason) {
        if (options.strictness() == Strictness.REFUSE) {
            throw new DataException("cannot read " + item.name() + ": " + reason);
        }
        options.unreadable().accept(new Unreadable(item.name(), reason));
    }

    private void embed() {
        byte[] filled = batch.size() == batchSize ? pixels : Arrays.copyOf(pixels, batch.size() * sampleBytes);
        int length = Math.toIntExact(output.count());
        float[] rows = network.get()
                .run(new NdArray.Bytes(input.prepend(batch.size()), filled))
                .getFirst()
                .values();
        for (int i = 0; i < batch.size(); i++) {
            Item item = batch.get(i).item();
            int look = batch.get(i).looks().getFirst();
            Shelf shelf = look == 0 ? plain : changed.orElseThrow();
            shelf.add(item.hash(), look, rows, i * length);
        }
        done += batch.size();
        computed += batch.size();
        batch.clear();
    }

    private Embedded embedded(boolean complete) {
        VectorSource kept = plain.source();
        Optional<VectorSource> looks = changed.map(Shelf::source);
        Dataset readable = dataset;
        if (!complete || !unreadable.isEmpty()) {
            readable = dataset.where(item -> hasAll(item));
        }
        return new Embedded(readable, output, kept, looks, computed, complete);
    }

    private boolean hasAll(Item item) {
        if (!plain.places().isComplete(plain.places().row(item.hash()))) {
            return false;
        }
        Optional<Places> places = changed.map(Shelf::places);
        int row = places.map(rows -> rows.row(item.hash())).orElse(Places.NONE);
        return row == Places.NONE || places.orElseThrow().isComplete(row);
    }
}
