package dev.glimpse.benchmark.fuzz;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * HDF5 files whose structures lie: field by field, with addresses that lead in circles, lengths beyond the file, and
 * configurations that were changed.
 */
final class Hdf5Cases {

    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

    private static final List<String> SIGNATURES = List.of(
            "TREE", "HEAP", "SNOD", "GCOL", "OHDR", "OCHK", "FRHP", "FHDB", "FHIB", "BTHD", "BTLF", "BTIN", "FAHD",
            "FADB");

    private static final int HEADER_PREFIX = 16;

    private Hdf5Cases() {}

    static byte[] of(byte[] sound, Chance chance) {
        if (chance.once(12)) {
            return Fields.damage(sound, chance);
        }
        byte[] file = sound.clone();
        List<Integer> structures = structures(file);
        List<Integer> headers = headers(file);
        for (int i = chance.changes(); i > 0; i--) {
            change(file, structures, headers, chance);
        }
        return file;
    }

    private static void change(byte[] file, List<Integer> structures, List<Integer> headers, Chance chance) {
        switch (chance.below(8)) {
            case 0 -> Fields.change(file, 8, 88, LITTLE, chance);
            case 1, 2 -> Fields.change(file, chance.of(structures), chance.once(4) ? 544 : 64, LITTLE, chance);
            case 3 -> circle(file, structures, headers, chance);
            case 4, 5 -> {
                if (!headers.isEmpty()) {
                    message(file, chance.of(headers), chance);
                }
            }
            case 6 -> configuration(file, chance);
            default -> {
                if (!headers.isEmpty()) {
                    Fields.change(file, chance.of(headers), HEADER_PREFIX, LITTLE, chance);
                }
            }
        }
    }

    private static List<Integer> structures(byte[] file) {
        List<Integer> found = new ArrayList<>(List.of(0));
        SIGNATURES.forEach(letters -> found.addAll(Fields.find(file, letters)));
        return found;
    }

    /** Headers of version 1 have no signature, but a look of their own. */
    private static List<Integer> headers(byte[] file) {
        List<Integer> found = new ArrayList<>();
        for (int at = 0; at + HEADER_PREFIX < file.length; at += 8) {
            long messages = Fields.number(file, at + 2, 2, LITTLE);
            long length = Fields.number(file, at + 8, 4, LITTLE);
            boolean likely = file[at] == 1
                    && file[at + 1] == 0
                    && messages > 0
                    && messages < 100
                    && Fields.number(file, at + 4, 4, LITTLE) < 100
                    && length >= 8
                    && length < 100_000
                    && length % 8 == 0
                    && Fields.number(file, at + 12, 4, LITTLE) == 0;
            if (likely) {
                found.add(at);
            }
        }
        return found;
    }

    /** An address of one structure where that of another one stands. */
    private static void circle(byte[] file, List<Integer> structures, List<Integer> headers, Chance chance) {
        List<Integer> targets = headers.isEmpty() || chance.once(2) ? structures : headers;
        long target = chance.of(targets);
        List<Integer> places = new ArrayList<>();
        int around = chance.of(chance.once(2) || headers.isEmpty() ? structures : headers);
        for (int at = around; at + 8 <= Math.min(file.length, around + 600); at++) {
            long present = Fields.number(file, at, 8, LITTLE);
            if (present > 32 && present < file.length) {
                places.add(at);
            }
        }
        if (!places.isEmpty()) {
            Fields.put(file, chance.of(places), 8, LITTLE, target);
        }
    }

    /** A field of one message of a header: its type, length or flags, or what it says. */
    private static void message(byte[] file, int header, Chance chance) {
        int end = Math.min(file.length, header + HEADER_PREFIX + (int) Fields.number(file, header + 8, 4, LITTLE));
        int at = header + HEADER_PREFIX;
        List<Integer> messages = new ArrayList<>();
        while (at + 8 <= end) {
            messages.add(at);
            at += 8 + (int) Fields.number(file, at + 2, 2, LITTLE);
        }
        if (!messages.isEmpty()) {
            int message = chance.of(messages);
            int length = (int) Fields.number(file, message + 2, 2, LITTLE);
            if (chance.once(4)) {
                Fields.change(file, message, 8, LITTLE, chance);
            } else {
                Fields.change(file, message + 8, length, LITTLE, chance);
            }
        }
    }

    /** The JSON inside, as long as it was. */
    private static void configuration(byte[] file, Chance chance) {
        List<Integer> starts = Fields.find(file, "{\"");
        if (starts.isEmpty()) {
            return;
        }
        int start = starts.getFirst();
        int end = start;
        while (end < file.length && file[end] != 0) {
            end++;
        }
        String json = new String(file, start, end - start, StandardCharsets.UTF_8);
        byte[] changed = JsonCases.of(json, chance).getBytes(StandardCharsets.UTF_8);
        if (changed.length <= end - start) {
            System.arraycopy(changed, 0, file, start, changed.length);
            Arrays.fill(file, start + changed.length, end, (byte) ' ');
        }
    }
}
