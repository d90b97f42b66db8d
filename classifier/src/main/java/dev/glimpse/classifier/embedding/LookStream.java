package dev.glimpse.classifier.embedding;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.source.Reasons;
import dev.glimpse.image.Augmentation;
import dev.glimpse.image.Decoding;
import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.tensor.Seed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/**
 * Pictures on their way to a network: read, decoded, resized and changed on threads of their own, a few ahead.
 *
 * <p>They come in the order in which they are asked for.
 */
final class LookStream implements AutoCloseable {

    private static final int MOST_THREADS = 8;
    private static final long AHEAD_BYTES = 24_000_000;
    private static final int FEWEST_AHEAD = 4;
    private static final int MOST_AHEAD = 64;

    private final Dataset dataset;
    private final Resize resize;
    private final int channels;
    private final Augmentation change;
    private final Iterator<Wanted> wanted;
    private final int ahead;
    private final ExecutorService threads;
    private final Deque<Future<Seen>> coming = new ArrayDeque<>();

    /**
     * Some looks of a picture that have no vectors yet.
     *
     * @param item the picture
     * @param looks their numbers; 0 is the picture as it is
     */
    record Wanted(Item item, List<Integer> looks) {}

    /** What became of it. */
    sealed interface Seen {

        /** The picture, one for each look. */
        record Looks(Wanted wanted, List<Picture> pictures) implements Seen {}

        /** It cannot be used. */
        record Failure(Wanted wanted, String reason) implements Seen {}
    }

    LookStream(Dataset dataset, Resize resize, int channels, Augmentation change, Iterator<Wanted> wanted) {
        this.dataset = dataset;
        this.resize = resize;
        this.channels = channels;
        this.change = change;
        this.wanted = wanted;
        this.ahead = Math.clamp(
                AHEAD_BYTES / ((long) resize.height() * resize.width() * channels), FEWEST_AHEAD, MOST_AHEAD);
        int count = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_THREADS);
        this.threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name("glimpse-pictures-", 1).daemon().factory());
        order();
    }

    private void order() {
        while (coming.size() < ahead && wanted.hasNext()) {
            Wanted next = wanted.next();
            coming.addLast(threads.submit(() -> see(next)));
        }
    }

    /** The next picture; nothing when there are no more. */
    Optional<Seen> next() {
        if (coming.isEmpty()) {
            return Optional.empty();
        }
        try {
            Seen seen = coming.removeFirst().get();
            order();
            return Optional.of(seen);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("waiting for pictures was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Seen see(Wanted wanted) {
        Item item = wanted.item();
        try {
            if (dataset.isDecoded()) {
                return looks(wanted, resized(dataset.picture(item)));
            }
            byte[] file = dataset.bytes(item);
            if (!ContentHash.of(file).equals(item.hash())) {
                return new Seen.Failure(wanted, "it was changed since the dataset was opened");
            }
            return looks(wanted, Picture.decodeFor(file, item.name(), resize, colour()));
        } catch (ImageException e) {
            return new Seen.Failure(wanted, Reasons.of(e, item.name()));
        } catch (DataException e) {
            String message = String.valueOf(e.getMessage());
            String prefix = "cannot read " + item.name() + ": ";
            return new Seen.Failure(wanted, message.startsWith(prefix) ? message.substring(prefix.length()) : message);
        }
    }

    private Seen looks(Wanted wanted, Picture picture) {
        List<Picture> pictures = new ArrayList<>();
        for (int look : wanted.looks()) {
            pictures.add(look == 0 ? picture : change.apply(picture, seed(wanted.item(), look)));
        }
        return new Seen.Looks(wanted, pictures);
    }

    /** From the picture and the number of the look alone, so that another dataset finds the same one. */
    private static long seed(Item item, int look) {
        return Seed.of(item.key()).derive("look").derive(look).value();
    }

    private Picture resized(Picture picture) {
        Picture coloured = channels == 1 ? picture.gray() : picture.rgb();
        return coloured.height() == resize.height() && coloured.width() == resize.width()
                ? coloured
                : resize.apply(coloured);
    }

    private UnaryOperator<Decoding> colour() {
        return channels == 1 ? Decoding::gray : Decoding::rgb;
    }

    @Override
    public void close() {
        coming.forEach(future -> future.cancel(false));
        threads.close();
    }
}
