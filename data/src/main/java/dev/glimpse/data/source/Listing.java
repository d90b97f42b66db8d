package dev.glimpse.data.source;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of paths with their labels and splits, in a few bytes a row.
 *
 * <p>A path is kept as a folder, which many share, and the bytes of its last name: a hundred thousand rows take about 3 MB
 * rather than the 20 that as many strings would.
 */
final class Listing {

    private static final int MOST_LABELS = Character.MAX_VALUE;
    private static final byte NO_SPLIT = -1;

    private final List<String> labels;
    private final String[] folders;
    private final int[] folder;
    private final byte[] leaves;
    private final int[] leafEnd;
    private final char[] label;
    private final byte[] split;

    private Listing(Builder builder) {
        labels = List.copyOf(builder.labels);
        folders = builder.folders.toArray(String[]::new);
        folder = Arrays.copyOf(builder.folder, builder.size);
        leaves = builder.size == 0 ? new byte[0] : Arrays.copyOf(builder.leaves, builder.leafEnd[builder.size - 1]);
        leafEnd = Arrays.copyOf(builder.leafEnd, builder.size);
        label = Arrays.copyOf(builder.label, builder.size);
        split = Arrays.copyOf(builder.split, builder.size);
    }

    static Builder of(List<String> labels) {
        return new Builder(labels);
    }

    List<String> labels() {
        return labels;
    }

    int size() {
        return label.length;
    }

    String name(int row) {
        int begin = row == 0 ? 0 : leafEnd[row - 1];
        return folders[folder[row]] + new String(leaves, begin, leafEnd[row] - begin, StandardCharsets.UTF_8);
    }

    int label(int row) {
        return label[row];
    }

    Optional<Split> split(int row) {
        return split[row] == NO_SPLIT ? Optional.empty() : Optional.of(Split.numbered(split[row]));
    }

    /** Collects the rows of a listing in the order in which they are added. */
    static final class Builder {

        private final List<String> labels;
        private final List<String> folders = new ArrayList<>();
        private final Map<String, Integer> folderIndex = new HashMap<>();
        private int size;
        private int[] folder = new int[64];
        private int[] leafEnd = new int[64];
        private char[] label = new char[64];
        private byte[] split = new byte[64];
        private byte[] leaves = new byte[1024];

        private Builder(List<String> labels) {
            if (labels.size() > MOST_LABELS) {
                throw new DataException("a dataset has at most " + MOST_LABELS + " classes, got " + labels.size());
            }
            this.labels = labels;
        }

        /** One more row: a path with '/' between its names, and what is said about it. */
        Builder add(String path, int labelIndex, Optional<Split> byHand) {
            if (size == folder.length) {
                int larger = size + (size >> 1);
                folder = Arrays.copyOf(folder, larger);
                leafEnd = Arrays.copyOf(leafEnd, larger);
                label = Arrays.copyOf(label, larger);
                split = Arrays.copyOf(split, larger);
            }
            int cut = path.lastIndexOf('/') + 1;
            byte[] leaf = path.substring(cut).getBytes(StandardCharsets.UTF_8);
            int begin = size == 0 ? 0 : leafEnd[size - 1];
            int end = Math.addExact(begin, leaf.length);
            if (end > leaves.length) {
                leaves = Arrays.copyOf(leaves, Math.max(end, Math.addExact(begin, begin >> 1)));
            }
            System.arraycopy(leaf, 0, leaves, begin, leaf.length);
            folder[size] = folderIndex.computeIfAbsent(path.substring(0, cut), name -> {
                folders.add(name);
                return folders.size() - 1;
            });
            leafEnd[size] = end;
            label[size] = (char) labelIndex;
            split[size] = byHand.map(chosen -> (byte) chosen.number()).orElse(NO_SPLIT);
            size++;
            return this;
        }

        Listing build() {
            return new Listing(this);
        }
    }
}
