package dev.glimpse.data.source;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The IDX files of MNIST and its relatives, gzipped or not: grey pictures of one size, with a digit as label.
 *
 * <p>Files called {@code train…} are the train split, those called {@code t10k…} or {@code test…} the test split. Labels are
 * {@code "0"} up to the largest that occurs. Uncompressed files are mapped, gzipped ones are held in native memory.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">The MNIST database, "File formats"</a>
 */
public final class IdxSource implements Source {

    private static final Pattern NAME = Pattern.compile("(.*)(images[-.]idx3-ubyte|labels[-.]idx1-ubyte)(\\.gz)?");

    private final Path folder;
    private final List<Part> parts;
    private final List<String> labels;

    /** One file of pictures with its labels. */
    private record Part(String name, Optional<Split> split, IdxFile pictures, IdxFile labels, int first) {

        int size() {
            return pictures.count();
        }
    }

    private IdxSource(Path folder, List<Part> parts, List<String> labels) {
        this.folder = folder;
        this.parts = List.copyOf(parts);
        this.labels = labels;
    }

    static boolean isIdxName(String name) {
        return NAME.matcher(name).matches();
    }

    static boolean isIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> isIdxName(file.getFileName().toString()));
        }
    }

    /** Opens every pair of picture and label files in a folder. */
    static IdxSource open(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> isIdxName(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
        List<Part> parts = new ArrayList<>();
        try {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()
                        && name.group(2).startsWith("images")
                        && parts.stream().noneMatch(isCalled(file))) {
                    parts.add(part(folder, file, name, parts));
                }
            }
            if (parts.isEmpty()) {
                throw new DataException("there are IDX labels in " + folder
                        + " but no pictures: expected train-images-idx3-ubyte.gz beside train-labels-idx1-ubyte.gz");
            }
            return new IdxSource(folder, parts, labels(parts));
        } catch (RuntimeException | IOException e) {
            parts.forEach(IdxSource::close);
            throw e;
        }
    }

    /** A file that lies there both gzipped and not counts once. */
    private static java.util.function.Predicate<Part> isCalled(Path file) {
        return part -> part.name().equals(withoutGz(file.getFileName().toString()));
    }

    private static String withoutGz(String name) {
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    private static Part part(Path folder, Path file, Matcher name, List<Part> before) throws IOException {
        String prefix = name.group(1);
        Path labelFile = Stream.of("labels-idx1-ubyte", "labels.idx1-ubyte")
                .flatMap(end -> Stream.of(prefix + end, prefix + end + ".gz"))
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new DataException(
                        "there are no labels beside " + file + ": expected " + prefix + "labels-idx1-ubyte.gz"));
        IdxFile pictures = IdxFile.open(file, 3);
        try {
            IdxFile labels = IdxFile.open(labelFile, 1);
            if (labels.count() != pictures.count()) {
                labels.close();
                throw new DataException(file + " holds " + pictures.count() + " pictures, " + labelFile + " "
                        + labels.count() + " labels: they do not belong together");
            }
            int first = before.isEmpty()
                    ? 0
                    : before.getLast().first() + before.getLast().size();
            return new Part(withoutGz(file.getFileName().toString()), split(prefix), pictures, labels, first);
        } catch (RuntimeException | IOException e) {
            pictures.close();
            throw e;
        }
    }

    private static Optional<Split> split(String prefix) {
        String word = prefix.toLowerCase(Locale.ROOT);
        if (word.contains("train")) {
            return Optional.of(Split.TRAIN);
        }
        if (word.contains("valid")) {
            return Optional.of(Split.VALIDATION);
        }
        return word.contains("t10k") || word.contains("test") ? Optional.of(Split.TEST) : Optional.empty();
    }

    private static List<String> labels(List<Part> parts) {
        int largest = 0;
        for (Part part : parts) {
            for (int i = 0; i < part.size(); i++) {
                largest = Math.max(largest, part.labels().number(i));
            }
        }
        return IntStream.rangeClosed(0, largest).mapToObj(Integer::toString).toList();
    }

    private Part part(int entry) {
        Part found = parts.getFirst();
        for (Part part : parts) {
            if (part.first() <= entry) {
                found = part;
            }
        }
        return found;
    }

    @Override
    public Path location() {
        return folder;
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public int size() {
        return parts.getLast().first() + parts.getLast().size();
    }

    @Override
    public String name(int entry) {
        Part part = part(entry);
        return part.name() + "#" + (entry - part.first());
    }

    @Override
    public int label(int entry) {
        Part part = part(entry);
        return part.labels().number(entry - part.first());
    }

    @Override
    public Optional<Split> split(int entry) {
        return part(entry).split();
    }

    @Override
    public List<Unreadable> strays() {
        return List.of();
    }

    /** The height of an entry in pixels. */
    public int height(int entry) {
        return part(entry).pictures().size(1);
    }

    /** The width of an entry in pixels. */
    public int width(int entry) {
        return part(entry).pictures().size(2);
    }

    @Override
    public byte[] bytes(int entry) {
        Part part = part(entry);
        byte[] pixels = new byte[part.pictures().sampleBytes()];
        part.pictures().copy(entry - part.first(), pixels, 0);
        return pixels;
    }

    @Override
    public Optional<Path> file(int entry) {
        return Optional.empty();
    }

    /** Copies the grey levels of an entry, row by row, to a place in {@code target}. */
    public void copy(int entry, byte[] target, int offset) {
        Part part = part(entry);
        part.pictures().copy(entry - part.first(), target, offset);
    }

    @Override
    public void close() {
        parts.forEach(IdxSource::close);
    }

    private static void close(Part part) {
        part.pictures().close();
        part.labels().close();
    }
}
