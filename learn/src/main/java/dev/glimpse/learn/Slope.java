package dev.glimpse.learn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * How steeply margins become probabilities: what makes those of held out vectors most likely.
 *
 * <p>A fifth of each class is held out, and the rest taught once more. It is one number for all classes, so a fifth is plenty.
 */
final class Slope {

    /** Where fewer vectors than this are left to ask, there is nothing to fit on, and the slope is 1. */
    private static final int FEWEST = 20;

    private static final int PART = 5;

    private Slope() {}

    static float fit(Lesson lesson, Link link, long seed, Function<Lesson, Body> teach) {
        var held = new ArrayList<Integer>();
        var taught = new ArrayList<Integer>();
        var random = new SplittableRandom(seed);
        for (int one = 0; one < lesson.outputs(); one++) {
            List<Integer> members = members(lesson, one, random);
            int cut = members.size() / PART;
            held.addAll(members.subList(0, cut));
            taught.addAll(members.subList(cut, members.size()));
        }
        if (held.size() < FEWEST) {
            return 1;
        }
        Collections.sort(taught);
        Lesson asked = lesson.only(ints(held));
        float[][] answers = teach.apply(lesson.only(ints(taught))).answers(asked.rows());
        return (float) Math.exp(lowest(log -> surprise(asked, answers, link, Math.exp(log)), -6, 6));
    }

    private static List<Integer> members(Lesson lesson, int one, RandomGenerator random) {
        var members = new ArrayList<Integer>();
        for (int row = 0; row < lesson.labels().length; row++) {
            if (lesson.labels()[row] == one) {
                members.add(row);
            }
        }
        for (int i = members.size() - 1; i > 0; i--) {
            Collections.swap(members, i, random.nextInt(i + 1));
        }
        return members;
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double surprise(Lesson asked, float[][] answers, Link link, double slope) {
        double sum = 0;
        for (int row = 0; row < answers.length; row++) {
            double right = link.probabilities(answers[row], asked.outputs(), slope)[asked.labels()[row]];
            sum -= Math.log(Math.max(right, 1e-12));
        }
        return sum;
    }

    /** Where a function with one valley is lowest, by golden sections. */
    private static double lowest(Function<Double, Double> function, double from, double to) {
        double golden = (Math.sqrt(5) - 1) / 2;
        double low = from;
        double high = to;
        for (int i = 0; i < 40; i++) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            if (function.apply(left) < function.apply(right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return (low + high) / 2;
    }
}
