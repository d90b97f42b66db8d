package dev.glimpse.learn;

import java.util.Arrays;

/** Trees while they grow; a node's children are made after it. */
final class Growing {

    private final int width;
    private int nodes;
    private int leaves;
    private int count;
    private int[] roots = new int[16];
    private int[] column = new int[1024];
    private float[] threshold = new float[1024];
    private int[] below = new int[1024];
    private int[] otherwise = new int[1024];
    private float[] says = new float[1024];

    Growing(int width) {
        this.width = width;
    }

    /** A question, and its place. */
    int node(int asked, float limit) {
        if (nodes == column.length) {
            column = Arrays.copyOf(column, nodes * 2);
            threshold = Arrays.copyOf(threshold, nodes * 2);
            below = Arrays.copyOf(below, nodes * 2);
            otherwise = Arrays.copyOf(otherwise, nodes * 2);
        }
        column[nodes] = asked;
        threshold[nodes] = limit;
        return nodes++;
    }

    void below(int node, int place) {
        below[node] = place;
    }

    void otherwise(int node, int place) {
        otherwise[node] = place;
    }

    /** A leaf that says these numbers, and its place. */
    int leaf(float... word) {
        if ((leaves + 1) * width > says.length) {
            says = Arrays.copyOf(says, Math.max(says.length * 2, (leaves + 1) * width));
        }
        System.arraycopy(word, 0, says, leaves * width, width);
        return ~leaves++;
    }

    /** Ends a tree that begins at that place. */
    void root(int place) {
        if (count == roots.length) {
            roots = Arrays.copyOf(roots, count * 2);
        }
        roots[count++] = place;
    }

    Trees trees(int outputs, float weight) {
        return new Trees(
                outputs,
                width,
                0,
                weight,
                Arrays.copyOf(roots, count),
                Arrays.copyOf(column, nodes),
                Arrays.copyOf(threshold, nodes),
                Arrays.copyOf(below, nodes),
                Arrays.copyOf(otherwise, nodes),
                Arrays.copyOf(says, leaves * width));
    }
}
