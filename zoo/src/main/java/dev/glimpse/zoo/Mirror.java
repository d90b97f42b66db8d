package dev.glimpse.zoo;

import dev.glimpse.zoo.weights.WeightsFile;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Another place that has published weights, all in one folder or in the folders of their publisher. */
public sealed interface Mirror {

    /** A folder on the network, such as {@code https://models.example.org/keras/}. */
    record Web(URI address) implements Mirror {

        public Web {
            address = address.getPath().endsWith("/") ? address : URI.create(address + "/");
        }
    }

    /** A folder on this computer or on one whose files it sees. */
    record Folder(Path path) implements Mirror {}

    /** Where it may have a file, in the order in which to look. */
    default List<URI> addresses(WeightsFile file) {
        return file.places().stream()
                .map(place -> switch (this) {
                    case Web(URI address) -> address.resolve(place);
                    case Folder(Path path) -> path.resolve(place).toUri();
                })
                .toList();
    }

    /**
     * What a user names: a URL that begins with {@code http}, or a folder.
     *
     * @throws ZooException if it is neither
     */
    static Mirror of(String named) {
        try {
            if (named.startsWith("http://") || named.startsWith("https://")) {
                return new Web(URI.create(named));
            }
            return new Folder(named.startsWith("file:") ? Path.of(URI.create(named)) : Path.of(named));
        } catch (InvalidPathException wrong) {
            throw neither(named, wrong);
        } catch (IllegalArgumentException wrong) {
            throw neither(named, wrong);
        }
    }

    private static ZooException neither(String named, RuntimeException wrong) {
        return new ZooException(
                "a mirror is a folder or a URL such as https://example.org/keras/, got '" + named + "'", wrong);
    }
}
