package dev.glimpse.data.source;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Unreadable;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * A folder of class folders, on their own or in {@code train}, {@code validation} and {@code test}.
 *
 * <p>Links are followed, except one that leads back to a folder around it. Dot files and the notes of file managers are
 * passed over, and so are files that do not end like pictures.
 */
public final class FolderSource extends ListedSource {

    private final int classDepth;

    private FolderSource(Path root, Layout.Meaning meaning, List<Unreadable> strays) {
        super(root, meaning.listing(), strays);
        this.classDepth = meaning.classDepth();
    }

    /** Lists the pictures below a folder. */
    static FolderSource open(Path root) throws IOException {
        Walk walk = new Walk(root);
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        List<Unreadable> strays = walk.strays;
        return new FolderSource(root, Layout.read(root.toString(), walk.files, walk.folders, strays), strays);
    }

    /** What an entry would be called if it had another label: the class folder in its name is another one. */
    public String nameUnder(int entry, String label) {
        String name = name(entry);
        int begin = 0;
        for (int folder = 0; folder < classDepth; folder++) {
            begin = name.indexOf('/', begin) + 1;
        }
        return name.substring(0, begin) + label + name.substring(name.indexOf('/', begin));
    }

    @Override
    public byte[] bytes(int entry) throws IOException {
        Optional<Path> file = file(entry);
        if (file.isEmpty()) {
            throw new IOException("its name has letters that this locale lacks: set LC_ALL=C.UTF-8");
        }
        return Contents.read(file.get());
    }

    @Override
    public Optional<Path> file(int entry) {
        try {
            return Optional.of(location().resolve(name(entry)));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {}

    private static final class Walk extends SimpleFileVisitor<Path> {

        private final Path root;
        private final List<String> files = new ArrayList<>();
        private final List<String> folders = new ArrayList<>();
        private final List<Unreadable> strays = new ArrayList<>();

        private Walk(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (folder.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            if (FileKinds.isLitter(folder.getFileName().toString())) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(name(folder) + "/");
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String leaf = file.getFileName().toString();
            if (attributes.isRegularFile() && !FileKinds.isLitter(leaf) && FileKinds.isPicture(leaf)) {
                files.add(name(file));
            } else if (attributes.isSymbolicLink() && !FileKinds.isLitter(leaf)) {
                strays.add(new Unreadable(name(file), "a link that leads nowhere"));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (file.equals(root)) {
                throw new DataException("cannot read " + root + ": " + Reasons.of(failure), failure);
            }
            if (!FileKinds.isLitter(file.getFileName().toString())) {
                strays.add(new Unreadable(name(file), Reasons.of(failure)));
            }
            return FileVisitResult.CONTINUE;
        }

        private String name(Path path) {
            String separator = path.getFileSystem().getSeparator();
            String name = root.relativize(path).toString();
            return separator.equals("/") ? name : name.replace(separator, "/");
        }
    }
}
