package dev.glimpse.classifier.search;

import dev.glimpse.classifier.ClassifierException;
import java.util.ArrayList;
import java.util.List;

/**
 * One round of successive halving: so many candidates learn from so many pictures.
 *
 * @param candidates how many are taught in it
 * @param pictures how many each learns from
 * @see <a href="https://scikit-learn.org/stable/modules/grid_search.html#successive-halving-user-guide">scikit-learn: successive
 *     halving</a>, and Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization", AISTATS 2016
 */
public record Rung(int candidates, int pictures) {

    /** Fewer pictures of each class say too little about which candidates are worth more. */
    private static final int LEAST_OF_A_CLASS = 10;

    /** All candidates learn from all pictures. */
    static List<Rung> all(int candidates, int pictures) {
        return List.of(new Rung(candidates, pictures));
    }

    /**
     * The rounds of successive halving. From one to the next there are {@code factor} times as many pictures and a factor-th
     * of the candidates, rounded up. As many rounds as it takes for fewer than {@code factor} candidates to be left, but
     * none with fewer than ten pictures a class; the last one has all pictures.
     *
     * @param factor at least 2
     * @param classes how many labels there are
     */
    static List<Rung> halving(int factor, int candidates, int pictures, int classes) {
        if (factor < 2) {
            throw new ClassifierException("halving keeps one of 2 or more, got " + factor
                    + ": 3 keeps a third of the candidates in each round");
        }
        int least = Math.min(pictures, LEAST_OF_A_CLASS * classes);
        int rounds = 1 + Math.min(powers(factor, candidates), powers(factor, pictures / Math.max(1, least)));
        List<Rung> rungs = new ArrayList<>();
        int left = candidates;
        for (int round = 0; round < rounds; round++) {
            int later = power(factor, rounds - 1 - round);
            // Multiples of the first round's, as in scikit-learn; only the last one has what that leaves over.
            int first = pictures / power(factor, rounds - 1);
            rungs.add(new Rung(left, later == 1 ? pictures : first * power(factor, round)));
            left = Math.ceilDiv(left, factor);
        }
        return List.copyOf(rungs);
    }

    /** How often a number can be divided before it is below the factor. */
    private static int powers(int factor, int number) {
        int powers = 0;
        for (int left = number; left >= factor; left /= factor) {
            powers++;
        }
        return powers;
    }

    private static int power(int factor, int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power = Math.multiplyExact(power, factor);
        }
        return power;
    }
}
