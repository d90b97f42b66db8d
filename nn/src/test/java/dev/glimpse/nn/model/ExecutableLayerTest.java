package dev.glimpse.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.CustomLayers;
import dev.glimpse.nn.layer.Initializer;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.LayerInfo;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.layer.WeightSpec;
import dev.glimpse.nn.loss.Losses;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.batch.ArrayBatches;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A layer of one's own computes, learns, and comes back from a file to whoever says how to make it. */
@ExtendWith(NoTensorLeaks.class)
class ExecutableLayerTest {

    /** Multiplies by one learnt number. */
    private record Gain(LayerInfo info, double start) implements ExecutableLayer {

        @Override
        public Layer with(LayerInfo newInfo) {
            return new Gain(newInfo, start);
        }

        @Override
        public String className() {
            return "Gain";
        }

        @Override
        public Map<String, Object> config() {
            return Map.of("start", start);
        }

        @Override
        public Shape shapeFor(List<Shape> inputs) {
            return inputs.getFirst();
        }

        @Override
        public List<WeightSpec> weightsFor(List<Shape> inputs) {
            return List.of(new WeightSpec(
                    "gain",
                    Shape.of(1),
                    new Initializer.Constant(start),
                    WeightSpec.Role.TRAINABLE,
                    Optional.empty(),
                    Optional.empty()));
        }

        @Override
        public Tensor compute(List<Tensor> inputs, LayerCall call) {
            return inputs.getFirst().mul(call.weight("gain"));
        }
    }

    private static final NdArray.Floats X = new NdArray.Floats(Shape.of(2, 1), new float[] {1, 2});

    private static Sequential architecture() {
        return Sequential.of(Layers.input(1), new Gain(LayerInfo.DEFAULT, 2));
    }

    @Test
    void it_computes_and_learns() {
        try (var model = Model.build(architecture())) {
            assertThat(model.predict(List.of(X)).getFirst().values()).containsExactly(2, 4);

            model.compile(Optimizers.sgd().learningRate(0.1), Losses.meanSquaredError());
            model.fit(
                    ArrayBatches.of(X, new NdArray.Floats(Shape.of(2, 1), new float[] {3, 6})), fit -> fit.epochs(50));

            assertThat(model.predict(List.of(X)).getFirst().values()[0]).isBetween(2.99f, 3.01f);
        }
    }

    @Test
    void it_comes_back_from_a_file_where_it_is_known_and_is_refused_by_name_elsewhere(@TempDir Path folder) {
        Path file = folder.resolve("gain.keras");
        try (var model = Model.build(architecture())) {
            model.save(file);
        }

        CustomLayers known = CustomLayers.none()
                .with(
                        "Gain",
                        (info, config) ->
                                new Gain(info, config.get("start") instanceof Number start ? start.doubleValue() : 1));
        try (var loaded = Model.load(file, open -> open.customLayers(known))) {
            assertThat(loaded.predict(List.of(X)).getFirst().values()).containsExactly(2, 4);
        }
        assertThatThrownBy(() -> Model.load(file))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("Gain");
    }
}
