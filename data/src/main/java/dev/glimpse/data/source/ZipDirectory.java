package dev.glimpse.data.source;

import dev.glimpse.data.item.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The end of a zip, which says how long its table of contents is.
 *
 * <p>{@link java.util.zip.ZipFile} reads that table into memory whole, so its size is looked at before. Layout: PKWARE's
 * APPNOTE 6.3, sections 4.3.14 to 4.3.16.
 */
final class ZipDirectory {

    /** A million, or what a half of the heap can list. */
    private static final long MOST_ENTRIES =
            Math.min(1_000_000, Runtime.getRuntime().maxMemory() / 2 / 500);

    private static final long MOST_BYTES = 200_000_000;

    private static final int END = 0x06054B50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int LOCATOR_64 = 0x07064B50;
    private static final int LOCATOR_64_LENGTH = 20;
    private static final int END_64 = 0x06064B50;
    private static final int END_64_LENGTH = 56;

    private ZipDirectory() {}

    /** Refuses a zip whose table of contents is larger than that of a million pictures. */
    static void requireModest(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            int tail = (int) Math.min(size, END_LENGTH + LONGEST_COMMENT);
            ByteBuffer end = read(channel, size - tail, tail);
            int at = tail - END_LENGTH;
            while (at >= 0 && end.getInt(at) != END) {
                at--;
            }
            if (at < 0) {
                throw new DataException(
                        file + " is a broken zip: it has no end record, so it was cut off or never finished");
            }
            long entries = Short.toUnsignedLong(end.getShort(at + 10));
            long bytes = Integer.toUnsignedLong(end.getInt(at + 12));
            long locator = size - tail + at - LOCATOR_64_LENGTH;
            if (locator >= 0) {
                ByteBuffer pointer = read(channel, locator, LOCATOR_64_LENGTH);
                long where = pointer.getLong(8);
                if (pointer.getInt(0) == LOCATOR_64 && where >= 0 && where <= size - END_64_LENGTH) {
                    ByteBuffer large = read(channel, where, END_64_LENGTH);
                    if (large.getInt(0) == END_64) {
                        entries = large.getLong(32);
                        bytes = large.getLong(40);
                    }
                }
            }
            if (Long.compareUnsigned(entries, MOST_ENTRIES) > 0 || Long.compareUnsigned(bytes, MOST_BYTES) > 0) {
                throw new DataException(
                        file + " holds " + Long.toUnsignedString(entries) + " entries; a zip has at most "
                                + MOST_ENTRIES + " (with names of " + MOST_BYTES / 1_000_000
                                + " MB): unzip it and give the folder");
            }
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the file ends too early");
            }
        }
        return buffer;
    }
}
