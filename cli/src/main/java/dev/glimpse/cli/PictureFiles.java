package dev.glimpse.cli;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.source.FileKinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The picture files that a user means by naming files and folders. */
final class PictureFiles {

    private PictureFiles() {}

    /**
     * The files as they were named, each folder replaced by the pictures in it and in the folders below, by name.
     *
     * @throws DataException if a folder has none
     */
    static List<Path> of(List<Path> named) {
        List<Path> files = new ArrayList<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                files.addAll(in(path));
            } else if (path.toString().equals("-")) {
                throw new DataException("pictures are not read from standard input: name a file");
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static List<Path> in(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> pictures = walk.filter(file -> isPicture(folder, file))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (pictures.isEmpty()) {
                throw new DataException("there are no pictures in the folder " + folder);
            }
            return pictures;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPicture(Path folder, Path file) {
        return FileKinds.isPicture(file.getFileName().toString())
                && StreamSupport.stream(folder.relativize(file).spliterator(), false)
                        .noneMatch(part -> FileKinds.isLitter(part.toString()));
    }
}
