package dev.glimpse.data.split;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A record of which picture got which split, to be kept with a dataset or a model.
 *
 * <p>It takes 8 bytes a picture (the beginning of its hash), so that of a hundred thousand is a text of about a
 * megabyte. Two different pictures with one beginning are to be expected among some billions, not among millions.
 */
public final class Splits {

    private final EnumMap<Split, long[]> keys;

    private Splits(EnumMap<Split, long[]> keys) {
        this.keys = keys;
    }

    /** The record of a dataset that was never split. */
    public static Splits none() {
        return new Splits(new EnumMap<>(Split.class));
    }

    /** The record with these keys, which need be neither sorted nor distinct. */
    static Splits of(Map<Split, long[]> keys) {
        EnumMap<Split, long[]> sorted = new EnumMap<>(Split.class);
        keys.forEach((split, values) -> {
            if (values.length > 0) {
                sorted.put(split, Arrays.stream(values).sorted().distinct().toArray());
            }
        });
        return new Splits(sorted);
    }

    /** The record in which these pictures have one split. */
    public static Splits of(Split split, List<ContentHash> pictures) {
        return of(Map.of(split, pictures.stream().mapToLong(ContentHash::key).toArray()));
    }

    /**
     * The record that {@link #toMap()} wrote down.
     *
     * @throws DataException if it is none
     */
    public static Splits of(Map<String, String> written, String origin) {
        EnumMap<Split, long[]> keys = new EnumMap<>(Split.class);
        written.forEach((word, text) -> {
            Split split = Split.of(word)
                    .orElseThrow(() -> new DataException(
                            origin + " records a split '" + word + "': expected train, validation or test"));
            keys.put(split, decode(text, origin));
        });
        return of(keys);
    }

    /** This record as text: for each split its name, and its keys in order as Base64 of their 8 bytes, highest first. */
    public Map<String, String> toMap() {
        Map<String, String> written = new LinkedHashMap<>();
        keys.forEach((split, values) -> {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
            bytes.asLongBuffer().put(values);
            written.put(split.word(), Base64.getEncoder().encodeToString(bytes.array()));
        });
        return written;
    }

    /** The split that a picture got, if it is known. */
    public Optional<Split> of(ContentHash hash) {
        return of(hash.key());
    }

    Optional<Split> of(long key) {
        for (Map.Entry<Split, long[]> entry : keys.entrySet()) {
            if (Arrays.binarySearch(entry.getValue(), key) >= 0) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }

    /** How many different pictures have a split. */
    public int size(Split split) {
        return Optional.ofNullable(keys.get(split)).map(values -> values.length).orElse(0);
    }

    /** How many different pictures are known. */
    public int size() {
        return keys.values().stream().mapToInt(values -> values.length).sum();
    }

    /** What this record says of one split. */
    public Splits only(Split split) {
        return Optional.ofNullable(keys.get(split))
                .map(values -> of(Map.of(split, values)))
                .orElseGet(Splits::none);
    }

    /** This record with everything that {@code newer} says; where both know a picture, the newer holds. */
    public Splits with(Splits newer) {
        EnumMap<Split, long[]> joined = new EnumMap<>(newer.keys);
        keys.forEach((split, values) -> {
            long[] kept =
                    Arrays.stream(values).filter(key -> newer.of(key).isEmpty()).toArray();
            joined.merge(split, kept, (left, right) -> {
                long[] both = Arrays.copyOf(left, left.length + right.length);
                System.arraycopy(right, 0, both, left.length, right.length);
                return both;
            });
        });
        return of(joined);
    }

    private static long[] decode(String text, String origin) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length % Long.BYTES != 0) {
                throw new DataException(origin + " records splits that are cut off: " + bytes.length + " bytes");
            }
            long[] values = new long[bytes.length / Long.BYTES];
            ByteBuffer.wrap(bytes).asLongBuffer().get(values);
            return values;
        } catch (IllegalArgumentException e) {
            throw new DataException(origin + " records splits that are not Base64", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Splits splits && toMap().equals(splits.toMap());
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }

    @Override
    public String toString() {
        return "Splits[train=" + size(Split.TRAIN) + ", validation=" + size(Split.VALIDATION) + ", test="
                + size(Split.TEST) + "]";
    }
}
