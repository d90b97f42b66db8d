package dev.glimpse.benchmark.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Archives with members dropped, doubled, renamed, changed inside, with sizes that lie, and with bytes that become many
 * more than they are.
 */
final class ZipCases {

    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

    private static final List<String> NAMES = List.of(
            "config.json",
            "metadata.json",
            "model.weights.h5",
            "model.weights.npz",
            "../config.json",
            "/config.json",
            "assets/../../x",
            "assets/",
            "",
            "C:\\x",
            "x".repeat(60_000));

    /** What a few bytes become when they are unpacked; made once, for making them takes longer than a case. */
    private static final List<Packed> BOMBS = List.of(
            packed(repeated(" ", 64 << 20)),
            packed(repeated("\0", 16 << 20)),
            packed(repeated("[", 4 << 20)),
            packed(repeated("{\"a\":[],", 4 << 20)),
            packed(repeated("[[],{},", 3 << 20)));

    private record Packed(byte[] bytes, long size, long checksum) {}

    private record Member(String name, byte[] content) {}

    private ZipCases() {}

    static byte[] of(byte[] sound, Chance chance) {
        if (chance.once(12)) {
            return Fields.damage(sound, chance);
        }
        List<Member> members = members(sound);
        int changes = chance.changes();
        for (int i = 0; i < changes && !members.isEmpty(); i++) {
            int at = chance.below(members.size());
            Member member = members.get(at);
            switch (chance.below(12)) {
                case 0 -> members.remove(at);
                case 1 -> members.add(chance.below(members.size() + 1), member);
                case 2 -> members.set(at, new Member(chance.of(NAMES), member.content));
                case 3 -> members.set(at, new Member(member.name, chance.of(members).content));
                default -> members.set(at, new Member(member.name, content(member, chance)));
            }
        }
        return written(members, chance);
    }

    private static byte[] content(Member member, Chance chance) {
        if (member.name.endsWith(".json")) {
            return JsonCases.of(new String(member.content, StandardCharsets.UTF_8), chance)
                    .getBytes(StandardCharsets.UTF_8);
        }
        return member.name.endsWith(".h5")
                ? Hdf5Cases.of(member.content, chance)
                : Fields.damage(member.content, chance);
    }

    private static List<Member> members(byte[] sound) {
        List<Member> members = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(sound))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                members.add(new Member(entry.getName(), zip.readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return members;
    }

    /** The archive, written by hand, so that it can say what is not so. */
    private static byte[] written(List<Member> members, Chance chance) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        int lie = chance.once(3) ? chance.below(Math.max(1, members.size())) : -1;
        int bomb = chance.once(25) ? chance.below(Math.max(1, members.size())) : -1;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            boolean packs = chance.once(2) && member.content.length < 1 << 20;
            Packed packed = i == bomb ? chance.of(BOMBS) : packs ? packed(member.content) : stored(member.content);
            byte[] name = member.name.getBytes(StandardCharsets.UTF_8);
            byte[] local = new byte[30];
            header(local, 0, 0x04034B50, i == bomb || packs ? 8 : 0, packed, name.length);
            byte[] entry = new byte[46];
            Fields.put(entry, 0, 4, LITTLE, 0x02014B50);
            header(entry, 2, 0, i == bomb || packs ? 8 : 0, packed, name.length);
            Fields.put(entry, 0, 4, LITTLE, 0x02014B50);
            Fields.put(entry, 42, 4, LITTLE, out.size());
            if (i == lie) {
                Fields.change(chance.once(4) ? local : entry, 0, 46, LITTLE, chance);
            }
            out.writeBytes(local);
            out.writeBytes(name);
            out.writeBytes(packed.bytes);
            table.writeBytes(entry);
            table.writeBytes(name);
        }
        byte[] end = new byte[22];
        Fields.put(end, 0, 4, LITTLE, 0x06054B50);
        Fields.put(end, 8, 2, LITTLE, members.size());
        Fields.put(end, 10, 2, LITTLE, members.size());
        Fields.put(end, 12, 4, LITTLE, table.size());
        Fields.put(end, 16, 4, LITTLE, out.size());
        if (chance.once(20)) {
            Fields.change(end, 0, end.length, LITTLE, chance);
        }
        out.writeBytes(table.toByteArray());
        out.writeBytes(end);
        return out.toByteArray();
    }

    /** What a member's two headers have in common, which stands two bytes later in the second. */
    private static void header(byte[] header, int shift, long signature, int method, Packed packed, int nameLength) {
        Fields.put(header, 0, 4, LITTLE, signature);
        Fields.put(header, 4 + shift, 2, LITTLE, 20);
        Fields.put(header, 8 + shift, 2, LITTLE, method);
        Fields.put(header, 14 + shift, 4, LITTLE, packed.checksum);
        Fields.put(header, 18 + shift, 4, LITTLE, packed.bytes.length);
        Fields.put(header, 22 + shift, 4, LITTLE, packed.size);
        Fields.put(header, 26 + shift, 2, LITTLE, nameLength);
    }

    private static byte[] repeated(String text, int bytes) {
        byte[] part = text.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[bytes / part.length * part.length];
        for (int at = 0; at < all.length; at += part.length) {
            System.arraycopy(part, 0, all, at, part.length);
        }
        return all;
    }

    private static Packed stored(byte[] content) {
        return new Packed(content, content.length, checksum(content));
    }

    private static Packed packed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
                DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Packed(bytes.toByteArray(), content.length, checksum(content));
    }

    private static long checksum(byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return checksum.getValue();
    }
}
