package dev.glimpse.data.split;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Gives every picture its split.
 *
 * <p>Copies of one picture are one picture here, even under two labels, and then count for the first of these. Where
 * copies were put by hand on different sides, all go to the one further from learning: test before validation before train.
 */
public final class SplitRule {

    private static final Split[] SPLITS = Split.values();
    private static final int NAMED = 5;

    private final Pictures pictures;
    private final Shares shares;
    private final Splits known;
    private final TrainByHand train;
    private final int[][] taken;
    private int moved;

    /** What the rule has to know of the pictures. */
    public interface Pictures {

        /** The names of the classes. */
        List<String> labels();

        /** How many pictures there are. */
        int size();

        /** The hash of a picture. */
        ContentHash hash(int picture);

        /** The class of a picture. */
        int label(int picture);

        /** The split that somebody chose for a picture. */
        Optional<Split> byHand(int picture);
    }

    /** What becomes of pictures that somebody put into the train split. */
    public enum TrainByHand {
        /** They stay there. */
        KEPT,
        /** They are what the shares are taken out of. */
        SHARED
    }

    /**
     * What the rule decided.
     *
     * @param splits a split for each picture
     * @param moved how many copies had been put on another side by hand than where all copies are now
     * @param few what is to be said of classes with too few pictures for all splits; a line each
     */
    public record Outcome(Split[] splits, int moved, List<String> few) {

        public Outcome {
            few = List.copyOf(few);
        }
    }

    private SplitRule(Pictures pictures, Shares shares, Splits known, TrainByHand train) {
        this.pictures = pictures;
        this.shares = shares;
        this.known = known;
        this.train = train;
        this.taken = new int[pictures.labels().size()][SPLITS.length];
    }

    /**
     * The splits of these pictures, one each.
     *
     * @param shares what to aim at where nothing is set
     * @param known what was recorded before
     * @param train whether the train split is a source of the others
     * @throws DataException if there is one class only, or a class has no picture to learn from
     */
    public static Outcome apply(Pictures pictures, Shares shares, Splits known, TrainByHand train) {
        if (pictures.labels().size() < 2) {
            throw new DataException("there is only one class, '" + String.join("", pictures.labels())
                    + "': to tell things apart takes two or more, each in a folder of its own");
        }
        SplitRule rule = new SplitRule(pictures, shares, known, train);
        Split[] splits = rule.assign();
        rule.requireEnough();
        return new Outcome(splits, rule.moved, rule.few());
    }

    /** The record of what was decided. */
    public static Splits record(Pictures pictures, Split[] splits) {
        Map<Split, long[]> keys = new EnumMap<>(Split.class);
        for (Split split : SPLITS) {
            keys.put(
                    split,
                    IntStream.range(0, splits.length)
                            .filter(i -> splits[i] == split)
                            .mapToLong(i -> pictures.hash(i).key())
                            .toArray());
        }
        return Splits.of(keys);
    }

    private Split[] assign() {
        Integer[] order = inHashOrder();
        Split[] result = new Split[order.length];
        // First all that is settled, so that what is not can make up for it.
        forEachPicture(order, (from, to) -> settled(order, from, to).ifPresent(split -> {
            take(order, from, to, split);
            fill(result, order, from, to, split);
            moved += (int) IntStream.range(from, to)
                    .filter(i -> isElsewhere(order[i], split) && isSetTo(order, from, to, split))
                    .count();
        }));
        forEachPicture(order, (from, to) -> {
            if (settled(order, from, to).isEmpty()) {
                Split split = mostLacking(label(order, from, to));
                take(order, from, to, split);
                fill(result, order, from, to, split);
            }
        });
        return result;
    }

    private Integer[] inHashOrder() {
        long[] keys = new long[pictures.size()];
        Arrays.setAll(keys, i -> pictures.hash(i).key());
        Integer[] order = new Integer[keys.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> {
            int byKey = Long.compareUnsigned(keys[a], keys[b]);
            return byKey != 0 ? byKey : pictures.hash(a).compareTo(pictures.hash(b));
        });
        return order;
    }

    private interface Copies {
        void accept(int from, int to);
    }

