package dev.glimpse.classifier.embedding;

import dev.glimpse.data.item.ContentHash;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Where the vectors of some pictures are: a row for each content, a place for each of its looks.
 *
 * <p>It takes some fifty bytes a picture. A place from 0 on is a slot of the file that is kept, one below 0 is {@code ~n} for
 * the n-th of those that could not be kept.
 */
final class Places {

    /** No picture, or no vector yet. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int PARTS = 4;

    private final int firstLook;
    private final int looks;
    private final long[] hashes;
    private final int[] table;
    private final int[] places;
    private int rows;

    /**
     * Places for these pictures, none of which has a vector yet.
     *
     * @param firstLook the number of the first look that they have here
     * @param looks how many looks they have here
     */
    Places(int pictures, IntFunction<ContentHash> hash, int firstLook, int looks) {
        this.firstLook = firstLook;
        this.looks = looks;
        this.hashes = new long[Math.multiplyExact(pictures, PARTS)];
        this.table = new int[Integer.highestOneBit(Math.max(1, pictures)) * 4];
        Arrays.fill(table, NONE);
        for (int i = 0; i < pictures; i++) {
            add(hash.apply(i));
        }
        this.places = new int[Math.multiplyExact(rows, looks)];
        Arrays.fill(places, NONE);
    }

    private void add(ContentHash picture) {
        int at = find(picture);
        if (table[at] == NONE) {
            hashes[rows * PARTS] = picture.first();
            hashes[rows * PARTS + 1] = picture.second();
            hashes[rows * PARTS + 2] = picture.third();
            hashes[rows * PARTS + 3] = picture.fourth();
            table[at] = rows++;
        }
    }

    /** Where in the table a picture is, or would be. */
    private int find(ContentHash picture) {
        int at = (int) picture.first() & (table.length - 1);
        while (table[at] != NONE && !isAt(table[at], picture)) {
            at = (at + 1) & (table.length - 1);
        }
        return at;
    }

    private boolean isAt(int row, ContentHash picture) {
        int at = row * PARTS;
        return hashes[at] == picture.first()
                && hashes[at + 1] == picture.second()
                && hashes[at + 2] == picture.third()
                && hashes[at + 3] == picture.fourth();
    }

    /** How many pictures of different content there are. */
    int rows() {
        return rows;
    }

    /** How many looks a picture has here. */
    int looks() {
        return looks;
    }

    /** The number of the first of them. */
    int firstLook() {
        return firstLook;
    }

    /** The row of a picture, or {@link #NONE}. */
    int row(ContentHash picture) {
        return table[find(picture)];
    }

    /** Where a look's vector is, or {@link #NONE}. */
    int place(int row, int look) {
        return places[row * looks + look - firstLook];
    }

    /** Whether a vector is wanted and has no place yet. */
    boolean lacks(ContentHash picture, int look) {
        int row = row(picture);
        return row != NONE && look >= firstLook && look - firstLook < looks && place(row, look) == NONE;
    }

    /** Whether a picture has all of its vectors. */
    boolean isComplete(int row) {
        for (int i = 0; i < looks; i++) {
            if (places[row * looks + i] == NONE) {
                return false;
            }
        }
        return true;
    }

    /** Says where a vector is that was lacking. */
    void put(ContentHash picture, int look, int place) {
        places[row(picture) * looks + look - firstLook] = place;
    }

    /** How many vectors have a place. */
    long found() {
        return Arrays.stream(places).filter(place -> place != NONE).count();
    }
}
