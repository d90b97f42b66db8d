package dev.glimpse.nn.archive;

import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.concatenate;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.normalization;
import static dev.glimpse.nn.layer.Layers.randomFlip;
import static dev.glimpse.nn.layer.Layers.separableConv2d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

class KerasArchiveTest {

    @TempDir
    Path folder;

    private static final Sequential SMALL = Sequential.of(
            input(8, 8, 3),
            randomFlip(),
            normalization(),
            separableConv2d(4, 3),
            batchNormalization(),
            flatten(),
            dense(2));

    private static Weights random(Architecture architecture) {
        SplittableRandom random = Seed.of(7).random();
        var weights = new LinkedHashMap<String, NdArray.Floats>();
        for (PlacedWeight weight : architecture.placedWeights()) {
            Shape shape = weight.spec().shape();
            float[] values = new float[(int) shape.count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = weight.spec().name().equals("count") ? 10 : (float) random.nextDouble(-1, 1);
            }
            weights.put(weight.path(), new NdArray.Floats(shape, values));
        }
        return new Weights(weights);
    }

    private static void assertSame(Weights actual, Weights expected) {
        assertThat(actual.byPath().keySet())
                .containsExactlyElementsOf(expected.byPath().keySet());
        expected.byPath().forEach((path, array) -> {
            assertThat(actual.get(path).shape()).isEqualTo(array.shape());
            assertThat(actual.get(path).values()).as(path).isEqualTo(array.values());
        });
    }

    private Path save(Architecture architecture) throws IOException {
        Path file = folder.resolve("model.keras");
        KerasArchive.write(file, ModelFile.of(architecture, random(architecture)));
        return file;
    }

