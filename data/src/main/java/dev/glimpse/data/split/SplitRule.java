package dev.glimpse.data.split;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
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
     */
    public record Outcome(Split[] splits, int moved) {}

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
     * @throws DataException if a class gets no picture in a split that it needs
     */
    public static Outcome apply(Pictures pictures, Shares shares, Splits known, TrainByHand train) {
        if (pictures.labels().size() < 2) {
            throw new DataException("there is only one class, '" + String.join("", pictures.labels())
                    + "': to tell things apart takes two or more, each in a folder of its own");
        }
        SplitRule rule = new SplitRule(pictures, shares, known, train);
        Split[] splits = rule.assign();
        rule.requireEnough();
        return new Outcome(splits, rule.moved);
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
        boolean anyByHand = IntStream.range(0, pictures.size())
                .anyMatch(i -> pictures.byHand(i).isPresent());
        for (int label = 0; label < taken.length; label++) {
            for (Split split : SPLITS) {
                boolean needed = split == Split.TRAIN || (!anyByHand && shares.of(split) > 0);
                if (needed && taken[label][split.number()] == 0) {
                    throw new DataException(tooFew(label, split, anyByHand));
                }
            }
        }
    }

    private String tooFew(int label, Split split, boolean anyByHand) {
        String name = pictures.labels().get(label);
        int count = Arrays.stream(taken[label]).sum();
        String has = count == 0 ? "no readable picture" : count == 1 ? "1 picture" : count + " different pictures";
        if (anyByHand) {
            return "class '" + name + "' has " + has + " and none to "
                    + (split == Split.TRAIN ? "learn from" : split.word()) + ": put some into the " + split.word()
                    + " split";
        }
        return "class '" + name + "' has " + has + ", none is left for the " + split.word()
                + " split: it takes at least "
                + fewest() + " at these shares ("
                + percent(shares.validation()) + " validation, " + percent(shares.test())
                + " test); add pictures, lower the shares or remove the class";
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
