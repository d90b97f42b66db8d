package dev.glimpse.classifier.mend;

import dev.glimpse.classifier.mend.Spot.Place;
import dev.glimpse.data.fetch.Checksum;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.source.FileKinds;
import dev.glimpse.data.source.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dataset's folder and the one beside it where pictures are set aside; names become paths here, and never lead out of them.
 *
 * @param dataset the folder itself, behind any links
 * @param setAside {@code photos.set-aside} beside {@code photos}
 */
record MendedFolder(Path dataset, Path setAside) {

    private static final String ENDING = ".set-aside";

    /**
     * The folder of a dataset.
     *
     * @throws DataException if it is no folder, or has none around it
     */
    static MendedFolder of(Path dataset) {
        try {
            Path real = dataset.toRealPath();
            if (!Files.isDirectory(real)) {
                throw new DataException(dataset + " is no folder");
            }
            Path name = real.getFileName();
            if (name == null) {
                throw new DataException(dataset + " is the root of a disk, beside which nothing can be set aside: "
                        + "put the class folders into a folder of their own");
            }
            return new MendedFolder(real, real.resolveSibling(name + ENDING));
        } catch (NoSuchFileException e) {
            throw new DataException(
                    "there is no " + dataset + ": write into the plan, as \"dataset\", where it is now", e);
        } catch (IOException e) {
            throw new DataException("cannot read " + dataset + ": " + Reasons.of(e), e);
        }
    }

    Path root(Place place) {
        return switch (place) {
            case DATASET -> dataset;
            case SET_ASIDE -> setAside;
        };
    }

    /**
     * The path of a spot.
     *
     * @throws DataException if its name could lead anywhere else, or to what is no picture
     */
    Path path(Spot spot) {
        Path path = root(spot.place());
        for (String part : spot.name().split("/", -1)) {
            if (!isPlain(part)) {
                throw new DataException("'" + spot.name() + "' is no name of a picture within the dataset, such as "
                        + "daisy/1.jpg: '" + part + "' is not allowed in it");
            }
            path = path.resolve(part);
        }
        return path;
    }

    private static boolean isPlain(String part) {
        if (part.isEmpty() || FileKinds.isLitter(part)) {
            return false; // which takes "." and ".." with it
        }
        try {
            Path path = Path.of(part);
            return !path.isAbsolute()
                    && path.getNameCount() == 1
                    && path.toString().equals(part);
        } catch (InvalidPathException _) {
            return false;
        }
    }

    /** Checks that no link, nor a file for a folder, stands on the way to a spot, so that it is where its name says. */
    void requireNoDetour(Spot spot) throws IOException {
        Path root = root(spot.place());
        if (spot.place() == Place.SET_ASIDE) {
            requireFolder(root, spot);
        }
        Path path = path(spot);
        for (int names = root.getNameCount() + 1; names < path.getNameCount(); names++) {
            requireFolder(root.resolve(path.subpath(root.getNameCount(), names)), spot);
        }
        if (attributes(path).filter(MendedFolder::isLink).isPresent()) {
            throw new DataException(
                    spot.name() + " is a link: only files are moved; turn the step off (\"on\": false)");
        }
    }

    private static void requireFolder(Path folder, Spot spot) throws IOException {
        Optional<BasicFileAttributes> found = attributes(folder);
        if (found.isPresent() && !found.get().isDirectory()) {
            throw new DataException(spot.name() + " cannot be moved, for " + folder
                    + (isLink(found.get()) ? " is a link" : " is no folder") + "; turn the step off (\"on\": false)");
        }
    }

    private static boolean isLink(BasicFileAttributes attributes) {
        // What Windows calls a junction is "other" here.
        return attributes.isSymbolicLink() || attributes.isOther();
    }

    private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Whether anything at all has that name. */
    boolean isTaken(Spot spot) {
        return Files.exists(path(spot), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether a file with these bytes stands there. */
    boolean holds(Spot spot, String sha256) throws IOException {
        Path path = path(spot);
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && Checksum.sha256(path).hex().equals(sha256);
    }

    /** The folders around a spot that are not there yet, the outermost first. */
    List<String> missingFolders(Spot spot) {
        List<String> missing = new ArrayList<>();
        for (int cut = spot.name().indexOf('/'); cut >= 0; cut = spot.name().indexOf('/', cut + 1)) {
            String folder = spot.name().substring(0, cut);
            if (!Files.exists(path(new Spot(spot.place(), folder)), LinkOption.NOFOLLOW_LINKS)) {
                missing.add(folder);
            }
        }
        return missing;
    }

    /** A spot as a person finds it: within the dataset by its name, elsewhere by its path. */
    String words(Spot spot) {
        return switch (spot.place()) {
            case DATASET -> spot.name();
            case SET_ASIDE -> setAside.getFileName() + "/" + spot.name();
        };
    }
}
