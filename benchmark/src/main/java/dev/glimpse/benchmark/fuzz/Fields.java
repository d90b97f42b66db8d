package dev.glimpse.benchmark.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Changes of single fields, and of stretches, in any format. */
final class Fields {

    private Fields() {}

    /** Where these letters stand. */
    static List<Integer> find(byte[] file, String letters) {
        byte[] wanted = letters.getBytes(StandardCharsets.ISO_8859_1);
        List<Integer> found = new ArrayList<>();
        for (int at = 0; at + wanted.length <= file.length; at++) {
            if (Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length)) {
                found.add(at);
            }
        }
        return found;
    }

    /** A number of 1, 2, 4 or 8 bytes. */
    static long number(byte[] file, int at, int size, ByteOrder order) {
        long number = 0;
        for (int i = 0; i < size; i++) {
            int place = order == ByteOrder.LITTLE_ENDIAN ? i : size - 1 - i;
            number |= (file[at + i] & 0xFFL) << (8 * place);
        }
        return number;
    }

    static void put(byte[] file, int at, int size, ByteOrder order, long number) {
        for (int i = 0; i < size && at + i < file.length; i++) {
            int place = order == ByteOrder.LITTLE_ENDIAN ? i : size - 1 - i;
            file[at + i] = (byte) (number >> (8 * place));
        }
    }

    /** Puts a remarkable number into a field that begins somewhere in a stretch. */
    static void change(byte[] file, int from, int length, ByteOrder order, Chance chance) {
        int size = 1 << chance.below(4);
        int at = from + chance.below(Math.max(1, Math.min(length, file.length - from)));
        if (chance.once(2)) {
            at -= (at - from) % size;
        }
        if (at >= 0 && at + size <= file.length) {
            put(file, at, size, order, chance.remarkable(number(file, at, size, order)));
        }
    }

    /** What goes wrong on disks and lines: bits, bytes, cuts, repeats, gaps. */
    static byte[] damage(byte[] file, Chance chance) {
        if (file.length == 0) {
            return file;
        }
        int at = chance.below(file.length);
        int length = Math.min(file.length - at, 1 + chance.below(chance.once(4) ? 4096 : 16));
        return switch (chance.below(6)) {
            case 0 -> {
                byte[] changed = file.clone();
                changed[at] ^= (byte) (1 << chance.below(8));
                yield changed;
            }
            case 1 -> {
                byte[] changed = file.clone();
                for (int i = 0; i < length; i++) {
                    changed[at + i] = (byte) chance.below(256);
                }
                yield changed;
            }
            case 2 -> Arrays.copyOf(file, at);
            case 3 -> joined(file, at, file, at, at + length, at + length);
            case 4 -> joined(file, at, file, at, at, at + length);
            default -> {
                int other = chance.below(file.length - length + 1);
                yield joined(file, at, file, other, other + length, at + length);
            }
        };
    }

    /** The front of a file up to {@code end}, a stretch of another, and the file from {@code rest} on. */
    static byte[] joined(byte[] file, int end, byte[] other, int from, int to, int rest) {
        ByteBuffer all = ByteBuffer.allocate(end + (to - from) + Math.max(0, file.length - rest));
        all.put(file, 0, end).put(other, from, to - from);
        if (rest < file.length) {
            all.put(file, rest, file.length - rest);
        }
        return all.array();
    }
}
