package dev.glimpse.data.stream;

import java.nio.file.Path;

/** Where decoded and resized pictures are kept, so that the next pass need not decode them again. */
public sealed interface Caching {

    /** Nowhere: each pass decodes anew. */
    record None() implements Caching {}

    /** In memory, as long as all of them fit; otherwise nowhere. */
    record Memory(long mostBytes) implements Caching {}

    /** In a file in this folder, which the next run finds again; what does not fit is decoded anew. */
    record Disk(Path folder, long mostBytes) implements Caching {}

    /** Nowhere. */
    static Caching none() {
        return new None();
    }

    /** In memory if that takes no more than 64 MB. */
    static Caching automatic() {
        return new Memory(64_000_000);
    }

    /** In memory if that takes no more than so many bytes. */
    static Caching memory(long mostBytes) {
        return new Memory(mostBytes);
    }

    /** In a file in this folder, of at most so many bytes. */
    static Caching disk(Path folder, long mostBytes) {
        return new Disk(folder, mostBytes);
    }
}
