package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What was done to the pieces of an array before they were written, and is undone here: deflate, shuffle, Fletcher's
 * checksum.
 */
final class Hdf5Filters {

    private static final int MOST = 32;
    private static final int CHECKSUM = 4;

    /** What deflate can make of a byte at most. */
    private static final long MOST_INFLATION = 1032;

    private sealed interface Filter {

        record Deflate() implements Filter {}

        record Shuffle(int size) implements Filter {}

        record Fletcher32() implements Filter {}
    }

    private final List<Filter> filters;

    private Hdf5Filters(List<Filter> filters) {
        this.filters = filters;
    }

    static Hdf5Filters none() {
        return new Hdf5Filters(List.of());
    }

    static Hdf5Filters of(Hdf5Block message, int elementSize) {
        int version = message.u8();
        int count = message.u8();
        if ((version != 1 && version != 2) || count > MOST) {
            throw Hdf5Bytes.broken(count + " filters of version " + version + " are not known");
        }
        message.skip(version == 1 ? 6 : 0);
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int id = message.u16();
            int nameSize = version == 1 || id >= 256 ? message.u16() : 0;
            message.skip(2);
            int values = message.u16();
            String name = message.part(version == 1 ? Math.ceilDiv(nameSize, 8) * 8L : nameSize)
                    .textToZero();
            Hdf5Block client = message.part(4L * values);
            message.skip(version == 1 && values % 2 == 1 ? 4 : 0);
            filters.add(
                    switch (id) {
                        case 1 -> new Filter.Deflate();
                        case 2 -> new Filter.Shuffle(shuffled(client, elementSize));
                        case 3 -> new Filter.Fletcher32();
                        default ->
                            throw new NnException("arrays packed with "
                                    + (name.isEmpty() ? "HDF5's filter " + id : "\"" + name + '"')
                                    + " are not supported: save the file without compression, or with gzip");
                    });
        }
        return new Hdf5Filters(filters);
    }

    private static int shuffled(Hdf5Block client, int elementSize) {
        long size = client.remaining() >= 4 ? client.u32() : elementSize;
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw Hdf5Bytes.broken("numbers of " + size + " bytes are shuffled");
        }
        return (int) size;
    }

    boolean isEmpty() {
        return filters.isEmpty();
    }

    /** How many bytes can come out of so many at most. */
    long most(long stored) {
        return filters.stream().anyMatch(Filter.Deflate.class::isInstance) ? MOST_INFLATION * stored + 64 : stored;
    }

    /** The bytes as they were before, which must be {@code size}; a bit of {@code skipped} says which filters were not used. */
    byte[] undo(byte[] stored, int size, long skipped) {
        List<Filter> used = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            if ((skipped >> i & 1) == 0) {
                used.add(filters.get(i));
            }
        }
        Collections.reverse(used);
        byte[] bytes = stored;
        for (Filter filter : used) {
            bytes = switch (filter) {
                case Filter.Deflate _ -> inflated(bytes, size);
                case Filter.Shuffle shuffle -> unshuffled(bytes, shuffle.size);
                case Filter.Fletcher32 _ -> checked(bytes);
            };
        }
        if (bytes.length != size) {
            throw Hdf5Bytes.broken("a piece of an array has " + bytes.length + " bytes and should have " + size);
        }
        return bytes;
    }

    private byte[] inflated(byte[] bytes, int size) {
        // A checksum may have been added before.
        byte[] out = new byte[size + CHECKSUM];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(bytes);
            int length = 0;
            while (length < out.length && !inflater.finished()) {
                int more = inflater.inflate(out, length, out.length - length);
                if (more == 0) {
                    break;
                }
                length += more;
            }
            return length == out.length ? out : Arrays.copyOf(out, length);
        } catch (DataFormatException damaged) {
            throw new NnException("a compressed piece of an array is damaged: " + damaged.getMessage(), damaged);
        }
    }

    /** Shuffled are first all first bytes of the numbers, then all second ones. What does not make a number stays behind. */
    private static byte[] unshuffled(byte[] bytes, int size) {
        int count = bytes.length / size;
        byte[] out = bytes.clone();
        for (int part = 0; part < size && count > 1; part++) {
            for (int i = 0; i < count; i++) {
                out[i * size + part] = bytes[part * count + i];
            }
        }
        return out;
    }

    private static byte[] checked(byte[] bytes) {
        int length = bytes.length - CHECKSUM;
        if (length < 0) {
            throw Hdf5Bytes.broken("a piece of an array has no checksum");
        }
        int stored = (bytes[length] & 0xFF)
                | (bytes[length + 1] & 0xFF) << 8
                | (bytes[length + 2] & 0xFF) << 16
                | (bytes[length + 3] & 0xFF) << 24;
        if (fletcher32(bytes, length) != stored) {
            throw new NnException("a piece of an array is damaged: its checksum is another one");
        }
        return Arrays.copyOf(bytes, length);
    }

    /** Fletcher's checksum over big-endian words of 16 bits, as HDF5 has it: what is a multiple of 65,535 is not 0. */
    private static int fletcher32(byte[] bytes, int length) {
        int sum1 = 0;
        int sum2 = 0;
        for (int i = 0; i < length; i += 2) {
            int low = i + 1 < length ? bytes[i + 1] & 0xFF : 0;
            sum1 = folded(sum1 + ((bytes[i] & 0xFF) << 8 | low));
            sum2 = folded(sum2 + sum1);
        }
        return sum2 << 16 | sum1;
    }

    private static int folded(int sum) {
        return sum > 0xFFFF ? sum - 0xFFFF : sum;
    }
}