    @Test
    void a_pipe_or_a_device_is_not_waited_for() throws Exception {
        Path pipe = folder.resolve("pipe.keras");
        assumeTrue(Files.exists(Path.of("/dev/null")), "there are no pipes with names here");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> ModelFiles.read(pipe))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("pipe.keras is a pipe or a device");
    }

    @Test
    void what_was_written_is_read_again() throws IOException {
        Path file = folder.resolve("model.keras");
        var state = new OptimizerState(
                "adam",
                List.of(
                        SavedArray.of(1L << 40),
                        SavedArray.of(0.001f),
                        new SavedArray.Floats(Shape.of(2, 2), new float[] {1, 2, 3, 4}),
                        new SavedArray.Doubles(Shape.of(1), new double[] {Math.PI})));
        ModelFile model = ModelFile.of(SMALL, random(SMALL))
                .with(state)
                .with(new CompileConfig(Map.of("loss", "mse")))
                .with(JsonNodeFactory.instance.objectNode().put("labels", "daisy"));
        KerasArchive.write(file, model);

        ModelFile read = ModelFiles.read(file);

        assertThat(read.architecture()).isEqualTo(SMALL);
        assertSame(read.weights(), model.weights());
        assertThat(read.config().compile()).isEqualTo(model.config().compile());
        assertThat(read.glimpse()).isEqualTo(model.glimpse());
        OptimizerState slots = read.optimizer().orElseThrow();
        assertThat(slots.name()).isEqualTo("adam");
        assertThat(slots.variables()).hasSize(4);
        assertThat(((SavedArray.Longs) slots.variables().get(0)).values()).containsExactly(1L << 40);
        assertThat(slots.variables().get(1).toFloats()).containsExactly(0.001f);
        assertThat(slots.variables().get(2).shape()).isEqualTo(Shape.of(2, 2));
        assertThat(((SavedArray.Doubles) slots.variables().get(3)).values()).containsExactly(Math.PI);
    }

    @Test
    void a_graph_with_shared_and_nested_layers_keeps_each_weight_in_its_place() throws IOException {
        var picture = input(8, 8, 3);
        var extra = input(4).named("extra");
        var backbone = Sequential.of(input(8, 8, 3), conv2d(4, 3).same(), batchNormalization(), conv2d(4, 3))
                .named("backbone")
                .frozen();
        var inner = input(4);
        var head = Functional.of(inner, add(dense(4).relu().on(inner), inner)).named("head");
        var shared = dense(4).named("shared");
        var one = head.on(shared.on(globalAveragePooling2d().on(backbone.on(picture))));
        var two = shared.on(extra);
        var whole = Functional.of(List.of(picture, extra), List.of(dense(3).on(concatenate(one, two)), two));
        Weights weights = random(whole);
        Path file = folder.resolve("model.keras");
        KerasArchive.write(file, ModelFile.of(whole, weights));

        assertThat(ModelFiles.read(file).architecture()).isEqualTo(whole);
        assertSame(ModelFiles.read(file).weights(), weights);
    }

    @Test
    void more_layers_than_one_node_of_a_tree_holds_are_found_again() throws IOException {
        Layer[] layers = new Layer[301];
        Arrays.fill(layers, dense(2));
        layers[0] = input(2);
        Sequential deep = Sequential.of(layers);
        Path file = save(deep);

        assertSame(ModelFiles.read(file).weights(), random(deep));
    }

    @Test
    void the_weights_are_stored_so_that_readers_can_seek_and_the_same_bytes_each_time() throws IOException {
        byte[] first = weightsOf(save(SMALL));
        byte[] second = weightsOf(save(SMALL));

        assertThat(second).isEqualTo(first);
        try (ZipFile zip = new ZipFile(folder.resolve("model.keras").toFile())) {
            assertThat(zip.getEntry("model.weights.h5").getMethod()).isEqualTo(ZipEntry.STORED);
        }
    }

    private static byte[] weightsOf(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getInputStream(zip.getEntry("model.weights.h5")).readAllBytes();
        }
    }

    @Test
    void a_further_file_can_go_along() throws IOException {
        Path file = folder.resolve("model.keras");
        byte[] samples = "samples".getBytes(StandardCharsets.UTF_8);
        KerasArchive.write(
                file,
                ModelFile.of(SMALL, random(SMALL)),
                new KerasArchive.Extra("glimpse/knn.bin", out -> out.write(samples)));

        assertThat(KerasArchive.extra(file, "glimpse/knn.bin")).contains(samples);
        assertThat(KerasArchive.extra(file, "nothing")).isEmpty();
        assertThatThrownBy(() -> new KerasArchive.Extra("../evil", _ -> {})).isInstanceOf(NnException.class);
    }

    @Test
    void the_description_is_read_without_the_weights() throws IOException {
        Path whole = save(SMALL);
        Path without = folder.resolve("without.keras");
        copy(whole, without, "model.weights.h5");

        assertThat(ModelFiles.describe(without).config().architecture()).isEqualTo(SMALL);
        assertThatThrownBy(() -> ModelFiles.read(without))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("has no model.weights.h5");
    }

    @Test
    void a_json_configuration_is_a_description_too() throws IOException {
        Path file = Files.writeString(folder.resolve("model.json"), KerasJson.write(SMALL));

        assertThat(ModelFiles.describe(file).config().architecture()).isEqualTo(SMALL);
    }

    @Test
    void weights_that_do_not_fit_are_all_named() throws IOException {
        Path file = folder.resolve("model.keras");
        var two = Sequential.of(input(4), dense(3).named("a"), dense(2).named("b"));
        KerasArchive.write(file, ModelFile.of(two, random(two)));
        var other = Sequential.of(input(4), dense(3).named("a"), dense(5).named("c"));
        Path mixed = folder.resolve("mixed.keras");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(mixed))) {
            entry(zip, "config.json", KerasJson.write(other).getBytes(StandardCharsets.UTF_8));
            entry(zip, "model.weights.h5", weightsOf(file));
        }

        assertThatThrownBy(() -> ModelFiles.read(mixed))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("mixed.keras: the weights do not fit the architecture")
                .hasMessageContaining("c/kernel has shape [3, 2] and needs [3, 5]")
                .hasMessageContaining("c/bias has shape [2] and needs [5]");
        var fewer = new LinkedHashMap<>(random(two).byPath());
        fewer.remove("a/bias");
        fewer.put("b/more", new NdArray.Floats(Shape.of(1), new float[1]));
        Path never = folder.resolve("never.keras");
        assertThatThrownBy(() -> KerasArchive.write(never, ModelFile.of(two, new Weights(fewer))))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("a/bias [3] is missing")
                .hasMessageContaining("b/more [1] is left over");
        assertThat(never).doesNotExist();
    }

    @Test
    void what_is_no_archive_is_refused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.keras"), "hello");
        Path hdf5 = Files.write(folder.resolve("old.h5"), weightsOf(save(SMALL)));
        Path empty = folder.resolve("empty.keras");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(empty))) {
            entry(zip, "other.txt", new byte[1]);
        }

        assertThatThrownBy(() -> ModelFiles.read(text))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("text.keras is not a .keras file");
        assertThatThrownBy(() -> ModelFiles.read(hdf5)).hasMessageContaining("holds weights and no architecture");
        assertThatThrownBy(() -> ModelFiles.read(empty)).hasMessageContaining("has no config.json");
        assertThatThrownBy(() -> ModelFiles.read(folder.resolve("gone.keras")))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("there is no file");
    }

    @Test
    void damaged_weights_are_one_clear_error() throws IOException {
        byte[] weights = weightsOf(save(SMALL));
        SplittableRandom random = Seed.of(3).random();
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            byte[] damaged = weights.clone();
            int cut = damaged.length;
            if (i % 3 == 0) {
                cut = random.nextInt(damaged.length);
            } else {
                for (int j = 0; j < 8; j++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
            }
            Path file = folder.resolve("damaged.keras");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                entry(zip, "config.json", KerasJson.write(SMALL).getBytes(StandardCharsets.UTF_8));
                entry(zip, "model.weights.h5", Arrays.copyOf(damaged, cut));
            }
            try {
                ModelFiles.read(file);
                outcomes.add("read");
            } catch (NnException expected) {
                outcomes.add("refused");
            }
        }

        assertThat(outcomes).contains("refused");
    }

    @Test
    void an_interrupted_write_leaves_the_file_before_it() throws IOException {
        Path file = save(SMALL);
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> KerasArchive.write(
                        file, ModelFile.of(SMALL, random(SMALL)), new KerasArchive.Extra("full", _ -> {
                            throw new IOException("No space left on device");
                        })))
                .isInstanceOf(IOException.class);

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static void copy(Path from, Path to, String without) throws IOException {
        try (ZipFile zip = new ZipFile(from.toFile());
                OutputStream out = Files.newOutputStream(to);
                ZipOutputStream copy = new ZipOutputStream(out)) {
            for (ZipEntry one : zip.stream().toList()) {
                if (!one.getName().equals(without)) {
                    entry(copy, one.getName(), zip.getInputStream(one).readAllBytes());
                }
            }
        }
    }

    @Test
    void a_text_is_told_from_a_damaged_archive(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("my_cnn.py"), "model.add(Dense(3))");

        assertThatThrownBy(() -> ModelFiles.read(text))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("is not a .keras file but a text")
                .hasMessageContaining("has no weights");
    }
}
