package dev.glimpse.image;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The native memory that one picture needs while it is worked on, lent and given back.
 *
 * <p>Fresh memory costs more than a resize, since the kernel maps it page by page. As many are kept as there are
 * processors, each of at most a few tens of megabytes.
 */
final class Scratch implements AutoCloseable {

    private static final int KEPT = Runtime.getRuntime().availableProcessors();
    private static final ConcurrentLinkedDeque<Scratch> IDLE = new ConcurrentLinkedDeque<>();
    private static final AtomicInteger IDLE_COUNT = new AtomicInteger();

    final Block file = new Block();
    Block decoded = new Block();
    Block first = new Block();
    final Block second = new Block();
    final Sampler sampler = new Sampler();

    private Scratch() {}

    static Scratch take() {
        Scratch idle = IDLE.pollFirst();
        if (idle != null) {
            IDLE_COUNT.decrementAndGet();
            return idle;
        }
        Native.load();
        return new Scratch();
    }

    /** Lets a picture that was made in {@code first} be the decoded one. */
    Raster exchangeDecoded(Raster made) {
        Block other = decoded;
        decoded = first;
        first = other;
        return new Raster(decoded, made.height(), made.width(), made.channels());
    }

    @Override
    public void close() {
        file.shrink();
        decoded.shrink();
        first.shrink();
        second.shrink();
        if (IDLE_COUNT.incrementAndGet() <= KEPT) {
            IDLE.addFirst(this);
        } else {
            IDLE_COUNT.decrementAndGet();
            file.close();
            decoded.close();
            first.close();
            second.close();
        }
    }
}
