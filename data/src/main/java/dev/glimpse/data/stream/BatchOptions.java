package dev.glimpse.data.stream;

import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.image.Augmentation;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * How pictures become batches.
 *
 * @param size how many samples a batch has
 * @param channels 3 for colour, 1 for grey
 * @param order in which the samples come
 * @param targets how labels are written
 * @param augmentation what changes a picture at random, after it has its size
 * @param caching where decoded pictures are kept for the next pass
 * @param threads how many pictures are decoded at once
 * @param prefetch how many batches are prepared ahead; without it as many as fit into 48 MB, from 2 to 8
 * @param strictness what a picture that cannot be decoded does: it is left out of its batch, or ends the pass
 * @param unreadable is told of each picture that is left out, once
 */
public record BatchOptions(
        int size,
        int channels,
        Order order,
        Targets targets,
        Optional<Augmentation> augmentation,
        Caching caching,
        int threads,
        OptionalInt prefetch,
        Strictness strictness,
        Consumer<Unreadable> unreadable) {

    private static final int MOST_THREADS = 8;

    /** In which order samples come. */
    public enum Order {
        /** As the dataset lists them. */
        LISTED,
        /** In an order of its own for each seed and epoch. */
        SHUFFLED
    }

    /** How a label is written. */
    public enum Targets {
        /** A row with a 1 at the label's place: shape [batch, classes]. */
        ONE_HOT,
        /** The label's number: shape [batch]. */
        INDEX
    }

    public BatchOptions {
        if (size < 1 || threads < 1 || prefetch.orElse(1) < 1) {
            throw new IllegalArgumentException("batch size, threads and prefetch are at least 1, got " + size + ", "
                    + threads + " and " + prefetch);
        }
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("a picture has 1 or 3 channels, got " + channels);
        }
    }

    /** 32 colour pictures a batch, as listed, one-hot, unchanged; cached in memory where all fit into 64 MB. */
    public static BatchOptions usual() {
        return new BatchOptions(
                32,
                3,
                Order.LISTED,
                Targets.ONE_HOT,
                Optional.empty(),
                Caching.automatic(),
                Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_THREADS),
                OptionalInt.empty(),
                Strictness.SKIP,
                (Unreadable picture) -> {});
    }

    /** Batches of so many samples. */
    public BatchOptions size(int samples) {
        return new BatchOptions(
                samples, channels, order, targets, augmentation, caching, threads, prefetch, strictness, unreadable);
    }

    /** Pictures with so many channels: 3 or 1. */
    public BatchOptions channels(int count) {
        return new BatchOptions(
                size, count, order, targets, augmentation, caching, threads, prefetch, strictness, unreadable);
    }

    /** Samples in an order of its own for each seed and epoch. */
    public BatchOptions shuffled() {
        return order(Order.SHUFFLED);
    }

    /** Samples as the dataset lists them. */
    public BatchOptions listed() {
        return order(Order.LISTED);
    }

    private BatchOptions order(Order chosen) {
        return new BatchOptions(
                size, channels, chosen, targets, augmentation, caching, threads, prefetch, strictness, unreadable);
    }

    /** Labels written in this way. */
    public BatchOptions targets(Targets chosen) {
        return new BatchOptions(
                size, channels, order, chosen, augmentation, caching, threads, prefetch, strictness, unreadable);
    }

    /** Pictures changed at random, each in a way that follows from seed, epoch and picture alone. */
    public BatchOptions augment(Augmentation chosen) {
        return new BatchOptions(
                size,
                channels,
                order,
                targets,
                Optional.of(chosen),
                caching,
                threads,
                prefetch,
                strictness,
                unreadable);
    }

    /** Decoded pictures kept here. */
    public BatchOptions caching(Caching chosen) {
        return new BatchOptions(
                size, channels, order, targets, augmentation, chosen, threads, prefetch, strictness, unreadable);
    }

    /** So many pictures decoded at once. */
    public BatchOptions threads(int count) {
        return new BatchOptions(
                size, channels, order, targets, augmentation, caching, count, prefetch, strictness, unreadable);
    }

    /** So many batches prepared ahead. */
    public BatchOptions prefetch(int batches) {
        return new BatchOptions(
                size,
                channels,
                order,
                targets,
                augmentation,
                caching,
                threads,
                OptionalInt.of(batches),
                strictness,
                unreadable);
    }

    /** Pictures that cannot be decoded left out, or a reason to stop. */
    public BatchOptions strictness(Strictness chosen) {
        return new BatchOptions(
                size, channels, order, targets, augmentation, caching, threads, prefetch, chosen, unreadable);
    }

    /** Tells {@code listener} of each picture that is left out; called by whoever asks for batches. */
    public BatchOptions unreadable(Consumer<Unreadable> listener) {
        return new BatchOptions(
                size, channels, order, targets, augmentation, caching, threads, prefetch, strictness, listener);
    }
}
