package dev.glimpse.data;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.data.source.IdxSource;
import dev.glimpse.data.source.ManifestSource;
import dev.glimpse.data.source.Reasons;
import dev.glimpse.data.source.Source;
import dev.glimpse.image.ImageException;
import dev.glimpse.image.PictureHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The first reading of a source: every file once, for its hash and its header.
 *
 * @param index the pictures that are readable as far as their headers tell
 * @param rejects the files that are not
 */
record Scan(Index index, Rejects rejects) {

    private static final int HASH_PARTS = 4;
    private static final int CHUNK = 64;

    static Scan of(Source source, OpenOptions options) {
        return new Reading(source, options).scan();
    }

    private static final class Reading {

        private final Source source;
        private final OpenOptions options;
        private final long[] hashes;
        private final BitSet bad = new BitSet();
        private final TreeMap<Integer, String> reasons = new TreeMap<>();
        private int rejected;
        private int done;

        private Reading(Source source, OpenOptions options) {
            this.source = source;
            this.options = options;
            this.hashes = new long[Math.multiplyExact(source.size(), HASH_PARTS)];
        }

        private Scan scan() {
            int chunks = Math.ceilDiv(source.size(), CHUNK);
            Parallel.forEach(chunks, options.threads(), this::readChunk);
            List<Unreadable> named = new ArrayList<>(source.strays());
            rejected += named.size();
            for (Map.Entry<Integer, String> reason : reasons.entrySet()) {
                if (named.size() < Rejects.MOST_NAMED) {
                    named.add(new Unreadable(source.name(reason.getKey()), reason.getValue()));
                }
            }
            if (rejected > 0 && options.strictness() == Strictness.REFUSE) {
                throw new DataException(rejected + (rejected == 1 ? " file is" : " files are")
                        + " no readable picture in " + source.location() + ": " + some(named));
            }
            int[] good =
                    IntStream.range(0, source.size()).filter(i -> !bad.get(i)).toArray();
            if (good.length == 0) {
                throw new DataException("none of the " + source.size() + " files in " + source.location()
                        + " is a readable picture: " + some(named));
            }
            return new Scan(index(good), new Rejects(rejected, named));
        }

        private static String some(List<Unreadable> named) {
            List<String> words = named.stream()
                    .limit(5)
                    .map(file -> file.name() + " (" + file.reason() + ")")
                    .toList();
            return String.join(", ", words) + (named.size() > words.size() ? ", …" : "");
        }

        private void readChunk(int chunk) {
            int end = Math.min(source.size(), (chunk + 1) * CHUNK);
            for (int entry = chunk * CHUNK; entry < end; entry++) {
                read(entry);
            }
            synchronized (this) {
                done += end - chunk * CHUNK;
                options.progress().at(done, source.size());
            }
        }

        private void read(int entry) {
            try {
                byte[] content = source.bytes(entry);
                if (!(source instanceof IdxSource)) {
                    PictureHeader.read(content, "");
                }
                ContentHash hash = ContentHash.of(content);
                int at = entry * HASH_PARTS;
                hashes[at] = hash.first();
                hashes[at + 1] = hash.second();
                hashes[at + 2] = hash.third();
                hashes[at + 3] = hash.fourth();
            } catch (IOException e) {
                reject(entry, Reasons.of(e));
            } catch (ImageException e) {
                reject(entry, Reasons.of(e, ""));
            }
        }

        private synchronized void reject(int entry, String reason) {
            bad.set(entry);
            if (isGuess(entry)) {
                return;
            }
            rejected++;
            reasons.put(entry, reason);
            if (reasons.size() > Rejects.MOST_NAMED) {
                reasons.pollLastEntry();
            }
        }

        /** A file without an ending may be a picture; if it is none, nobody said that it was. */
        private boolean isGuess(int entry) {
            String name = source.name(entry);
            return !(source instanceof ManifestSource) && name.indexOf('.', name.lastIndexOf('/') + 1) < 0;
        }

        private Index index(int[] good) {
            char[] labels = new char[good.length];
            byte[] splits = new byte[good.length];
            long[] kept = good.length == source.size() ? hashes : new long[good.length * HASH_PARTS];
            Arrays.fill(splits, Index.NO_SPLIT);
            for (int i = 0; i < good.length; i++) {
                labels[i] = (char) source.label(good[i]);
                if (source.split(good[i]).isPresent()) {
                    splits[i] = (byte) source.split(good[i]).get().number();
                }
                System.arraycopy(hashes, good[i] * HASH_PARTS, kept, i * HASH_PARTS, HASH_PARTS);
            }
            return new Index(good, kept, labels, splits);
        }
    }
}
