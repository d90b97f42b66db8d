package dev.glimpse.classifier;

import static dev.glimpse.classifier.FarmModels.FARM;
import static dev.glimpse.classifier.FarmModels.facts;
import static dev.glimpse.classifier.FarmModels.picture;
import static dev.glimpse.classifier.FarmModels.weights;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.Learning.ClassWeights;
import dev.glimpse.classifier.neighbour.Distance;
import dev.glimpse.classifier.neighbour.Sample;
import dev.glimpse.classifier.neighbour.Samples;
import dev.glimpse.classifier.neighbour.Weighting;
import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ensembles of networks whose numbers are known. */
class EnsembleTest {

    @TempDir
    Path folder;

    private Path saved(String name, ModelFile model, ModelFacts facts) {
        Path file = folder.resolve(name);
        try {
            KerasArchive.write(
                    file, model.with(facts.toJson()), facts.answering().extras().toArray(KerasArchive.Extra[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Softmax of sums of the pixels of a grey picture of 2x2. */
    private Path linear(String name, long seed, List<String> labels) {
        Architecture layers = Sequential.of(
                input(2, 2, 1), flatten(), dense(labels.size()).softmax().named("sums"));
        return saved(
                name, ModelFile.of(layers, weights(layers, seed)), facts(labels, Preprocessing.of(Shape.of(2, 2, 1))));
    }

    /** The same eyes, drawn from seed 1, and sums of another seed behind them. */
    private Path withEyes(String name, long seed) {
        Architecture layers = Sequential.of(
                input(4, 4, 1),
                conv2d(2, 3).relu().named("eyes"),
                flatten(),
                dense(3).softmax().named("sums"));
        Weights eyes = weights(layers, 1).only(path -> path.startsWith("eyes"));
        SequencedMap<String, NdArray.Floats> all =
                new LinkedHashMap<>(weights(layers, seed).byPath());
        all.putAll(eyes.byPath());
        return saved(name, ModelFile.of(layers, new Weights(all)), facts(FARM, Preprocessing.of(Shape.of(4, 4, 1))));
    }

    /** Which of three samples a grey picture of 2x2 is near to. */
    private Path neighbours(String name) {
        Samples samples = Samples.none(4, Distance.EUCLIDEAN)
                .with(List.of(
                        new Sample(new float[] {255, 0, 0, 0}, 0, new ContentHash(1, 2, 3, 4)),
                        new Sample(new float[] {0, 255, 0, 9}, 1, new ContentHash(5, 6, 7, 8)),
                        new Sample(new float[] {0, 0, 255, 0}, 2, new ContentHash(-1, -2, -3, -4))));
        Architecture layers = Sequential.of(input(2, 2, 1), flatten());
        return saved(
                name,
                ModelFile.of(layers, new Weights(new LinkedHashMap<>())),
                facts(FARM, Preprocessing.of(Shape.of(2, 2, 1)))
                        .with(Answering.ByNeighbours.of(
                                samples, new Vote(2, Weighting.CLOSENESS, 0.5, 0.1, ClassWeights.BALANCED), 3)));
    }

    private static float[] asked(Classifier classifier, Picture picture) {
        Prediction seen = classifier.predict(picture);
        float[] probabilities = new float[FARM.size()];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = seen.probability(FARM.get(i));
        }
        return probabilities;
    }

    private static float[] asked(Path file, Picture picture) {
        try (Classifier classifier = Classifier.load(file)) {
            return asked(classifier, picture);
        }
    }

    private Path joined(Path... members) {
        Path file = folder.resolve("ensemble.keras");
        try (Classifier classifier = Ensemble.of(List.of(members)).join().classifier()) {
            classifier.save(file);
        }
        return file;
    }

    private static void assertMean(float[] seen, List<float[]> members) {
        for (int label = 0; label < seen.length; label++) {
            int number = label;
            double mean =
                    members.stream().mapToDouble(one -> one[number]).average().orElseThrow();
            assertThat((double) seen[label]).isCloseTo(mean, within(1e-6));
        }
    }

    @Test
    void the_mean_of_two_linear_models_is_that_of_their_softmaxes() {
        Path file = joined(linear("a.keras", 1, FARM), linear("b.keras", 2, FARM));
        Picture picture = picture(2, 3);
        byte[] pixels = picture.pixels();
        double[] mean = new double[3];
        for (long seed : new long[] {1, 2}) {
            Architecture layers =
                    Sequential.of(input(2, 2, 1), flatten(), dense(3).softmax().named("sums"));
            Weights weights = weights(layers, seed);
            double[] sums = new double[3];
            for (int label = 0; label < 3; label++) {
                sums[label] = weights.get("sums/bias").values()[label];
                for (int i = 0; i < 4; i++) {
                    sums[label] +=
                            (pixels[i] & 0xFF) * weights.get("sums/kernel").values()[i * 3 + label];
                }
            }
            double all =
                    IntStream.range(0, 3).mapToDouble(i -> Math.exp(sums[i])).sum();
            for (int label = 0; label < 3; label++) {
                mean[label] += Math.exp(sums[label]) / all / 2;
            }
        }

        float[] seen = asked(file, picture);
        for (int label = 0; label < 3; label++) {
            assertThat((double) seen[label]).isCloseTo(mean[label], within(1e-6));
        }
    }

    @Test
    void it_is_a_network_with_one_input_where_all_members_see_alike() {
        Path file = joined(linear("a.keras", 1, FARM), linear("b.keras", 2, FARM), linear("c.keras", 3, FARM));

        try (Classifier classifier = Classifier.load(file)) {
            assertThat(classifier.architecture().inputShapes()).containsExactly(Shape.of(2, 2, 1));
            assertThat(classifier.architecture().outputShapes()).containsExactly(Shape.of(3));
            assertThat(classifier.architecture().layersByName().keySet())
                    .contains("sums", "sums_1", "sums_2", "mean_of_members");
            assertThat(classifier.isForeign()).isFalse();
            assertThat(classifier.tellsUnknown()).isFalse();
            assertThat(classifier.about())
                    .containsEntry("Recipe", "ensemble")
                    .containsEntry("Members", "3, each with the same weight")
                    .containsEntry("Member 2", "b.keras (linear), weight 0.333")
                    .containsKeys("Temperature", "None of these");
        }
    }

    @Test
    void labels_in_another_order_are_brought_to_their_places() {
        Path a = linear("a.keras", 1, FARM);
        Path b = linear("b.keras", 2, List.of("pig", "cow", "hen"));
        Picture picture = picture(2, 3);
        Path file = joined(a, b);

        assertMean(asked(file, picture), List.of(asked(a, picture), asked(b, picture)));
        try (Classifier classifier = Classifier.load(file)) {
            assertThat(classifier.labels()).isEqualTo(FARM);
        }
    }

    @Test
    void members_that_see_otherwise_have_inputs_of_their_own() throws IOException {
        Path a = linear("a.keras", 1, FARM);
        Path b = withEyes("b.keras", 2);
        Path picture = folder.resolve("picture.png");
        picture(11, 5).writePng(picture);
        Path file = joined(a, b);

        try (Classifier classifier = Classifier.load(file);
                Classifier first = Classifier.load(a);
                Classifier second = Classifier.load(b)) {
            assertThat(classifier.views().each()).hasSize(2);
            assertThat(classifier.architecture().inputShapes()).containsExactly(Shape.of(2, 2, 1), Shape.of(4, 4, 1));
            for (String label : FARM) {
                assertThat(classifier.predict(picture).probability(label))
                        .isCloseTo(
                                (first.predict(picture).probability(label)
                                                + second.predict(picture).probability(label))
                                        / 2,
                                within(1e-6f));
            }
        }
    }

    @Test
    void the_same_size_is_not_the_same_way_to_see() {
        Architecture layers = Sequential.of(input(2, 2, 1), flatten(), dense(3).softmax());
        Preprocessing cropped = Preprocessing.of(Shape.of(2, 2, 1)).fit(Resize.Fit.CENTER_CROP);
        Path a = linear("a.keras", 1, FARM);
        Path b = saved("b.keras", ModelFile.of(layers, weights(layers, 4)), facts(FARM, cropped));
        Picture wide = Picture.of(2, 6, 1, new byte[] {1, 9, 99, 100, 3, 4, 17, 120, 13, 14, 15, 16});

        assertMean(asked(joined(a, b), wide), List.of(asked(a, wide), asked(b, wide)));
    }

    @Test
    void equal_layers_are_there_once_and_nothing_changes() {
        Path a = withEyes("a.keras", 2);
        Path b = withEyes("b.keras", 3);
        Picture picture = picture(4, 6);
        EnsembleResult result = Ensemble.of(List.of(a, b)).join();

        try (Classifier classifier = result.classifier()) {
            assertThat(classifier.architecture().layersByName().keySet())
                    .containsExactly("picture", "eyes", "flatten", "sums", "sums_1", "mean_of_members");
            assertMean(asked(classifier, picture), List.of(asked(a, picture), asked(b, picture)));
            assertThat(result.separately() - result.parameters()).isEqualTo(2 * 9 + 2);
        }
    }

    @Test
    void an_ensemble_of_an_ensemble_is_one() {
        Path a = linear("a.keras", 1, FARM);
        Path knn = neighbours("knn.keras");
        Path inner = joined(a, knn);
        Path c = linear("c.keras", 3, FARM);
        Picture picture = picture(2, 7);
        Path outer = folder.resolve("outer.keras");
        try (Classifier classifier = Ensemble.of(List.of(inner, c)).join().classifier()) {
            classifier.save(outer);
        }

        float[] seen = asked(outer, picture);
        assertMean(seen, List.of(asked(inner, picture), asked(c, picture)));
    }

    @Test
    void neighbours_answer_beside_layers() throws IOException {
        Path a = linear("a.keras", 1, FARM);
        Path knn = neighbours("knn.keras");
        Picture picture = picture(2, 7);
        Path file = joined(a, knn);
        Path again = folder.resolve("again.keras");

        assertMean(asked(file, picture), List.of(asked(a, picture), asked(knn, picture)));
        try (Classifier classifier = Classifier.load(file)) {
            assertThat(classifier.samples()).isEmpty();
            assertThat(classifier.splits().of(new ContentHash(1, 2, 3, 4))).contains(Split.TRAIN);
            assertThatThrownBy(classifier::requireSamples)
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("ensemble");
            classifier.save(again);
        }
        assertThat(asked(again, picture)).isEqualTo(asked(file, picture));
        assertThat(KerasArchive.extra(again, "glimpse/members/1/samples.bin"))
                .contains(KerasArchive.extra(knn, SamplesFile.NAME).orElseThrow());
        assertThatThrownBy(() -> Export.of(file, _ -> {}))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("knn.keras (its recipe, knn, compares each picture with the 3 samples");
    }

    @Test
    void members_that_answer_by_the_same_vector_share_an_output() {
        Path first = neighbours("first.keras");
        Path second = neighbours("second.keras");
        Picture picture = picture(2, 7);
        Path file = joined(first, second);

        assertMean(asked(file, picture), List.of(asked(first, picture), asked(second, picture)));
        try (Classifier classifier = Classifier.load(file)) {
            assertThat(classifier.architecture().outputShapes()).containsExactly(Shape.of(4));
        }
    }

    @Test
    void an_ensemble_that_is_more_than_layers_and_was_saved_by_others_is_known_again() throws IOException {
        Path file = joined(linear("a.keras", 1, FARM), neighbours("knn.keras"));
        Path foreign = folder.resolve("foreign.keras");
        ModelFile whole = ModelFiles.read(file);
        KerasArchive.write(foreign, ModelFile.of(whole.config(), whole.weights()));

        assertThatThrownBy(() -> Classifier.load(foreign))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining(foreign + " was an ensemble and has lost what its members answer by");
    }

    @Test
    void several_ways_to_see_and_ways_to_answer_cannot_be_taught_on() {
        Path twoInputs = joined(linear("a.keras", 1, FARM), withEyes("b.keras", 2));

        assertThatThrownBy(() -> FromModel.of(twoInputs))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("is an ensemble");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        weight | 0   | weighs a member with 0
        weight | 0.9 | add up to
        input  | -1  | at which input and output
        places | 0   | does not say where each of the 3 labels
        output | 7   | a member at its output 8, and its layers have 2
        none   | 0   | 0 members
        nested | 0   | a member that cannot be one
        output | 0   | compares vectors of 4 numbers
        """)
    void what_was_changed_is_refused_by_name(String what, double number, String words) throws IOException {
        Path file = joined(linear("a.keras", 1, FARM), neighbours("knn.keras"));
        Path changed = folder.resolve("changed.keras");
        ModelFile whole = ModelFiles.read(file);
        ObjectNode facts = whole.glimpse().deepCopy();
        ArrayNode members = (ArrayNode) facts.path("answering").path("members");
        ObjectNode last = (ObjectNode) members.get(1);
        Consumer<String> tamper = key -> {
            switch (key) {
                case "weight" -> last.put("weight", number);
                case "input" -> last.put("input", (int) number);
                case "places" -> last.putArray("places").add(0).add(0).add(2);
                case "output" -> last.put("output", (int) number);
                case "none" -> members.removeAll();
                case "nested" -> last.set("answering", facts.path("answering").deepCopy());
                default -> throw new IllegalArgumentException(key);
            }
        };
        tamper.accept(what);
        byte[] samples =
                KerasArchive.extra(file, "glimpse/members/1/samples.bin").orElseThrow();
        KerasArchive.write(
                changed,
                whole.with(facts),
                new KerasArchive.Extra("glimpse/members/0/samples.bin", out -> out.write(samples)),
                new KerasArchive.Extra("glimpse/members/1/samples.bin", out -> out.write(samples)));

        assertThatThrownBy(() -> Classifier.load(changed))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining(changed.toString())
                .hasMessageContaining(words);
    }

    @Test
    void lost_samples_of_a_member_are_missed() throws IOException {
        Path file = joined(linear("a.keras", 1, FARM), neighbours("knn.keras"));
        ModelFile whole = ModelFiles.read(file);
        KerasArchive.write(file, whole);

        assertThatThrownBy(() -> Classifier.load(file))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("answers by samples, and has none");
    }

    @Test
    void what_cannot_be_joined_is_refused() {
        Path a = linear("a.keras", 1, FARM);
        Path others = linear("others.keras", 2, List.of("cow", "hen", "sheep"));
        Path fewer = linear("fewer.keras", 2, List.of("cow", "pig"));
        Architecture layers = Sequential.of(input(2, 2, 1), flatten(), dense(3).softmax());
        Path foreign = folder.resolve("foreign.keras");
        try {
            KerasArchive.write(foreign, ModelFile.of(layers, weights(layers, 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }

        assertRefused(List.of(a), "an ensemble has at least two members, got 1");
        assertRefused(List.of(), "at least two members, got 0");
        assertRefused(List.of(a, a), "is there twice");
        assertRefused(List.of(a, folder.resolve(".").resolve("a.keras")), "is there twice (as " + a);
        assertRefused(List.of(a, others), "does not know pig, and knows sheep besides");
        assertRefused(List.of(a, fewer), "it does not know hen; members");
        assertRefused(List.of(a, foreign), "does not say what its outputs are called");
        assertThatThrownBy(() -> Ensemble.of(List.of(a, folder.resolve("none.keras"))))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("there is no file");
        assertThatThrownBy(() -> Ensemble.requireOutput(List.of(a, others), a))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("is a member of the ensemble");
        assertThatThrownBy(() -> Ensemble.requireOutput(List.of(a, others), folder.resolve("e.h5")))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining(".keras");
    }

    private static void assertRefused(List<Path> files, String words) {
        assertThatThrownBy(() -> Ensemble.of(files))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining(words);
    }
}
