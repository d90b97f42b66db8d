package dev.glimpse.image;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts the data units in the first scan of a JPEG, to tell whether they fill the picture.
 *
 * <p>libjpeg fills what is missing with grey and goes on, and whoever calls OpenCV cannot learn of it. Walking the Huffman
 * codes takes about as long as decoding, so only a picture that looks unfilled is walked. Arithmetic coding, which
 * hardly any file has, is taken as complete.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annexes B, F and G</a>
 */
final class JpegScan {

    private static final int UNITS = 64;
    private static final int ZEROS = 0xF0;

    private final HeaderBytes bytes;
    private final Codes[] direct = new Codes[4];
    private final Codes[] alternating = new Codes[4];
    private final List<Component> components = new ArrayList<>();
    private int width;
    private int height;
    private int restart;
    private boolean progressive;
    private long at = 2;
    private int bits;
    private int available;

    private record Component(int id, int across, int down) {}

    private record Scanned(Component component, Codes direct, Codes alternating) {}

    /** Thrown where the data ends or makes no sense: this is the answer, not an accident. */
    private static final class Ends extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ends() {
            super(null, null, false, false);
        }
    }

    private JpegScan(HeaderBytes bytes) {
        this.bytes = bytes;
    }

    static boolean isComplete(HeaderBytes bytes) {
        try {
            return new JpegScan(bytes).walk();
        } catch (Ends | ImageException e) {
            return false;
        }
    }

    private boolean walk() {
        while (true) {
            while (bytes.u8(at) != 0xFF || bytes.u8(at + 1) == 0xFF) {
                at++;
            }
            int marker = bytes.u8(at + 1);
            long segment = at + 4;
            int length = bytes.u16be(at + 2);
            at += 2 + length;
            switch (marker) {
                case 0xC0, 0xC1, 0xC2 -> frame(segment, marker);
                case 0xC9, 0xCA -> {
                    return true;
                }
                case 0xC4 -> tables(segment, at);
                case 0xDD -> restart = bytes.u16be(segment);
                case 0xDA -> {
                    scan(segment);
                    return true;
                }
                default -> {
                    // nothing that the count depends on
                }
            }
        }
    }

    private void frame(long segment, int marker) {
        progressive = marker == 0xC2;
        height = bytes.u16be(segment + 1);
        width = bytes.u16be(segment + 3);
        for (int i = 0; i < bytes.u8(segment + 5); i++) {
            long entry = segment + 6 + 3L * i;
            int sampling = bytes.u8(entry + 1);
            components.add(new Component(bytes.u8(entry), Math.max(sampling >> 4, 1), Math.max(sampling & 15, 1)));
        }
    }

    private void tables(long segment, long end) {
        long table = segment;
        while (table < end) {
            int where = bytes.u8(table);
            Codes codes = Codes.read(bytes, table + 1);
            (where >> 4 == 0 ? direct : alternating)[where & 3] = codes;
            table += 17 + codes.symbols.length;
        }
    }

    private void scan(long segment) {
        List<Scanned> scanned = new ArrayList<>();
        int count = bytes.u8(segment);
        for (int i = 0; i < count; i++) {
            int id = bytes.u8(segment + 1 + 2L * i);
            int tables = bytes.u8(segment + 2 + 2L * i);
            for (Component component : components) {
                if (component.id == id) {
                    scanned.add(new Scanned(component, codes(direct, tables >> 4), codes(alternating, tables & 15)));
                }
            }
        }
        if (scanned.isEmpty()) {
            throw new Ends();
        }
        int across = components.stream().mapToInt(Component::across).max().orElseThrow();
        int down = components.stream().mapToInt(Component::down).max().orElseThrow();
        if (scanned.size() == 1) {
            Component only = scanned.getFirst().component;
            int columns = Math.ceilDiv(Math.ceilDiv(width * only.across, across), 8);
            int rows = Math.ceilDiv(Math.ceilDiv(height * only.down, down), 8);
            walk(
                    (long) columns * rows,
                    List.of(new Scanned(
                            new Component(only.id, 1, 1), scanned.getFirst().direct, scanned.getFirst().alternating)));
        } else {
            walk((long) Math.ceilDiv(width, 8 * across) * Math.ceilDiv(height, 8 * down), scanned);
        }
    }

    private static Codes codes(Codes[] tables, int index) {
        Codes codes = index < tables.length ? tables[index] : null;
        return codes == null ? Codes.NONE : codes;
    }

    private void walk(long groups, List<Scanned> scanned) {
        for (long group = 0; group < groups; group++) {
            if (restart > 0 && group > 0 && group % restart == 0) {
                restart();
            }
            for (Scanned one : scanned) {
                for (int unit = 0; unit < one.component.across * one.component.down; unit++) {
                    unit(one);
                }
            }
        }
    }

    private void restart() {
        available = 0;
        while (bytes.u8(at) == 0xFF && bytes.u8(at + 1) == 0xFF) {
            at++;
        }
        if (bytes.u8(at) != 0xFF || (bytes.u8(at + 1) & 0xF8) != 0xD0) {
            throw new Ends();
        }
        at += 2;
    }

    private void unit(Scanned scanned) {
        skip(symbol(scanned.direct));
        if (progressive) {
            return;
        }
        for (int i = 1; i < UNITS; i++) {
            int symbol = symbol(scanned.alternating);
            if ((symbol & 15) == 0) {
                if (symbol != ZEROS) {
                    return;
                }
                i += 15;
            } else {
                i += symbol >> 4;
                skip(symbol & 15);
            }
        }
    }

    private int symbol(Codes codes) {
        int code = 0;
        for (int length = 1; length <= 16; length++) {
            code = code << 1 | bit();
            int index = code - codes.first[length];
            if (index >= 0 && index < codes.counts[length]) {
                return codes.symbols[codes.offset[length] + index];
            }
        }
        throw new Ends();
    }

    private void skip(int count) {
        for (int i = 0; i < count; i++) {
            bit();
        }
    }

    private int bit() {
        if (available == 0) {
            bits = bytes.u8(at++);
            if (bits == 0xFF && bytes.u8(at++) != 0) {
                throw new Ends();
            }
            available = 8;
        }
        available--;
        return bits >> available & 1;
    }

    /** A Huffman table: per length how many codes there are, the first of them, and where their symbols begin. */
    private record Codes(int[] counts, int[] first, int[] offset, int[] symbols) {

        static final Codes NONE = new Codes(new int[17], new int[17], new int[17], new int[0]);

        static Codes read(HeaderBytes bytes, long start) {
            int[] counts = new int[17];
            int[] first = new int[17];
            int[] offset = new int[17];
            int code = 0;
            int total = 0;
            for (int length = 1; length <= 16; length++) {
                counts[length] = bytes.u8(start + length - 1);
                first[length] = code;
                offset[length] = total;
                total += counts[length];
                code = (code + counts[length]) << 1;
            }
            int[] symbols = new int[total];
            for (int i = 0; i < total; i++) {
                symbols[i] = bytes.u8(start + 16 + i);
            }
            return new Codes(counts, first, offset, symbols);
        }
    }
}
