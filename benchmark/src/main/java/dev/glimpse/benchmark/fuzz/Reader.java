package dev.glimpse.benchmark.fuzz;

import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.script.KerasScript;
import dev.glimpse.nn.script.ScriptException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that opens files of strangers.
 *
 * @param name as it is called on the command line
 * @param seeds sound files, from which broken ones are made
 * @param cases makes one of them
 * @param opening what is done with it
 * @param refusal the only exception that may come of it
 */
public record Reader(
        String name,
        List<byte[]> seeds,
        BiFunction<byte[], Chance, byte[]> cases,
        Opening opening,
        Class<? extends RuntimeException> refusal) {

    /** Opens a file, as a user's command would. */
    @FunctionalInterface
    interface Opening {
        void open(Path file) throws IOException;
    }

    /** All readers, with seeds from the tests of a checkout. */
    public static List<Reader> all(Path checkout) {
        Path keras = checkout.resolve("nn/src/test/resources/keras");
        Path pictures = checkout.resolve("image/src/test/resources/dev/glimpse/image/formats");
        return List.of(
                new Reader(
                        "keras",
                        files(keras.resolve("archive"), ".keras"),
                        ZipCases::of,
                        Reader::model,
                        NnException.class),
                new Reader(
                        "h5",
                        Stream.concat(
                                        files(keras.resolve("hdf5"), ".h5").stream(),
                                        files(keras.resolve("hdf5layout"), "rmsprop.h5").stream())
                                .toList(),
                        Hdf5Cases::of,
                        Reader::model,
                        NnException.class),
                new Reader(
                        "json",
                        configurations(keras.resolve("config")),
                        JsonCases::of,
                        Reader::description,
                        NnException.class),
                new Reader(
                        "script",
                        files(keras.resolve("script"), ".py"),
                        TextCases::of,
                        Reader::script,
                        ScriptException.class),
                new Reader(
                        "picture",
                        files(pictures, "").stream().toList(),
                        PictureCases::of,
                        Reader::picture,
                        ImageException.class));
    }

    private static void model(Path file) throws IOException {
        ModelFile model = ModelFiles.read(file);
        model.architecture().costSummary();
        model.architecture().summary();
    }

    private static void description(Path file) throws IOException {
        ModelFiles.describe(file).config().architecture().costSummary();
    }

    private static void script(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        KerasScript.parse(text, script -> script.labels(5)).architecture().costSummary();
    }

    private static void picture(Path file) {
        Picture.read(file, decode -> decode.maxPixels(20_000_000));
    }

    /** The configurations in recordings, which are JSON inside JSON. */
    private static List<byte[]> configurations(Path folder) {
        return files(folder, ".json").stream()
                .flatMap(
                        file -> JsonMapper.shared().readTree(file).path("cases").valueStream())
                .map(recording -> recording.path("config"))
                .filter(JsonNode::isObject)
                .map(config -> config.toString().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static List<byte[]> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(ending) && !file.toString().endsWith(".raw"))
                    .sorted(Comparator.comparing(Path::toString))
                    .map(Reader::bytes)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The case of this seed and number. */
    byte[] made(long seed, int number) {
        Chance chance = Chance.of(seed, name, number);
        return cases.apply(chance.of(seeds), chance);
    }
}
