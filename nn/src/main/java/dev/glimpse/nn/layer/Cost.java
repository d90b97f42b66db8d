package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Shape;
import java.util.List;

/**
 * What one sample costs on its way through a layer or an architecture, when predicting.
 *
 * @param outputBytes the memory of the outputs, as 32-bit floats
 * @param multiplyAdds multiplications, each with an addition: those of kernels, and one a value where values are scaled
 *     and shifted; other work is not counted
 */
public record Cost(long outputBytes, long multiplyAdds) {

    /** Of a layer that is applied to inputs of these shapes. */
    static Cost of(Layer layer, List<Shape> inputs) {
        if (layer instanceof Architecture architecture) {
            return of(architecture);
        }
        List<Shape> outputs = layer.outputShapes(inputs);
        long values = outputs.stream().mapToLong(Shape::count).sum();
        return new Cost(values * Float.BYTES, multiplyAdds(layer, inputs, outputs.getFirst()));
    }

    /** Of all steps of an architecture together. */
    static Cost of(Architecture architecture) {
        Graph graph = architecture.graph();
        List<List<Shape>> shapes = graph.shapes();
        Cost total = new Cost(0, 0);
        for (Graph.Step step : graph.steps()) {
            total = total.plus(of(step.layer(), Graph.inputShapes(step, shapes)));
        }
        return total;
    }

    Cost plus(Cost other) {
        return new Cost(sum(outputBytes, other.outputBytes), sum(multiplyAdds, other.multiplyAdds));
    }

    private static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static long multiplyAdds(Layer layer, List<Shape> inputs, Shape output) {
        return switch (layer) {
            case Dense dense -> inputs.getFirst().count() * dense.units();
            case Conv2D conv ->
                output.count() * area(conv.window()) * (inputs.getFirst().size(2) / conv.groups());
            case Conv2DTranspose conv -> inputs.getFirst().count() * area(conv.window()) * conv.filters();
            case DepthwiseConv2D conv -> output.count() * area(conv.window());
            case SeparableConv2D conv -> {
                long between = (long) output.size(0)
                        * output.size(1)
                        * inputs.getFirst().size(2)
                        * conv.depthMultiplier();
                yield between * area(conv.window()) + between * conv.filters();
            }
            case BatchNormalization _, LayerNormalization _, Rescaling _, Normalization _ -> output.count();
            case CustomLayer custom -> custom.multiplyAdds(inputs);
            case Architecture architecture -> of(architecture).multiplyAdds();
            case Input _,
                    MaxPooling2D _,
                    AveragePooling2D _,
                    GlobalAveragePooling2D _,
                    GlobalMaxPooling2D _,
                    Flatten _,
                    Reshape _,
                    Permute _,
                    Dropout _,
                    SpatialDropout2D _,
                    GaussianNoise _,
                    Activation _,
                    ReLU _,
                    LeakyReLU _,
                    PReLU _,
                    ELU _,
                    Softmax _,
                    ZeroPadding2D _,
                    Cropping2D _,
                    UpSampling2D _,
                    MergeLayer<?> _,
                    Resizing _,
                    RandomLayer<?> _ -> 0;
        };
    }

    private static long area(Window window) {
        return (long) window.size().height() * window.size().width();
    }
}
