package dev.glimpse.benchmark.fuzz;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Pictures whose headers lie: sizes, depths, lengths of chunks, segments and strips, offsets of EXIF and TIFF entries; with
 * parts left out, repeated, moved and cut off.
 */
final class PictureCases {

    /** A stretch whose numbers mean something: a chunk, a segment, a block or an entry. */
    private record Part(int start, int header, int length, ByteOrder order) {

        int end() {
            return (int) Math.min(Integer.MAX_VALUE, (long) start + header + Math.max(0, length));
        }
    }

    private PictureCases() {}

    static byte[] of(byte[] sound, Chance chance) {
        byte[] file = sound.clone();
        for (int i = chance.changes(); i > 0; i--) {
            List<Part> parts = parts(file);
            if (parts.isEmpty() || chance.once(6)) {
                file = Fields.damage(file, chance);
                continue;
            }
            Part part = chance.of(parts);
            file = switch (chance.below(10)) {
                case 0 -> Fields.joined(file, part.start, file, part.start, part.start, end(part, file));
                case 1 -> Fields.joined(file, part.start, file, part.start, end(part, file), part.start);
                case 2 -> {
                    Part other = chance.of(parts);
                    yield Fields.joined(file, part.start, file, other.start, end(other, file), part.start);
                }
                case 3, 4 -> field(file, part.start, part.header, part.order, chance);
                default -> field(file, part.start + part.header, Math.min(part.length, 40), part.order, chance);
            };
        }
        return isPng(file) && !chance.once(4) ? checked(file) : file;
    }

    private static int end(Part part, byte[] file) {
        return Math.clamp(part.end(), part.start, file.length);
    }

    private static byte[] field(byte[] file, int from, int length, ByteOrder order, Chance chance) {
        byte[] changed = file.clone();
        if (from < file.length) {
            Fields.change(changed, from, length, order, chance);
        }
        return changed;
    }

    private static List<Part> parts(byte[] file) {
        if (isPng(file)) {
            return png(file);
        }
        if (begins(file, "\u00FF\u00D8")) {
            return jpeg(file);
        }
        if (begins(file, "RIFF")) {
            return riff(file);
        }
        if (begins(file, "II") || begins(file, "MM")) {
            return tiff(file, 0);
        }
        if (begins(file, "GIF8")) {
            return gif(file);
        }
        return begins(file, "BM") ? List.of(new Part(0, 14, 40, ByteOrder.LITTLE_ENDIAN)) : List.of();
    }

    private static boolean begins(byte[] file, String letters) {
        byte[] wanted = letters.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < wanted.length; i++) {
            if (i >= file.length || file[i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPng(byte[] file) {
        return begins(file, "\u0089PNG");
    }

    private static List<Part> png(byte[] file) {
        List<Part> parts = new ArrayList<>();
        int at = 8;
        while (at >= 8 && at + 12 <= file.length) {
            int length = (int) Fields.number(file, at, 4, ByteOrder.BIG_ENDIAN);
            parts.add(new Part(at, 8, length + 4, ByteOrder.BIG_ENDIAN));
            at = length < 0 || length > file.length ? -1 : at + 12 + length;
        }
        return parts;
    }

    /** With checksums that are right, so that what was changed is looked at. */
    private static byte[] checked(byte[] file) {
        for (Part part : png(file)) {
            int length = part.length - 4;
            if (length >= 0 && part.start + 12L + length <= file.length) {
                CRC32 checksum = new CRC32();
                checksum.update(file, part.start + 4, length + 4);
                Fields.put(file, part.start + 8 + length, 4, ByteOrder.BIG_ENDIAN, checksum.getValue());
            }
        }
        return file;
    }

    private static List<Part> jpeg(byte[] file) {
        List<Part> parts = new ArrayList<>();
        int at = 2;
        while (at + 4 <= file.length && file[at] == (byte) 0xFF) {
            int length = (int) Fields.number(file, at + 2, 2, ByteOrder.BIG_ENDIAN);
            parts.add(new Part(at, 4, Math.max(0, length - 2), ByteOrder.BIG_ENDIAN));
            if (file[at + 1] == (byte) 0xE1 && at + 20 < file.length) {
                parts.addAll(tiff(file, at + 10));
            }
            at += 2 + Math.max(2, length);
        }
        return parts;
    }

    private static List<Part> riff(byte[] file) {
        List<Part> parts = new ArrayList<>(List.of(new Part(0, 12, 8, ByteOrder.LITTLE_ENDIAN)));
        int at = 12;
        while (at >= 12 && at + 8 <= file.length) {
            int length = (int) Fields.number(file, at + 4, 4, ByteOrder.LITTLE_ENDIAN);
            parts.add(new Part(at, 8, length, ByteOrder.LITTLE_ENDIAN));
            at = length < 0 || length > file.length ? -1 : at + 8 + length + (length & 1);
        }
        return parts;
    }

    private static List<Part> tiff(byte[] file, int start) {
        List<Part> parts = new ArrayList<>();
        ByteOrder order = file[start] == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        parts.add(new Part(start, 4, 4, order));
        long at = start + 8 > file.length ? -1 : start + Fields.number(file, start + 4, 4, order);
        if (at >= 0 && at + 2 <= file.length) {
            int entries = (int) Fields.number(file, (int) at, 2, order);
            for (int i = 0; i < entries && at + 14 + 12L * i <= file.length; i++) {
                parts.add(new Part((int) at + 2 + 12 * i, 4, 8, order));
            }
        }
        return parts;
    }

    private static List<Part> gif(byte[] file) {
        List<Part> parts = new ArrayList<>(List.of(new Part(0, 6, 7, ByteOrder.LITTLE_ENDIAN)));
        for (int at = 13; at + 10 < file.length; at++) {
            if (file[at] == 0x2C || file[at] == 0x21) {
                parts.add(new Part(at, 1, 9, ByteOrder.LITTLE_ENDIAN));
            }
        }
        return parts;
    }
}
