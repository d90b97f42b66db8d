package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The table of contents of a zip archive.
 *
 * <p>It says where each member's bytes are, so that a member which is stored as it is can be read in place. Whatever can be read
 * in two ways is refused: two members of one name, names that lead out of the archive, a table that disagrees with what
 * stands before a member. Layout: PKWARE's APPNOTE 6.3, sections 4.3.7 to 4.3.16.
 */
final class ZipMembers {

    /** A model has three members, and one for each asset of a layer. */
    private static final int MOST_MEMBERS = 10_000;

    private static final int MOST_BYTES = 16 << 20;

    private static final int END = 0x06054B50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int LOCATOR_64 = 0x07064B50;
    private static final int LOCATOR_64_LENGTH = 20;
    private static final int END_64 = 0x06064B50;
    private static final int END_64_LENGTH = 56;
    private static final int ENTRY = 0x02014B50;
    private static final int ENTRY_LENGTH = 46;
    private static final int LOCAL = 0x04034B50;
    private static final int LOCAL_LENGTH = 30;
    private static final int EXTRA_64 = 1;
    private static final int ENCRYPTED = 1;
    private static final long IN_EXTRA = 0xFFFFFFFFL;

    /** How a member's bytes stand in the archive. */
    enum Method {
        STORED,
        DEFLATED
    }

    /**
     * One member.
     *
     * @param start where its bytes begin
     * @param stored how many there are
     * @param size how many there are when unpacked, as the table claims
     * @param checksum of the unpacked bytes, CRC-32
     */
    record Member(String name, Method method, long start, long stored, long size, long checksum) {}

    private record Entry(String name, int method, int flags, long header, long stored, long size, long checksum) {}

    private final FileChannel channel;
    private final long fileSize;

    private ZipMembers(FileChannel channel, long fileSize) {
        this.channel = channel;
        this.fileSize = fileSize;
    }

    /** The members by name. */
    static SequencedMap<String, Member> of(FileChannel channel) throws IOException {
        ZipMembers zip = new ZipMembers(channel, channel.size());
        ByteBuffer table = zip.table();
        SequencedMap<String, Member> members = new LinkedHashMap<>();
        while (table.hasRemaining()) {
            Entry entry = entry(table);
            requirePlain(entry.name);
            if (members.size() >= MOST_MEMBERS) {
                throw new NnException("the archive has more than " + MOST_MEMBERS + " files");
            }
            if (!entry.name.endsWith("/") && members.put(entry.name, zip.member(entry)) != null) {
                throw new NnException("the archive has two files named \"" + entry.name + '"');
            }
        }
        return members;
    }

    private static void requirePlain(String name) {
        boolean leads = name.startsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || Arrays.asList(name.split("/", -1)).contains("..");
        if (leads || name.isEmpty()) {
            throw new NnException("the archive has a file named \"" + name + "\", which leads out of it: refused");
        }
    }

    private ByteBuffer table() throws IOException {
        int tail = (int) Math.min(fileSize, END_LENGTH + LONGEST_COMMENT);
        ByteBuffer last = read(fileSize - tail, tail);
        int at = tail - END_LENGTH;
        while (at >= 0 && last.getInt(at) != END) {
            at--;
        }
        if (at < 0) {
            throw broken("it has no end, so it was cut off or never finished");
        }
        long length = Integer.toUnsignedLong(last.getInt(at + 12));
        long start = Integer.toUnsignedLong(last.getInt(at + 16));
        long end = fileSize - tail + at;
        if (end >= LOCATOR_64_LENGTH) {
            ByteBuffer locator = read(end - LOCATOR_64_LENGTH, LOCATOR_64_LENGTH);
            if (locator.getInt(0) == LOCATOR_64) {
                ByteBuffer large = read(locator.getLong(8), END_64_LENGTH);
                if (large.getInt(0) != END_64) {
                    throw broken("its end is not where it should be");
                }
                length = large.getLong(40);
                start = large.getLong(48);
            }
        }
        if (length > MOST_BYTES) {
            throw new NnException("the archive's table of contents has " + length + " bytes");
        }
        return read(start, length);
    }

