package dev.glimpse.data.source;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A place that holds pictures with labels.
 *
 * <p>Its entries are numbered from 0 in an order that depends on names alone. Every method may be called from several
 * threads at once. The source holds open files and belongs to whoever opened it.
 */
public sealed interface Source extends AutoCloseable permits ListedSource, IdxSource {

    /** Opens whatever kind of source this path is. */
    static Source open(Path path) {
        if (!Files.exists(path)) {
            throw new DataException(
                    "there is no " + path
                            + ": expected a folder of class folders, a zip of one, a CSV manifest or a folder of MNIST's IDX files");
        }
        try {
            if (Files.isDirectory(path)) {
                return IdxSource.isIn(path) ? IdxSource.open(path) : FolderSource.open(path);
            }
            if (ZipSource.isZip(path)) {
                return ZipSource.open(path);
            }
            String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(".csv") || name.endsWith(".tsv")) {
                return ManifestSource.open(path);
            }
            if (IdxSource.isIdxName(name)) {
                throw new DataException(
                        path + " is one of several IDX files: give the folder that holds them, with their labels");
            }
        } catch (IOException e) {
            throw new DataException("cannot read " + path + ": " + Reasons.of(e), e);
        }
        throw new DataException(path + " is not a dataset: expected a folder of class folders, a zip of one, "
                + "a CSV manifest (path,label[,split]; named .csv) or a folder of MNIST's IDX files");
    }

    /** Where this source lies. */
    Path location();

    /** The labels in their stable order. */
    List<String> labels();

    /** How many entries there are. Not each need be a readable picture. */
    int size();

    /** What an entry is called within this source. */
    String name(int entry);

    /** The index of an entry's label in {@link #labels()}. */
    int label(int entry);

    /** The split that somebody chose for an entry by hand. */
    Optional<Split> split(int entry);

    /** What stands in this source and is no entry, although somebody may have meant it to be one. */
    List<Unreadable> strays();

    /** The content of an entry. A picture file's bytes, or the grey levels of an IDX sample. */
    byte[] bytes(int entry) throws IOException;

    /** The file that is an entry's content, where it has one of its own. */
    Optional<Path> file(int entry);

    /** Releases the open files. */
    @Override
    void close();
}
