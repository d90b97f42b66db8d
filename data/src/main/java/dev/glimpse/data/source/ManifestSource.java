package dev.glimpse.data.source;

import dev.glimpse.data.item.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A CSV file with a picture's path, its label and perhaps its split in each line.
 *
 * <p>Paths are relative to the manifest. Entries keep the manifest's order, labels are sorted. Every path must exist: a
 * manifest that names missing pictures is wrong in a way that its author wants to know.
 */
public final class ManifestSource extends ListedSource {

    private static final int MISSING_NAMED = 3;

    private final Path folder;

    private ManifestSource(Path location, Path folder, Listing listing) {
        super(location, listing, List.of());
        this.folder = folder;
    }

    /** Reads a manifest. */
    static ManifestSource open(Path file) throws IOException {
        Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file.toAbsolutePath());
        List<ManifestRow> rows = rows(file, folder);
        if (rows.isEmpty()) {
            throw new DataException(file + " lists no pictures: expected lines of path,label[,split]");
        }
        TreeSet<String> labels = new TreeSet<>(CodePoints.ORDER);
        rows.forEach(row -> labels.add(row.label()));
        Map<String, Integer> index = new HashMap<>();
        labels.forEach(label -> index.put(label, index.size()));
        Listing.Builder listing = Listing.of(List.copyOf(labels));
        List<String> missing = new ArrayList<>();
        for (ManifestRow row : rows) {
            Optional<String> path = existing(folder, row.path());
            if (path.isEmpty()) {
                missing.add("line " + row.line() + ": no file '" + row.path() + "'");
            }
            listing.add(path.orElse(row.path()), Objects.requireNonNull(index.get(row.label())), row.split());
        }
        if (!missing.isEmpty()) {
            String more = missing.size() > MISSING_NAMED ? "; and " + (missing.size() - MISSING_NAMED) + " more" : "";
            throw new DataException(
                    file + ", " + String.join("; ", missing.subList(0, Math.min(MISSING_NAMED, missing.size()))) + more
                            + ". Paths are relative to " + folder);
        }
        return new ManifestSource(file, folder, listing.build());
    }

    private static List<ManifestRow> rows(Path file, Path folder) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return ManifestReader.read(
                    file, reader, path -> existing(folder, path).isPresent());
        } catch (MalformedInputException e) {
            throw new DataException(file + " is not UTF-8: save it as \"CSV UTF-8\"", e);
        }
    }

    /** The path as it is, or with a Windows program's backslashes turned. */
    private static Optional<String> existing(Path folder, String path) {
        if (isFile(folder, path)) {
            return Optional.of(path);
        }
        String turned = path.replace('\\', '/');
        return !turned.equals(path) && isFile(folder, turned) ? Optional.of(turned) : Optional.empty();
    }

    private static boolean isFile(Path folder, String path) {
        try {
            return Files.isRegularFile(folder.resolve(path));
        } catch (InvalidPathException _) {
            return false;
        }
    }

    @Override
    public byte[] bytes(int entry) throws IOException {
        return Contents.read(folder.resolve(name(entry)));
    }

    @Override
    public Optional<Path> file(int entry) {
        return Optional.of(folder.resolve(name(entry)));
    }

    @Override
    public void close() {}
}
