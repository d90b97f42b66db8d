package dev.glimpse.classifier.neighbour;

import dev.glimpse.data.item.ContentHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Pictures that others are compared with: their vectors, labels and hashes, in the order in which they came.
 *
 * <p>It never changes; one with more samples shares with it what both have, so that adding is cheap whatever is there
 * already, and who is comparing meanwhile is not disturbed. The search is exact. A sample takes four bytes for each number of
 * its vector, and 37 more: 5 KB with 1,280 numbers.
 *
 * <p>For {@link Distance#COSINE} vectors are kept with length 1, for that is all that it looks at.
 */
public final class Samples {

    /** The squares of longer vectors do not fit into a float. */
    private static final double LONGEST = 1e18;

    /** A vector that was brought to length 1 already stays as it is, so that one from a file is the same that was written. */
    private static final double NEARLY = 1e-6;

    private final int length;
    private final Distance distance;
    private final List<Block> blocks;
    private final int[] labels;
    private final ContentHash[] hashes;

    private Samples(int length, Distance distance, List<Block> blocks, int[] labels, ContentHash[] hashes) {
        this.length = length;
        this.distance = distance;
        this.blocks = blocks;
        this.labels = labels;
        this.hashes = hashes;
    }

    /** No samples yet, for vectors of this length. */
    public static Samples none(int length, Distance distance) {
        return new Samples(length, distance, List.of(), new int[0], new ContentHash[0]);
    }

    /** Whether a vector can be compared at all: its numbers are numbers, and its length is one. */
    public static boolean isComparable(float[] vector) {
        return norm(vector) < LONGEST;
    }

    /** How many there are. */
    public int size() {
        return labels.length;
    }

    /** How many numbers a vector has. */
    public int length() {
        return length;
    }

    /** By what they are compared. */
    public Distance distance() {
        return distance;
    }

    /** The index of a sample's label. */
    public int label(int sample) {
        return labels[sample];
    }

    /** The hash of a sample's file. */
    public ContentHash hash(int sample) {
        return hashes[sample];
    }

    /** A sample's vector as it is compared. */
    public float[] vector(int sample) {
        return blocks.get(sample / Block.SIZE).vector(sample % Block.SIZE);
    }

    /** How many samples each of so many labels has. */
    public int[] counts(int labelCount) {
        int[] counts = new int[labelCount];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /** The number of the sample that a file is, if it is one. */
    public OptionalInt find(ContentHash hash) {
        for (int i = 0; i < hashes.length; i++) {
            if (hashes[i].equals(hash)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * These and more.
     *
     * @throws IllegalArgumentException if a vector has another length, or cannot be compared
     */
    public Samples with(List<Sample> more) {
        int[] newLabels = Arrays.copyOf(labels, labels.length + more.size());
        ContentHash[] newHashes = Arrays.copyOf(hashes, hashes.length + more.size());
        List<Block> newBlocks = new ArrayList<>(blocks);
        for (int i = 0; i < more.size(); i++) {
            Sample sample = more.get(i);
            int number = labels.length + i;
            newLabels[number] = sample.label();
            newHashes[number] = sample.hash();
            append(newBlocks, number % Block.SIZE, compared(sample.vector()));
        }
        return new Samples(length, distance, newBlocks, newLabels, newHashes);
    }

    private void append(List<Block> to, int place, float[] vector) {
        if (place == 0) {
            to.add(Block.empty(length));
        }
        Block last = to.getLast().after(place);
        while (!last.take(place)) {
            last = last.after(place);
        }
        last.put(place, vector);
        to.set(to.size() - 1, last);
    }

    /** These with another label for one of them. */
    public Samples relabelled(int sample, int label) {
        int[] newLabels = labels.clone();
        newLabels[sample] = label;
        return new Samples(length, distance, blocks, newLabels, hashes);
    }

    /**
     * The {@code k} samples nearest to a vector, or all if there are fewer.
     *
     * @throws IllegalArgumentException if the vector has another length, or cannot be compared
     */
    public Nearest nearest(float[] vector, int k) {
        return nearest(List.of(vector), k).getFirst();
    }

    /** The same for each of some vectors; faster than one after the other. */
    public List<Nearest> nearest(List<float[]> vectors, int k) {
        List<Query> queries = vectors.stream()
                .map(this::compared)
                .map(vector -> new Query(vector, isZero(vector), new Closest(Math.min(k, size()))))
                .toList();
        float[] squares = new float[Block.SIZE];
        for (int block = 0; block < blocks.size(); block++) {
            int first = block * Block.SIZE;
            int count = Math.min(Block.SIZE, size() - first);
            for (Query query : queries) {
                blocks.get(block).squares(query.vector(), squares);
                if (distance == Distance.COSINE) {
                    withoutDirection(blocks.get(block), query, squares, count);
                }
                query.closest().offer(squares, first, count);
            }
        }
        return queries.stream()
                .map(query -> query.closest().nearest(this::distance))
                .toList();
    }

    /** A vector that is compared with all samples, and the nearest so far. */
    private record Query(float[] vector, boolean isZero, Closest closest) {}

    /** What has no direction is at a right angle to everything. */
    private static void withoutDirection(Block block, Query query, float[] squares, int count) {
        for (int i = 0; i < count; i++) {
            if (query.isZero() || block.isZero(i)) {
                squares[i] = 2;
            }
        }
    }

    private double distance(float square) {
        return switch (distance) {
            case COSINE -> square / 2.0;
            case EUCLIDEAN -> Math.sqrt(square);
        };
    }

    /** A vector as it is compared: for the cosine, of length 1. */
    private float[] compared(float[] vector) {
        if (vector.length != length) {
            throw new IllegalArgumentException("a vector has " + length + " numbers, got " + vector.length);
        }
        double norm = norm(vector);
        if (!(norm < LONGEST)) {
            throw new IllegalArgumentException("a vector of length " + norm + " cannot be compared");
        }
        return switch (distance) {
            case COSINE -> norm == 0 || Math.abs(norm - 1) < NEARLY ? vector : divided(vector, norm);
            case EUCLIDEAN -> vector;
        };
    }

    private static float[] divided(float[] vector, double norm) {
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / norm);
        }
        return unit;
    }

    private static boolean isZero(float[] vector) {
        for (float value : vector) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private static double norm(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
