package dev.glimpse.nn.script;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Names that somebody may have meant. */
final class Nearest {

    private Nearest() {}

    /** {@code : did you mean X?}, or nothing if no name is near. */
    static String hint(String name, Collection<String> known) {
        return of(name, known).map(near -> ": did you mean " + near + "?").orElse("");
    }

    /** The name that is spelt most like this one, if one is near. */
    static Optional<String> of(String name, Collection<String> known) {
        String plain = plain(name);
        Optional<String> best = Optional.empty();
        int least = Math.min(plain.length(), Math.max(1, plain.length() / 3) + 1);
        for (String candidate : known) {
            String other = plain(candidate);
            if (Math.abs(other.length() - plain.length()) >= least) {
                continue;
            }
            int distance = distance(plain, other);
            if (distance < least) {
                least = distance;
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** How many letters have to be changed, added, taken out or swapped with their neighbour. */
    private static int distance(String from, String to) {
        int[][] d = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[from.length()][to.length()];
    }
}
