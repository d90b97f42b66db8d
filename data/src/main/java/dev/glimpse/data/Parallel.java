package dev.glimpse.data;

import dev.glimpse.data.item.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Work in numbered pieces, done on several threads at once. */
public final class Parallel {

    private Parallel() {}

    /** Does every piece from 0 to below {@code count}; returns, or throws what a piece threw, when none is being done. */
    public static void forEach(int count, int threads, IntConsumer piece) {
        AtomicInteger next = new AtomicInteger();
        Callable<Boolean> worker = () -> {
            try {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    piece.accept(i);
                }
                return true;
            } catch (RuntimeException | Error e) {
                next.set(count);
                throw e;
            }
        };
        List<Callable<Boolean>> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, Math.max(1, count)); i++) {
            workers.add(worker);
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(workers.size(), Parallel::daemon)) {
            for (Future<Boolean> result : pool.invokeAll(workers)) {
                result.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("reading pictures was interrupted", e);
        }
    }

    private static Thread daemon(Runnable work) {
        return Thread.ofPlatform().name("glimpse-reading").daemon().unstarted(work);
    }
}
