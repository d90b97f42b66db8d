package dev.glimpse.classifier.embedding;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.source.Reasons;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of one kind that a dataset needs: those that were found, and those that come to them.
 *
 * <p>What is computed is kept every few seconds. Where it cannot be kept, that is said, and everything goes on without.
 */
final class Shelf implements AutoCloseable {

    private static final long MOST_NANOS = 3_000_000_000L;

    private final Places places;
    private final Addition pending;
    private final LooseVectors loose;
    private final Consumer<String> trouble;
    private @Nullable VectorFile file;
    private boolean keeps;
    private long kept = System.nanoTime();

    private Shelf(Places places, int length, Consumer<String> trouble) {
        this.places = places;
        this.pending = new Addition(length);
        this.loose = new LooseVectors(
                Math.multiplyExact(length, Float.BYTES), Path.of(System.getProperty("java.io.tmpdir", ".")));
        this.trouble = trouble;
    }

    /**
     * What there is of a kind.
     *
     * @param places are told where it is
     * @param trouble is told, in a few words, why nothing can be kept
     */
    static Shelf open(EmbeddingStore store, VectorKind kind, Places places, Consumer<String> trouble) {
        Shelf shelf = new Shelf(places, kind.length(), trouble);
        try {
            VectorFile file = VectorFile.open(store.folder(), kind);
            shelf.file = file;
            shelf.keeps = true;
            file.readNew(places);
            file.touch();
        } catch (IOException e) {
            shelf.fail(e);
            shelf.readOnly(store, kind);
        }
        return shelf;
    }

    private void readOnly(EmbeddingStore store, VectorKind kind) {
        if (file != null) {
            return;
        }
        try {
            VectorFile readable = VectorFile.openToRead(store.folder(), kind).orElse(null);
            file = readable;
            if (readable != null) {
                readable.readNew(places);
            }
        } catch (IOException _) {
            // What cannot be read is computed.
            keeps = false;
        }
    }

    private void fail(IOException e) {
        keeps = false;
        trouble.accept(Reasons.of(e));
    }

    Places places() {
        return places;
    }

    /** Takes a vector that was lacking. */
    void add(ContentHash picture, int look, float[] numbers, int offset) {
        pending.add(picture, look, numbers, offset);
        if (pending.isFull() || System.nanoTime() - kept > MOST_NANOS) {
            flush();
        }
    }

    /** Keeps what has come. */
    void flush() {
        VectorFile open = file;
        if (keeps && open != null && pending.count() > 0) {
            try {
                open.append(pending, places);
            } catch (IOException e) {
                fail(e);
            }
        }
        for (int i = 0; i < pending.count(); i++) {
            if (places.lacks(pending.picture(i), pending.look(i))) {
                places.put(pending.picture(i), pending.look(i), ~loose.add(pending.vector(i)));
            }
        }
        pending.clear();
        kept = System.nanoTime();
    }

    /** All vectors, for reading. */
    VectorSource source() {
        flush();
        VectorFile open = file;
        try {
            return new VectorSource(places, open == null ? MemorySegment.NULL : open.map(), loose.map());
        } catch (IOException e) {
            throw new EmbeddingException("vectors that were computed cannot be read again: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        VectorFile open = file;
        if (open != null) {
            open.close();
        }
        loose.close();
    }
}
