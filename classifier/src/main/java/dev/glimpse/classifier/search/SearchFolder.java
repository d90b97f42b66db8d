package dev.glimpse.classifier.search;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.nn.archive.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a search keeps its tries.
 *
 * <p>{@code search.json} says what it is about. Each try has a folder {@code try-0001} with {@code configuration.json}, {@code
 * metrics.json}, which is there when a round of it is over, and {@code model.keras}. At the end there are {@code best.keras},
 * {@code results.csv} and {@code result.json}. One search at a time may use it: it holds a lock, which the operating system takes
 * away when the process ends, however it ends.
 */
final class SearchFolder implements AutoCloseable {

    private static final String PLAN = "search.json";

    private final Path folder;
    private final FileChannel lock;

    private SearchFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens a folder, which is made if it is not there, for this search alone.
     *
     * @throws ClassifierException if another search uses it, it holds a search with another plan, or something else
     */
    static SearchFolder open(Path folder, Plan plan) {
        try {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new ClassifierException(
                        folder + " is a file: a search keeps its tries in a folder, so name another with -o");
            }
            requireEmpty(folder);
            Files.createDirectories(folder);
            FileChannel lock =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (!isLocked(lock)) {
                    throw new ClassifierException("another search writes into " + folder
                            + ": wait until it is over, stop it, or choose another folder");
                }
                SearchFolder opened = new SearchFolder(folder, lock);
                opened.begin(plan);
                return opened;
            } catch (RuntimeException | IOException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be used", e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            var held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || Files.exists(folder.resolve(PLAN))) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> other = files.filter(file -> {
                        String name = file.getFileName().toString();
                        return !name.equals("lock") && !name.endsWith(".part");
                    })
                    .findFirst();
            if (other.isPresent()) {
                throw new ClassifierException(folder + " holds something else ("
                        + other.get().getFileName() + "), and no search: name an empty folder, or a new one");
            }
        }
    }

    private void begin(Plan plan) throws IOException {
        Path file = folder.resolve(PLAN);
        if (Files.exists(file)) {
            requireSame(SearchJson.plan(read(file), file), plan);
        }
        write(file, SearchJson.of(plan));
        sweep(folder);
        try (DirectoryStream<Path> tries = Files.newDirectoryStream(folder, "try-*")) {
            for (Path one : tries) {
                sweep(one);
            }
        }
    }

    private void requireSame(Plan before, Plan now) {
        now.facts().forEach((name, value) -> {
            String old = before.facts().getOrDefault(name, "");
            if (!old.equals(value)) {
                throw new ClassifierException(folder + " holds another search: there " + name + " = '" + old
                        + "', and now '" + value
                        + "'. Repeat that command to go on with it, or choose another folder with -o");
            }
        });
    }

    /** Takes away what processes that were killed while they wrote left behind. */
    private static void sweep(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.part")) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        }
    }

    private Path folderOf(int number) {
        return folder.resolve(String.format(Locale.ROOT, "try-%04d", number));
    }

    /** Where the model of a try goes. */
    Path model(int number) {
        return folderOf(number).resolve("model.keras");
    }

    /**
     * Where the model of a try is that is over.
     *
     * @throws ClassifierException if somebody took it away
     */
    Path keptModel(int number) {
        Path model = model(number);
        if (!Files.isRegularFile(model)) {
            throw new ClassifierException(model + ", the best one's model, is not there any more: remove the folder "
                    + folderOf(number) + ", and the same command teaches it again");
        }
        return model;
    }

    /** Where the best one goes. */
    Path best() {
        return folder.resolve("best.keras");
    }

    Path folder() {
        return folder;
    }

    /** A try as far as it came before. */
    Try known(int number, Configuration configuration) {
        Path file = folderOf(number).resolve("metrics.json");
        try {
            return Files.exists(file) && Files.exists(folderOf(number).resolve("configuration.json"))
                    ? SearchJson.metrics(read(file), file, Try.fresh(number, configuration))
                    : Try.fresh(number, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Makes the folder of a try that begins. */
    void begin(Try one, long seed) {
        Path own = folderOf(one.number());
        try {
            Files.createDirectories(own);
            write(own.resolve("configuration.json"), SearchJson.configuration(one, seed));
        } catch (IOException e) {
            throw new UncheckedIOException(own + " cannot be written", e);
        }
    }

    /** Keeps how a try came out, when its model is there. */
    void keep(Try one) {
        write(folderOf(one.number()).resolve("metrics.json"), SearchJson.metrics(one));
    }

    /** Writes the tables. */
    void keep(SearchResult result) {
        write(folder.resolve("results.csv"), result.csv());
        write(folder.resolve("result.json"), result.json());
    }

    /** How a try did on the test split, if that was told before. */
    Optional<SearchResult.OnTest> onTest(Try one) {
        Path file = folder.resolve("result.json");
        try {
            return Files.exists(file) && Files.exists(best()) ? SearchJson.onTest(read(file), one) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static void write(Path file, String text) {
        try {
            WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + folder + " cannot be released", e);
        }
    }
}
