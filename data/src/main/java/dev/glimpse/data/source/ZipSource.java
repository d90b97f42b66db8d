package dev.glimpse.data.source;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A zip of class folders, read where it is.
 *
 * <p>Nothing is unpacked to disk. Before the archive is opened its table of contents must be of a size that a dataset can
 * have; names that point out of the archive, or twice at one place, are refused, and so is an archive that claims to
 * hold a hundred times what it weighs.
 */
public final class ZipSource extends ListedSource {

    private static final int SIGNATURE = 0x504B0304;
    private static final int EMPTY_SIGNATURE = 0x504B0506;
    private static final long FREE_BYTES = 64_000_000;
    private static final int MOST_RATIO = 100;

    private final ZipFile zip;

    private ZipSource(Path location, ZipFile zip, Listing listing, List<Unreadable> strays) {
        super(location, listing, strays);
        this.zip = zip;
    }

    /** Whether a file begins as a zip does. */
    static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(4);
            if (head.length < 4) {
                return false;
            }
            int signature = (head[0] & 0xFF) << 24 | (head[1] & 0xFF) << 16 | (head[2] & 0xFF) << 8 | (head[3] & 0xFF);
            return signature == SIGNATURE || signature == EMPTY_SIGNATURE;
        }
    }

    /** Lists the pictures in a zip. */
    static ZipSource open(Path file) throws IOException {
        ZipDirectory.requireModest(file);
        ZipFile zip = openZip(file);
        try {
            List<String> files = new ArrayList<>();
            List<String> folders = new ArrayList<>();
            List<Unreadable> strays = new ArrayList<>();
            list(file, zip, files, folders);
            Listing listing =
                    Layout.read(file.toString(), files, folders, strays).listing();
            return new ZipSource(file, zip, listing, strays);
        } catch (RuntimeException | IOException e) {
            zip.close();
            throw e;
        }
    }

    private static ZipFile openZip(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            // Old Windows and DOS tools write names in the code page of the IBM PC, without saying so.
            if (!Charset.isSupported("IBM437")) {
                throw new DataException(file + " is a broken zip: " + Reasons.of(e), e);
            }
            try {
                return new ZipFile(file.toFile(), Charset.forName("IBM437"));
            } catch (ZipException _) {
                throw new DataException(file + " is a broken zip: " + Reasons.of(e), e);
            }
        }
    }

    private static void list(Path file, ZipFile zip, List<String> files, List<String> folders) throws IOException {
        Set<String> seen = HashSet.newHashSet(zip.size());
        Set<String> seenFolders = new HashSet<>();
        long claimed = 0;
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            String name = entry.getName().replace('\\', '/');
            requireSafe(file, name);
            claimed += Math.max(0, entry.getSize());
            if (isLitter(name)) {
                continue;
            }
            if (!seen.add(name)) {
                throw new DataException(file + " holds '" + name + "' twice: pack it again");
            }
            for (int cut = name.indexOf('/'); cut >= 0; cut = name.indexOf('/', cut + 1)) {
                seenFolders.add(name.substring(0, cut + 1));
            }
            if (!name.endsWith("/") && FileKinds.isPicture(name.substring(name.lastIndexOf('/') + 1))) {
                files.add(name);
            }
        }
        long most = FREE_BYTES + MOST_RATIO * Files.size(file);
        if (claimed > most) {
            throw new DataException(file + " claims to hold " + claimed / 1_000_000 + " MB in a file of "
                    + Files.size(file) / 1_000_000 + " MB; at most " + MOST_RATIO
                    + " times its size is unpacked: unzip it yourself if you trust it, and give the folder");
        }
        folders.addAll(seenFolders);
    }

    private static void requireSafe(Path file, String name) {
        boolean drive = name.length() > 1 && name.charAt(1) == ':';
        boolean outside = name.startsWith("/") || drive || name.indexOf('\0') >= 0;
        for (String part : name.split("/", -1)) {
            outside |= part.equals("..");
        }
        if (outside || name.isEmpty()) {
            throw new DataException(file + " holds an unsafe name, '" + name.replace("\0", "\\0")
                    + "': a zip of pictures has relative names");
        }
    }

    private static boolean isLitter(String name) {
        for (String part : name.split("/", -1)) {
            if (FileKinds.isLitter(part)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public byte[] bytes(int entry) throws IOException {
        String name = name(entry);
        ZipEntry found = find(name);
        if (found == null) {
            throw new IOException("not in the zip any more");
        }
        if (found.getSize() > Contents.MOST_BYTES) {
            throw new IOException("more than " + Contents.MOST_BYTES / 1_000_000 + " MB");
        }
        try (InputStream in = zip.getInputStream(found)) {
            return Contents.read(in);
        }
    }

    @Override
    public Optional<Path> file(int entry) {
        return Optional.empty();
    }

    private @Nullable ZipEntry find(String name) {
        ZipEntry found = zip.getEntry(name);
        return found != null ? found : zip.getEntry(name.replace('/', '\\'));
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