    private void forEachPicture(Integer[] order, Copies action) {
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            while (to < order.length && pictures.hash(order[from]).equals(pictures.hash(order[to]))) {
                to++;
            }
            action.accept(from, to);
            from = to;
        }
    }

    private Optional<Split> settled(Integer[] order, int from, int to) {
        Optional<Split> byHand = IntStream.range(from, to)
                .mapToObj(i -> pictures.byHand(order[i]))
                .flatMap(Optional::stream)
                .filter(split -> train == TrainByHand.KEPT || split != Split.TRAIN)
                .max(Split::compareTo);
        return byHand.isPresent() ? byHand : known.of(pictures.hash(order[from]));
    }

    private boolean isElsewhere(int picture, Split split) {
        return pictures.byHand(picture).filter(chosen -> chosen != split).isPresent();
    }

    private boolean isSetTo(Integer[] order, int from, int to, Split split) {
        return IntStream.range(from, to).anyMatch(i -> pictures.byHand(order[i])
                .filter(chosen -> chosen == split)
                .isPresent());
    }

    private int label(Integer[] order, int from, int to) {
        return IntStream.range(from, to)
                .map(i -> pictures.label(order[i]))
                .min()
                .orElseThrow();
    }

    private void take(Integer[] order, int from, int to, Split split) {
        taken[label(order, from, to)][split.number()]++;
    }

    private static void fill(Split[] result, Integer[] order, int from, int to, Split split) {
        for (int i = from; i < to; i++) {
            result[order[i]] = split;
        }
    }

    private Split mostLacking(int label) {
        return mostLacking(taken[label], shares);
    }

    private static Split mostLacking(int[] taken, Shares shares) {
        int all = 1;
        for (Split split : SPLITS) {
            // A split that is not aimed at (set by hand, say) takes nothing from the shares of the others.
            all += shares.of(split) > 0 ? taken[split.number()] : 0;
        }
        Split most = Split.TRAIN;
        double lack = Double.NEGATIVE_INFINITY;
        for (Split split : SPLITS) {
            double lacking = shares.of(split) * all - taken[split.number()];
            // A billionth is rounding: shares that are equal on paper must not depend on it.
            if (shares.of(split) > 0 && lacking > lack + 1e-9) {
                lack = lacking;
                most = split;
            }
        }
        return most;
    }

    private void requireEnough() {
        for (int label = 0; label < taken.length; label++) {
            if (taken[label][Split.TRAIN.number()] == 0) {
                int count = Arrays.stream(taken[label]).sum();
                throw new DataException("class '" + pictures.labels().get(label) + "' has "
                        + (count == 0 ? "no readable picture" : pictures(count))
                        + " and none to learn from: put some into the " + Split.TRAIN.word()
                        + " split, or remove the class");
            }
        }
    }

    /** Learning comes first: a class with few pictures keeps none back for one split or both, which its owner should know. */
    private List<String> few() {
        boolean anyByHand = IntStream.range(0, pictures.size())
                .anyMatch(i -> pictures.byHand(i).isPresent());
        if (anyByHand) {
            return List.of();
        }
        List<String> few = new ArrayList<>();
        for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
            List<String> without = IntStream.range(0, taken.length)
                    .filter(label -> shares.of(split) > 0 && taken[label][split.number()] == 0)
                    .mapToObj(label -> "'" + pictures.labels().get(label) + "' ("
                            + pictures(Arrays.stream(taken[label]).sum()) + ")")
                    .toList();
            if (!without.isEmpty()) {
                few.add("There are too few pictures to keep one back for " + split.word() + " of " + shortened(without)
                        + ": it takes at least " + fewest() + " of a class at these shares ("
                        + percent(shares.validation()) + " validation, " + percent(shares.test()) + " test)");
            }
        }
        return few;
    }

    private static String shortened(List<String> names) {
        return names.size() <= NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }

    private static String pictures(int count) {
        return count == 1 ? "1 picture" : count + " different pictures";
    }

    private static String percent(double share) {
        double value = Math.round(share * 1000) / 10.0;
        return (value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value)) + " %";
    }

    /** With how many pictures a class that starts from nothing has one in each split. */
    private int fewest() {
        int[] counts = new int[SPLITS.length];
        for (int pictureCount = 1; pictureCount < 1_000_000; pictureCount++) {
            counts[mostLacking(counts, shares).number()]++;
            boolean enough = true;
            for (Split split : SPLITS) {
                enough &= shares.of(split) == 0 || counts[split.number()] > 0;
            }
            if (enough) {
                return pictureCount;
            }
        }
        return 1_000_000;
    }
}
