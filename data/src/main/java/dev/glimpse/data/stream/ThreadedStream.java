package dev.glimpse.data.stream;

import dev.glimpse.data.item.DataException;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches.BatchStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Prepares batches on threads of its own, a few ahead.
 *
 * <p>Threads take one picture after another, so that the batch that is waited for has all of them, and stop where enough
 * batches lie ready: memory is bounded by their number. They are platform threads, for decoding is work in native code.
 */
final class ThreadedStream implements BatchStream {

    private static final long AHEAD_BYTES = 48_000_000;
    private static final int FEWEST_AHEAD = 2;
    private static final int MOST_AHEAD = 8;

    private final BatchMaker maker;
    private final int ahead;
    private final List<Thread> workers = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition ready = lock.newCondition();
    /** The batches in the making, the oldest first. Guarded by the lock, as all that follows. */
    private final Deque<Open> open = new ArrayDeque<>();

    private int nextBatch;
    private int doneBatches;
    private boolean closed;
    private @Nullable Throwable failure;

    /** A batch in the making, and how far it is. */
    private static final class Open {
        private final BatchMaker.Draft draft;
        private int taken;
        private int done;

        private Open(BatchMaker.Draft draft) {
            this.draft = draft;
        }
    }

    /** One picture to be read. */
    private record Task(Open batch, int place) {}

    ThreadedStream(BatchMaker maker, BatchOptions options) {
        this.maker = maker;
        this.nextBatch = Math.min(maker.firstBatch(), maker.batches());
        this.doneBatches = nextBatch;
        this.ahead = options.prefetch()
                .orElse(Math.clamp(AHEAD_BYTES / Math.max(1, maker.batchBytes()), FEWEST_AHEAD, MOST_AHEAD));
        for (int i = 0; i < options.threads(); i++) {
            workers.add(Thread.ofPlatform()
                    .name("glimpse-pictures-" + (i + 1))
                    .daemon()
                    .unstarted(this::work));
        }
        workers.forEach(Thread::start);
    }

    private void work() {
        try {
            for (Optional<Task> task = take(); task.isPresent(); task = take()) {
                maker.fill(task.get().batch().draft, task.get().place());
                done(task.get().batch());
            }
        } catch (Throwable e) {
            // Also an error: whoever waits for the batch must hear of it, or it waits for ever.
            fail(e);
        }
    }

    private Optional<Task> take() {
        lock.lock();
        try {
            while (!closed && failure == null) {
                Open last = open.peekLast();
                if (last != null && last.taken < last.draft.size()) {
                    return Optional.of(new Task(last, last.taken++));
                }
                if (nextBatch >= maker.batches()) {
                    return Optional.empty();
                }
                if (open.size() < ahead) {
                    open.addLast(new Open(maker.begin(nextBatch++)));
                } else {
                    room.awaitUninterruptibly();
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void done(Open batch) {
        lock.lock();
        try {
            batch.done++;
            if (batch.done == batch.draft.size()) {
                ready.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable e) {
        lock.lock();
        try {
            failure = e;
            ready.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Batch> next() {
        for (Optional<BatchMaker.Draft> draft = await(); draft.isPresent(); draft = await()) {
            Optional<Batch> batch = maker.finish(draft.get());
            if (batch.isPresent()) {
                return batch;
            }
        }
        return Optional.empty();
    }

    @Override
    public int done() {
        lock.lock();
        try {
            return doneBatches;
        } finally {
            lock.unlock();
        }
    }

    private Optional<BatchMaker.Draft> await() {
        lock.lock();
        try {
            while (!closed) {
                if (failure instanceof Error error) {
                    throw error;
                }
                if (failure instanceof RuntimeException exception) {
                    throw exception;
                }
                Open first = open.peekFirst();
                if (first == null && nextBatch >= maker.batches()) {
                    return Optional.empty();
                }
                if (first != null && first.done == first.draft.size()) {
                    open.removeFirst();
                    doneBatches++;
                    room.signalAll();
                    return Optional.of(first.draft);
                }
                ready.await();
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("waiting for pictures was interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            open.clear();
            room.signalAll();
            ready.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
