package dev.glimpse.architecture;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The house that the tests look at: its modules and arrows as they are meant to be, its sources and its classes. */
final class House {

    /** The modules in the order in which they stand on one another, each with those that it is built upon directly. */
    static final Map<String, List<String>> ARROWS = arrows();

    static final Path ROOT = root();

    private House() {}

    private static Map<String, List<String>> arrows() {
        var arrows = new LinkedHashMap<String, List<String>>();
        arrows.put("tensor", List.of());
        arrows.put("image", List.of());
        arrows.put("nn", List.of("tensor"));
        arrows.put("onnx", List.of("nn"));
        arrows.put("data", List.of("image", "tensor"));
        arrows.put("learn", List.of());
        arrows.put("zoo", List.of("nn", "data"));
        arrows.put("classifier", List.of("data", "learn", "onnx", "zoo"));
        arrows.put("cli", List.of("classifier"));
        arrows.put("architecture", List.of("benchmark"));
        arrows.put("benchmark", List.of("cli"));
        return arrows;
    }

    /** Every module that the given one may use: the direct arrows and whatever those lead to. */
    static Set<String> reachableFrom(String module) {
        var reachable = new TreeSet<String>();
        for (String next : ARROWS.getOrDefault(module, List.of())) {
            reachable.add(next);
            reachable.addAll(reachableFrom(next));
        }
        return reachable;
    }

    static Set<String> modulesOfTheBuild() {
        return matches("<module>([^<]+)</module>", read(ROOT.resolve("pom.xml")))
                .collect(toCollection(TreeSet::new));
    }

    static JavaClasses classes() {
        return importFrom("classes");
    }

    static JavaClasses testClasses() {
        return importFrom("test-classes");
    }

    private static JavaClasses importFrom(String folder) {
        return new ClassFileImporter()
                .importPaths(ARROWS.keySet().stream()
                        .map(module -> ROOT.resolve(module).resolve("target").resolve(folder))
                        .filter(Files::isDirectory)
                        .collect(toSet()));
    }

    /** The Java files of all modules below {@code src/main} or {@code src/test}. */
    static List<Path> sources(String below) {
        return ARROWS.keySet().stream()
                .map(module ->
                        ROOT.resolve(module).resolve("src").resolve(below).resolve("java"))
                .filter(Files::isDirectory)
                .flatMap(folder -> filesIn(folder, file -> file.toString().endsWith(".java")).stream())
                .toList();
    }

    static List<Path> filesIn(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<String> matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1));
    }

    static String nameOf(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("the tests run outside of the source tree: no folder has a .mvn");
            }
        }
        return folder;
    }
}
