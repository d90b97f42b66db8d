package dev.glimpse.classifier.embedding;

import dev.glimpse.tensor.engine.UserCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where vectors of pictures are kept, for all datasets and all programs of a user.
 *
 * <p>There is a pair of files for each network and each way to look at pictures; see {@link VectorFile}. Any number of
 * threads and processes may use a store at the same time. All of it can be made again, so whoever needs the room may delete
 * the folder at any time.
 *
 * @param folder is made when something is kept
 * @param mostBytes when there is more, files that were not used for longest are deleted; those in use never are
 */
public record EmbeddingStore(Path folder, long mostBytes) {

    /** The environment variable that says where else the user's vectors are kept. */
    public static final String VARIABLE = "GLIMPSE_EMBEDDINGS";

    private static final long USUAL_MOST_BYTES = 8L << 30;

    /** A store of at most 8 GB, beside what is in use. */
    public EmbeddingStore(Path folder) {
        this(folder, USUAL_MOST_BYTES);
    }

    /** The one in the user's cache folder, or where {@value #VARIABLE} says. */
    public static EmbeddingStore ofUser() {
        String elsewhere = System.getenv(VARIABLE);
        return new EmbeddingStore(
                elsewhere == null || elsewhere.isBlank()
                        ? UserCache.folder().resolve("embeddings")
                        : Path.of(elsewhere));
    }

    /**
     * A pair of files in a store.
     *
     * @param name what both are called: the network's word, and a number
     * @param vectors how many vectors it has
     * @param bytes how large it is
     * @param used when it was used last
     */
    public record Entry(String name, long vectors, long bytes, FileTime used) {}

    /** What is in the store, what was used last first; nothing where there is no such folder, or it cannot be read. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path index : files.filter(file -> file.toString().endsWith(VectorFile.INDEX))
                    .toList()) {
                String file = index.getFileName().toString();
                String name = file.substring(0, file.length() - VectorFile.INDEX.length());
                long size = Files.size(index);
                Path vectors = folder.resolve(name + VectorFile.VECTORS);
                entries.add(new Entry(
                        name,
                        VectorFile.records(size),
                        size + (Files.exists(vectors) ? Files.size(vectors) : 0),
                        Files.getLastModifiedTime(index)));
            }
        } catch (IOException | UncheckedIOException _) {
            // What is not there, or goes while it is looked at, takes no room.
        }
        entries.sort(Comparator.comparing(Entry::used).reversed());
        return entries;
    }

    /** How many bytes are kept. */
    public long bytes() {
        return entries().stream().mapToLong(Entry::bytes).sum();
    }

    /** Deletes what was not used for longest, as long as there is too much; but none of these. */
    void prune(List<String> inUse) {
        Set<String> kept = new HashSet<>(inUse);
        List<Entry> entries = entries();
        long bytes = entries.stream().mapToLong(Entry::bytes).sum();
        for (Entry oldest : entries.reversed()) {
            if (bytes <= mostBytes) {
                return;
            }
            if (!kept.contains(oldest.name()) && VectorFile.delete(folder, oldest.name())) {
                bytes -= oldest.bytes();
            }
        }
    }

    /** Deletes all vectors. Who uses them at the moment goes on with them where the system allows that. */
    public void clear() {
        entries().forEach(entry -> VectorFile.delete(folder, entry.name()));
        try {
            Files.deleteIfExists(folder);
        } catch (NoSuchFileException _) {
            // It was never made.
        } catch (IOException _) {
            // There is something in it that is none of ours.
        }
    }
}
