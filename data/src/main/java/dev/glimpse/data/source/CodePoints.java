package dev.glimpse.data.source;

import java.util.Comparator;

/** The order of Unicode code points, which is that of Python's {@code sorted} and so of Keras's class names. */
final class CodePoints {

    /** Compares by code points, where {@link String#compareTo} compares UTF-16 units and puts emoji before {@code ﬁ}. */
    static final Comparator<String> ORDER = CodePoints::compare;

    private CodePoints() {}

    private static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean bothPlain = !Character.isSurrogate(a) && !Character.isSurrogate(b);
                boolean bothHalves = Character.isSurrogate(a) && Character.isSurrogate(b);
                if (bothPlain || bothHalves) {
                    return Character.compare(a, b);
                }
                return Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