    private static Entry entry(ByteBuffer table) {
        if (table.remaining() < ENTRY_LENGTH || table.getInt(table.position()) != ENTRY) {
            throw broken("its table of contents is damaged");
        }
        int at = table.position();
        int flags = table.getShort(at + 8);
        int method = Short.toUnsignedInt(table.getShort(at + 10));
        long checksum = Integer.toUnsignedLong(table.getInt(at + 16));
        long[] numbers = {
            Integer.toUnsignedLong(table.getInt(at + 24)),
            Integer.toUnsignedLong(table.getInt(at + 20)),
            Integer.toUnsignedLong(table.getInt(at + 42))
        };
        int nameLength = Short.toUnsignedInt(table.getShort(at + 28));
        int extraLength = Short.toUnsignedInt(table.getShort(at + 30));
        int commentLength = Short.toUnsignedInt(table.getShort(at + 32));
        if (table.remaining() < ENTRY_LENGTH + nameLength + extraLength + commentLength) {
            throw broken("its table of contents is cut off");
        }
        byte[] name = new byte[nameLength];
        table.get(at + ENTRY_LENGTH, name);
        large(table.slice(at + ENTRY_LENGTH + nameLength, extraLength).order(ByteOrder.LITTLE_ENDIAN), numbers);
        table.position(at + ENTRY_LENGTH + nameLength + extraLength + commentLength);
        return new Entry(
                new String(name, StandardCharsets.UTF_8), method, flags, numbers[2], numbers[1], numbers[0], checksum);
    }

    /** Puts numbers of 64 bits in place of those that 32 bits do not hold. */
    private static void large(ByteBuffer extra, long[] numbers) {
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.getShort());
            int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
            ByteBuffer content = extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            extra.position(extra.position() + length);
            for (int i = 0; id == EXTRA_64 && i < numbers.length; i++) {
                if (numbers[i] == IN_EXTRA && content.remaining() >= Long.BYTES) {
                    numbers[i] = content.getLong();
                }
            }
        }
    }

    private Member member(Entry entry) throws IOException {
        if ((entry.flags & ENCRYPTED) != 0) {
            throw new NnException(entry.name + " in the archive is encrypted");
        }
        Method method =
                switch (entry.method) {
                    case 0 -> Method.STORED;
                    case 8 -> Method.DEFLATED;
                    default ->
                        throw new NnException(entry.name + " in the archive is packed in a way that is not known");
                };
        ByteBuffer local = read(entry.header, LOCAL_LENGTH);
        byte[] name = entry.name.getBytes(StandardCharsets.UTF_8);
        int nameLength = Short.toUnsignedInt(local.getShort(26));
        long start = entry.header + LOCAL_LENGTH + nameLength + Short.toUnsignedInt(local.getShort(28));
        boolean agrees = local.getInt(0) == LOCAL
                && Short.toUnsignedInt(local.getShort(8)) == entry.method
                && nameLength == name.length
                && Arrays.equals(read(entry.header + LOCAL_LENGTH, nameLength).array(), name);
        if (!agrees) {
            throw broken("what stands before " + entry.name + " is not what its table of contents says");
        }
        if (entry.stored < 0 || entry.stored > fileSize - start || entry.size < 0) {
            throw broken(entry.name + " should have " + entry.stored + " bytes in it");
        }
        if (method == Method.STORED && entry.stored != entry.size) {
            throw broken(entry.name + " has two sizes");
        }
        return new Member(entry.name, method, start, entry.stored, entry.size, entry.checksum);
    }

    private ByteBuffer read(long start, long length) throws IOException {
        if (start < 0 || length < 0 || start > fileSize || length > fileSize - start) {
            throw broken("it is cut off");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        fill(channel, start, buffer);
        return buffer.flip();
    }

    /** Fills a buffer with what stands in the file from there on. */
    static void fill(FileChannel channel, long start, ByteBuffer buffer) throws IOException {
        long at = start;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new EOFException("the file ends while it is read");
            }
            at += read;
        }
    }

    private static NnException broken(String what) {
        return new NnException("the archive is damaged: " + what);
    }
}
