package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The pictures of a dataset as a classifier sees them, some at a time and in the dataset's order, without those that turn out to
 * be broken. It is open until it is closed.
 */
final class Glances implements AutoCloseable {

    private static final int TOGETHER = 32;

    private final Iterator<Item> items;
    private final List<Look> looks;

    private Glances(Iterator<Item> items, List<Look> looks) {
        this.items = items;
        this.looks = looks;
    }

    /**
     * Some pictures.
     *
     * @param items which they are
     * @param inputs what the network takes for them, an array for each way of seeing
     */
    record Some(List<Item> items, List<NdArray> inputs) {}

    /**
     * All pictures of a dataset.
     *
     * @param strictness what becomes of those that cannot be decoded
     * @param unreadable is told of them
     */
    static Glances of(Dataset pictures, Views views, Strictness strictness, Consumer<Unreadable> unreadable) {
        List<Look> looks = new ArrayList<>();
        try {
            for (Preprocessing way : views.each()) {
                // Each is told of once, however many ways of seeing there are.
                Consumer<Unreadable> told = looks.isEmpty() ? unreadable : _ -> {};
                Batches batches = pictures.batches(way.resize(), batch -> batch.size(TOGETHER)
                        .channels(way.channels())
                        .listed()
                        .strictness(strictness)
                        .unreadable(told));
                looks.add(new Look(batches.open(Batches.Pass.first()), way.shape()));
            }
            return new Glances(pictures.items().iterator(), looks);
        } catch (RuntimeException | Error e) {
            looks.forEach(Look::close);
            throw e;
        }
    }

    /** The next ones; none when all have been seen. */
    Optional<Some> next() {
        List<Item> seen = new ArrayList<>();
        while (seen.size() < TOGETHER && items.hasNext()) {
            Item item = items.next();
            // A picture that was left out in one way of seeing is left out in all of them.
            if (looks.stream().allMatch(look -> look.isAt(item))) {
                seen.add(item);
                looks.forEach(Look::take);
            }
            looks.forEach(look -> look.pass(item));
        }
        return seen.isEmpty()
                ? Optional.empty()
                : Optional.of(new Some(
                        List.copyOf(seen),
                        looks.stream()
                                .<NdArray>map(look -> look.taken(seen.size()))
                                .toList()));
    }

    @Override
    public void close() {
        looks.forEach(Look::close);
    }

    /** The pictures in one way of seeing; keys tell which a sample is. */
    private static final class Look implements AutoCloseable {

        private final Batches.BatchStream stream;
        private final Shape shape;
        private final byte[] pixels;
        private Optional<Batch> batch;
        private int place;
        private int taken;

        Look(Batches.BatchStream stream, Shape shape) {
            this.stream = stream;
            this.shape = shape;
            this.pixels = new byte[Math.multiplyExact(Math.toIntExact(shape.count()), TOGETHER)];
            this.batch = stream.next();
        }

        boolean isAt(Item item) {
            return batch.isPresent() && batch.get().items()[place] == item.key();
        }

        void take() {
            int size = Math.toIntExact(shape.count());
            byte[] from = ((NdArray.Bytes) batch.orElseThrow().inputs().getFirst()).values();
            System.arraycopy(from, place * size, pixels, taken * size, size);
            taken++;
        }

        void pass(Item item) {
            if (isAt(item)) {
                place++;
                if (place == batch.orElseThrow().size()) {
                    batch = stream.next();
                    place = 0;
                }
            }
        }

        NdArray.Bytes taken(int count) {
            taken = 0;
            return new NdArray.Bytes(
                    shape.prepend(count), Arrays.copyOf(pixels, count * Math.toIntExact(shape.count())));
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
