package dev.glimpse.classifier;

import static dev.glimpse.nn.layer.Layers.average;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.pixel.PixelMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Model files that others made, with what their users know of them. */
class OpeningTest {

    @TempDir
    Path folder;

    /** The oracle is Keras's preprocess_input; 1e-6 of a number's size is float32's last digits. */
    @ParameterizedTest
    @EnumSource(
            value = PixelMode.class,
            names = {"TF", "CAFFE", "TORCH"})
    void pixels_become_what_keras_makes_of_them(PixelMode mode) throws IOException {
        JsonNode recorded;
        try (var in = OpeningTest.class.getResourceAsStream("preprocess_input.json")) {
            recorded = JsonMapper.shared().readTree(in);
        }
        byte[] pixels = new byte[18];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) recorded.get("pixels").get(i).intValue();
        }
        var picture = new NdArray.Bytes(Shape.of(1, 2, 3, 3), pixels);
        Path saved = folder.resolve("saved.keras");

        for (Architecture bare : List.of(sequential(), functional())) {
            try (Classifier classifier = Classifier.load(
                    file(bare), open -> open.preprocessing(mode).labels(List.of("abcdefghijklmnopqr".split(""))))) {
                float[] given = classifier.answers(List.of(picture)).getFirst().probabilities();
                for (int i = 0; i < given.length; i++) {
                    double expected = recorded.get(mode.word()).get(i).doubleValue();
                    assertThat((double) given[i]).isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
                }
                classifier.save(saved);
            }
            try (Classifier again = Classifier.load(saved, open -> open.preprocessing(mode));
                    Model model = Model.load(saved)) {
                assertThat(again.isForeign()).isFalse();
                assertThat(again.labels()).startsWith("a", "b").hasSize(18);
                assertThat(again.answers(List.of(picture)).getFirst().probabilities())
                        .as("the layer is in the file, so that Keras does the same")
                        .isEqualTo(model.predict(List.of(picture)).getFirst().values());
            }
        }
    }

    /** What goes in comes out, so that a test sees what the network sees. */
    private static Architecture sequential() {
        return Sequential.of(input(2, 3, 3), flatten());
    }

    private static Architecture functional() {
        var picture = input(2, 3, 3);
        return Functional.of(picture, average(flatten().on(picture), flatten().on(picture)));
    }

    @Test
    void one_sigmoid_tells_two_classes_apart() {
        Sequential network = Sequential.of(input(2, 2, 1), flatten(), dense(1).sigmoid());
        var picture = new NdArray.Bytes(Shape.of(1, 2, 2, 1), new byte[] {1, 2, 3, 1});
        Path file = file(network);
        float second;
        try (Model model = Model.load(file)) {
            second = model.predict(List.of(picture)).getFirst().values()[0];
        }

        try (Classifier classifier = Classifier.load(file, open -> open.labels(List.of("cat", "dog")))) {
            assertThat(classifier.answers(List.of(picture)).getFirst().probabilities())
                    .containsExactly(1 - second, second);
        }
        try (Classifier classifier = Classifier.load(file)) {
            assertThat(classifier.labels()).containsExactly("0", "1");
        }
        assertThatThrownBy(() -> Classifier.load(file, open -> open.labels(List.of("a", "b", "c"))))
                .hasMessageContaining("3 labels")
                .hasMessageContaining("2 classes");
        Path linear = file(Sequential.of(input(2, 2, 1), flatten(), dense(1)));
        assertThatThrownBy(() -> Classifier.load(linear))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("no sigmoid");
    }

    @Test
    void a_model_whose_outputs_nobody_named_can_be_named_after_it_was_saved() {
        Path file = file(Sequential.of(input(2, 2, 3), flatten(), dense(2).softmax()));
        Path saved = folder.resolve("saved.keras");
        try (Classifier classifier = Classifier.load(file, open -> open.preprocessing(PixelMode.CAFFE))) {
            assertThat(classifier.labels()).containsExactly("0", "1");
            classifier.save(saved);
        }

        try (Classifier again =
                Classifier.load(saved, open -> open.labels(List.of("x", "y")).preprocessing(PixelMode.CAFFE))) {
            assertThat(again.labels()).containsExactly("x", "y");
            assertThat(again.architecture().layersByName())
                    .containsOnlyKeys("input_layer", "rgb_to_bgr", "flatten", "dense");
        }
    }

    @Test
    void what_a_file_of_glimpse_s_own_says_is_not_said_again_in_another_way() {
        Path file = file(Sequential.of(input(2, 2, 3), flatten(), dense(2).softmax()));
        Path own = folder.resolve("own.keras");
        try (Classifier classifier =
                Classifier.load(file, open -> open.labels(List.of("x", "y")).preprocessing(PixelMode.TF))) {
            classifier.save(own);
        }

        Classifier.load(own, open -> open.labels(List.of("x", "y"))
                        .preprocessing(PixelMode.TF)
                        .fit(Resize.Fit.SQUASH))
                .close();
        refused(own, open -> open.labels(List.of("y", "x")), "knows its labels");
        refused(own, open -> open.preprocessing(PixelMode.UNIT), "prepares pixels itself");
        refused(own, open -> open.fit(Resize.Fit.LETTERBOX), "other proportions");
    }

    @Test
    void a_network_that_prepares_pixels_itself_is_not_given_prepared_ones() {
        Path file = file(Sequential.of(
                input(2, 2, 3), Sequential.of(input(2, 2, 3), rescaling(1 / 255.0)), flatten(), dense(2).softmax()));

        refused(file, open -> open.preprocessing(PixelMode.TF), "\"rescaling\"");
        Classifier.load(file, open -> open.preprocessing(PixelMode.UNIT)).close();
        Classifier.load(file, open -> open.preprocessing(PixelMode.NONE)).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"caffe", "torch"})
    void grey_pictures_have_no_colours_to_exchange(String word) {
        Path file = file(Sequential.of(input(2, 2, 1), flatten(), dense(2).softmax()));

        refused(file, open -> open.preprocessing(PixelMode.named(word).orElseThrow()), "in grey");
        try (Classifier classifier = Classifier.load(file, open -> open.preprocessing(PixelMode.TF))) {
            assertThat(classifier
                            .predict(Picture.of(1, 1, 3, new byte[] {1, 2, 3}))
                            .guesses())
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"8;8;2,2 channels", "4,[height; width; channels]"})
    void what_takes_no_pictures_is_refused(String sizes, String reason) {
        int[] shape = java.util.Arrays.stream(sizes.split(";"))
                .mapToInt(Integer::parseInt)
                .toArray();
        Path file = file(Sequential.of(input(shape), flatten(), dense(2).softmax()));

        refused(file, _ -> {}, reason.replace("2 channels", "the model takes 2").replace(';', ','));
    }

    @Test
    void weights_go_into_layers_from_elsewhere() {
        Sequential network = Sequential.of(input(2, 2, 3), conv2d(2, 1), flatten(), dense(2).softmax());
        Path file = file(network);
        var picture = Picture.of(2, 2, 3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3});

        try (Classifier whole = Classifier.load(file);
                Classifier parts = Classifier.load(file, open -> open.layers(network))) {
            assertThat(parts.predict(picture)).isEqualTo(whole.predict(picture));
        }
    }

    private static void refused(Path file, Consumer<Opening> said, String reason) {
        assertThatThrownBy(() -> Classifier.load(file, said))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining(reason);
    }

    private Path file(Architecture network) {
        Path file = folder.resolve("foreign.keras");
        try (Model model = Model.build(network)) {
            model.save(file);
        }
        return file;
    }
}
