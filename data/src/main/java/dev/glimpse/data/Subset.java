package dev.glimpse.data;

import dev.glimpse.data.item.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A part of a dataset in which each class keeps its share of each split. */
final class Subset {

    private Subset() {}

    /**
     * The numbers of the pictures to keep, in their order.
     *
     * <p>Pictures of one class and split are taken in the order of their hashes. Each such group gets its share, rounded so
     * that the whole comes out (largest remainders first), and at least one.
     */
    static int[] of(Index index, int labels, Limit limit) {
        int wanted = limit.of(index.size());
        if (wanted >= index.size()) {
            return IntStream.range(0, index.size()).toArray();
        }
        List<int[]> groups = groups(index, labels);
        int[] quota = quota(groups, wanted, index.size());
        int[] kept = new int[Arrays.stream(quota).sum()];
        int filled = 0;
        for (int i = 0; i < quota.length; i++) {
            int[] group = IntStream.of(groups.get(i))
                    .boxed()
                    .sorted(Comparator.comparing(index::hash))
                    .mapToInt(Integer::intValue)
                    .toArray();
            System.arraycopy(group, 0, kept, filled, quota[i]);
            filled += quota[i];
        }
        Arrays.sort(kept);
        return kept;
    }

    private static List<int[]> groups(Index index, int labels) {
        int splits = Split.values().length + 1;
        IntStream.Builder[] builders = new IntStream.Builder[labels * splits];
        Arrays.setAll(builders, _ -> IntStream.builder());
        for (int i = 0; i < index.size(); i++) {
            int split = index.split(i).map(Split::number).orElse(splits - 1);
            builders[index.label(i) * splits + split].add(i);
        }
        List<int[]> groups = new ArrayList<>();
        for (IntStream.Builder builder : builders) {
            int[] group = builder.build().toArray();
            if (group.length > 0) {
                groups.add(group);
            }
        }
        return groups;
    }

    private static int[] quota(List<int[]> groups, int wanted, int available) {
        int[] quota = new int[groups.size()];
        double[] remainder = new double[quota.length];
        int given = 0;
        for (int i = 0; i < quota.length; i++) {
            double exact = (double) groups.get(i).length * wanted / available;
            quota[i] = Math.max(1, (int) exact);
            remainder[i] = exact - quota[i];
            given += quota[i];
        }
        Integer[] order = new Integer[quota.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -remainder[i]));
        for (int i = 0; given < wanted && i < order.length; i++) {
            if (quota[order[i]] < groups.get(order[i]).length) {
                quota[order[i]]++;
                given++;
            }
        }
        return quota;
    }
}
