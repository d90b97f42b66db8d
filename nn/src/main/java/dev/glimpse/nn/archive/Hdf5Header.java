package dev.glimpse.nn.archive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an HDF5 file says about one group or array: a list of messages.
 *
 * <p>Headers of version 1 and 2, with all the blocks on which they go on.
 */
final class Hdf5Header {

    static final int DATASPACE = 0x01;
    static final int LINK_INFO = 0x02;
    static final int DATATYPE = 0x03;
    static final int LINK = 0x06;
    static final int EXTERNAL_FILES = 0x07;
    static final int LAYOUT = 0x08;
    static final int FILTERS = 0x0B;
    static final int ATTRIBUTE = 0x0C;
    static final int CONTINUATION = 0x10;
    static final int SYMBOL_TABLE = 0x11;
    static final int ATTRIBUTE_INFO = 0x15;

    private static final int SHARED = 2;
    private static final int TIMES = 0x20;
    private static final int ATTRIBUTE_LIMITS = 0x10;
    private static final int ORDER_KEPT = 0x04;
    private static final int CHECKSUM = 4;

    private record Message(int type, boolean shared, Hdf5Block body) {}

    private final Hdf5Bytes file;
    private final List<Message> messages = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();

    private Hdf5Header(Hdf5Bytes file) {
        this.file = file;
    }

    static Hdf5Header at(Hdf5Bytes file, long address) {
        Hdf5Header header = new Hdf5Header(file);
        if (file.block(address, 1).u8() == 1) {
            header.version1(address);
        } else {
            header.version2(address);
        }
        return header;
    }

    private void version1(long address) {
        Hdf5Block prefix = file.block(address, 16);
        prefix.skip(2);
        int count = prefix.u16();
        prefix.skip(4);
        long length = prefix.u32();
        messages1(address + 16, length, count);
    }

    private void messages1(long address, long length, int most) {
        fresh(address);
        Hdf5Block block = file.block(address, length);
        while (block.remaining() >= 8 && messages.size() < most) {
            int type = block.u16();
            int size = block.u16();
            int flags = block.u8();
            block.skip(3);
            Hdf5Block body = block.part(size);
            // Counted whatever it is, for the header says how many there are in all.
            messages.add(new Message(type, (flags & SHARED) != 0, body));
            if (type == CONTINUATION) {
                messages1(body.address(), body.length(), most);
            }
        }
    }

    private void version2(long address) {
        int most = 6 + 16 + 4 + 8;
        Hdf5Block prefix = file.block(address, Math.min(most, file.size() - address));
        prefix.signature("OHDR");
        prefix.version(2, "headers");
        int flags = prefix.u8();
        prefix.skip(((flags & TIMES) != 0 ? 16 : 0) + ((flags & ATTRIBUTE_LIMITS) != 0 ? 4 : 0));
        long length = prefix.number(1 << (flags & 3));
        messages2(file.block(address + prefix.position(), length), flags);
    }

    private void messages2(Hdf5Block block, int headerFlags) {
        int prefix = (headerFlags & ORDER_KEPT) != 0 ? 6 : 4;
        while (block.remaining() >= prefix) {
            int type = block.u8();
            int size = block.u16();
            int flags = block.u8();
            block.skip(prefix - 4);
            Hdf5Block body = block.part(size);
            messages.add(new Message(type, (flags & SHARED) != 0, body));
            if (type == CONTINUATION) {
                long address = body.address();
                fresh(address);
                Hdf5Block more = file.block(address, body.length());
                more.signature("OCHK");
                messages2(more.part((long) more.remaining() - CHECKSUM), headerFlags);
            }
        }
    }

    private void fresh(long address) {
        if (!seen.add(address)) {
            throw Hdf5Bytes.broken("a header goes on where it has been");
        }
    }

    boolean has(int type) {
        return messages.stream().anyMatch(message -> message.type == type);
    }

    /** The one message of a type, if there is one. */
    Optional<Hdf5Block> find(int type) {
        return all(type).stream().findFirst();
    }

    /** The one message of a type that has to be there. */
    Hdf5Block get(int type) {
        return find(type).orElseThrow(() -> Hdf5Bytes.broken("a header has no message of type " + type));
    }

    List<Hdf5Block> all(int type) {
        List<Hdf5Block> found = new ArrayList<>();
        for (Message message : messages) {
            if (message.type == type) {
                if (message.shared) {
                    throw Hdf5Bytes.broken("it shares descriptions between its members, which is not supported");
                }
                found.add(message.body.again());
            }
        }
        return found;
    }
}
