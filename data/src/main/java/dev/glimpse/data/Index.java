package dev.glimpse.data;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.Split;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is kept in memory of every picture: 39 bytes, beside the source's path of about as many.
 *
 * <p>Its arrays are never changed once it is made.
 */
final class Index {

    static final byte NO_SPLIT = -1;
    private static final int HASH_PARTS = 4;

    private final int[] entry;
    private final long[] hash;
    private final char[] label;
    private final byte[] split;

    Index(int[] entry, long[] hash, char[] label, byte[] split) {
        this.entry = entry;
        this.hash = hash;
        this.label = label;
        this.split = split;
    }

    int size() {
        return entry.length;
    }

    /** The number of a picture in its source. */
    int entry(int item) {
        return entry[item];
    }

    ContentHash hash(int item) {
        int at = item * HASH_PARTS;
        return new ContentHash(hash[at], hash[at + 1], hash[at + 2], hash[at + 3]);
    }

    /** The first part of a hash, without making an object of it. */
    long key(int item) {
        return hash[item * HASH_PARTS];
    }

    int label(int item) {
        return label[item];
    }

    Optional<Split> split(int item) {
        return split[item] == NO_SPLIT ? Optional.empty() : Optional.of(Split.numbered(split[item]));
    }

    boolean isIn(int item, Split wanted) {
        return split[item] == wanted.number();
    }

    /** The pictures with these numbers, in their order. */
    Index select(int[] items) {
        int[] entries = new int[items.length];
        long[] hashes = new long[items.length * HASH_PARTS];
        char[] labels = new char[items.length];
        byte[] splits = new byte[items.length];
        for (int i = 0; i < items.length; i++) {
            entries[i] = entry[items[i]];
            System.arraycopy(hash, items[i] * HASH_PARTS, hashes, i * HASH_PARTS, HASH_PARTS);
            labels[i] = label[items[i]];
            splits[i] = split[items[i]];
        }
        return new Index(entries, hashes, labels, splits);
    }

    /** The same pictures with other splits, one each. */
    Index withSplits(Split[] chosen) {
        byte[] splits = new byte[chosen.length];
        for (int i = 0; i < splits.length; i++) {
            splits[i] = (byte) chosen[i].number();
        }
        return new Index(entry, hash, label, splits);
    }

    /** The same pictures without splits. */
    Index withoutSplits() {
        byte[] splits = new byte[size()];
        Arrays.fill(splits, NO_SPLIT);
        return new Index(entry, hash, label, splits);
    }

    /** The same pictures with labels that are numbered differently. */
    Index withLabels(int[] newNumber) {
        char[] labels = new char[label.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (char) newNumber[label[i]];
        }
        return new Index(entry, hash, labels, split);
    }
}
