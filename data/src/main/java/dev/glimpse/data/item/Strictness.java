package dev.glimpse.data.item;

/** What becomes of files that are no readable pictures. */
public enum Strictness {
    /** They are counted, named and left out. */
    SKIP,
    /** They are a reason to stop. */
    REFUSE
}
