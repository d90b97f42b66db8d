package dev.glimpse.classifier;

import dev.glimpse.nn.archive.KerasArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The further entries of a model file by which a classifier answers, beside facts and layers.
 *
 * @param file the archive
 * @param folder where in it they stand, ending in a slash; that of an ensemble's member is one within the usual one
 */
record Entries(Path file, String folder) {

    private static final String USUAL = "glimpse/";

    /** Those of a model file. */
    static Entries of(Path file) {
        return new Entries(file, USUAL);
    }

    /** Those of one member of an ensemble, by its number from 0. */
    Entries ofMember(int number) {
        return new Entries(file, folder(number));
    }

    private static String folder(int member) {
        return USUAL + "members/" + member + "/";
    }

    /** An entry of a classifier as it stands in the file of an ensemble that it is a member of. */
    static KerasArchive.Extra ofMember(int number, KerasArchive.Extra extra) {
        return new KerasArchive.Extra(moved(extra.name(), folder(number)), extra.content());
    }

    /** The bytes of an entry, by the name that it has in a file of its own, if it is there; at most 1 GiB. */
    Optional<byte[]> bytes(String name) throws IOException {
        return KerasArchive.extra(file, moved(name, folder));
    }

    private static String moved(String name, String folder) {
        if (!name.startsWith(USUAL)) {
            throw new IllegalArgumentException("entries of Glimpse stand in " + USUAL + ", got " + name);
        }
        return folder + name.substring(USUAL.length());
    }
}
