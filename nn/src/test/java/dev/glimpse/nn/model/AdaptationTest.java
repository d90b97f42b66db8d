package dev.glimpse.nn.model;

import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.normalization;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.ArrayBatches;
import dev.glimpse.tensor.batch.NdArray;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The numbers are those of Keras 3.15's {@code Normalization.adapt} on the same samples, in 32 bits; hence 1e-6 of each. */
class AdaptationTest {

    private static final float[] ROWS = {1, 200, -3, 2, 180, -3.5f, 4, 260, -1, 8, 250, 0.25f, 16, 90, 2};

    @Test
    void mean_and_variance_are_those_that_keras_adapts_to() {
        try (Model model = model(input(3), normalization().named("norm"))) {
            model.adapt(batches(Shape.of(5, 3), ROWS));
            close(model, "norm/mean", 6.199999809265137, 196.0, -1.0499999523162842);
            close(model, "norm/variance", 29.759998321533203, 3704.0, 4.159999847412109);
            float[] out = model.predict(List.of(new NdArray.Floats(Shape.of(1, 3), new float[] {3, 100, 1})))
                    .getFirst()
                    .values();
            close(out, -0.586588442325592, -1.5773779153823853, 1.0050952434539795);
        }
    }

    @Test
    void without_axes_there_is_one_of_each() {
        try (Model model = model(input(3), normalization().axes(new int[0]).named("norm"))) {
            model.adapt(batches(Shape.of(5, 3), ROWS));
            close(model, "norm/mean", 67.05000305175781);
            close(model, "norm/variance", 9568.78515625);
        }
    }

    @Test
    void kept_axes_may_be_the_last_or_several() {
        float[] values = new float[12];
        for (int i = 0; i < 12; i++) {
            values[i] = (float) Math.pow(i, 1.5);
        }
        try (Model last = model(input(2, 3), normalization().named("norm"));
                Model both = model(input(2, 3), normalization().axes(1, 2).named("norm"))) {
            last.adapt(batches(Shape.of(2, 2, 3), values));
            close(last, "norm/mean", 11.723272323608398, 14.785758972167969, 18.27976417541504);
            close(last, "norm/variance", 105.56488037109375, 133.38131713867188, 159.8502197265625);
            both.adapt(batches(Shape.of(2, 2, 3), values));
            close(
                    both,
                    "norm/mean",
                    7.348469257354736,
                    9.76012897491455,
                    12.727921485900879,
                    16.09807586669922,
                    19.81138801574707,
                    23.831605911254883);
            close(
                    both,
                    "norm/variance",
                    54.0,
                    76.73986053466797,
                    97.99999237060547,
                    118.85194396972656,
                    139.50888061523438,
                    160.05453491210938);
        }
    }

    @Test
    void one_behind_other_layers_sees_what_they_give_it() {
        try (Model model = model(input(3), rescaling(2), normalization().named("norm"), dense(2))) {
            model.adapt(batches(Shape.of(5, 3), ROWS));
            close(model, "norm/mean", 2 * 6.2, 2 * 196, -2 * 1.05);
            close(model, "norm/variance", 4 * 29.76, 4 * 3704, 4 * 4.16);
        }
    }

    @Test
    void one_with_mean_and_variance_keeps_them_and_a_model_without_any_is_refused() {
        try (Model model = model(input(1), normalization(List.of(1.0), List.of(4.0)))) {
            assertThatThrownBy(() -> model.adapt(batches(Shape.of(1, 1), 3)))
                    .isInstanceOf(NnException.class)
                    .hasMessageContaining("no Normalization layer");
        }
        try (Model model = model(input(2), normalization())) {
            assertThatThrownBy(() -> model.adapt(batches(Shape.of(5, 3), ROWS))).isInstanceOf(NnException.class);
        }
    }

    private static Model model(Layer... layers) {
        return Model.build(Sequential.of(layers));
    }

    /** Two samples a batch, so that what several batches say has to be put together. */
    private static ArrayBatches batches(Shape shape, float... values) {
        var samples = new NdArray.Floats(shape, values);
        return ArrayBatches.of(samples, samples).batchSize(2);
    }

    private static void close(Model model, String path, double... expected) {
        close(Objects.requireNonNull(model.weights().get(path), path).values(), expected);
    }

    private static void close(float[] found, double... expected) {
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i]).isCloseTo(expected[i], within(1e-6 * Math.max(1, Math.abs(expected[i]))));
        }
    }
}
