package dev.glimpse.onnx.run;

import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.input;

import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.onnx.OnnxGraph;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.tensor.engine.ThreadRace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** A small network, of convolutions above all, as those are that pictures are shown to. */
final class OnnxLap implements ThreadRace.Lap {

    private static final Architecture NETWORK = Sequential.of(
            input(26, 26, 32), conv2d(64, 3).relu(), conv2d(64, 3).relu(), globalAveragePooling2d(), dense(10));

    private final OnnxGraph graph = OnnxGraph.of(NETWORK, weights());
    private final NdArray pictures = constant(NETWORK.inputShapes().getFirst().prepend(2));
    private final Map<Integer, OnnxSession> sessions = new HashMap<>();

    @Override
    public void run(int threads) {
        sessions.computeIfAbsent(threads, count -> OnnxSession.open(graph, count))
                .predict(List.of(pictures));
    }

    @Override
    public void close() {
        sessions.values().forEach(OnnxSession::close);
    }

    private static Weights weights() {
        SequencedMap<String, NdArray.Floats> weights = new LinkedHashMap<>();
        for (PlacedWeight weight : NETWORK.placedWeights()) {
            weights.put(weight.path(), constant(weight.spec().shape()));
        }
        return new Weights(weights);
    }

    private static NdArray.Floats constant(Shape shape) {
        float[] numbers = new float[Math.toIntExact(shape.count())];
        Arrays.fill(numbers, 0.01f);
        return new NdArray.Floats(shape, numbers);
    }
}
