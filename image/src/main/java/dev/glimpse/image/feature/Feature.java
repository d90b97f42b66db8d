package dev.glimpse.image.feature;

/** One thing that is measured on pictures, as a vector whose length does not depend on the picture. */
public sealed interface Feature permits DirectFeature, VisualWords {

    /** How many numbers it gives, 1 or more. */
    int length();

    /** The word for it on the command line: {@code hog}, {@code color-histogram}. */
    String word();

    /** The text that {@link Features#parse} reads back: its word, and the options that are not as usual. */
    String text();
}
