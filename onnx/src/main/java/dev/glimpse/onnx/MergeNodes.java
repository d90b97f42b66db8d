package dev.glimpse.onnx;

import dev.glimpse.nn.layer.Add;
import dev.glimpse.nn.layer.Average;
import dev.glimpse.nn.layer.Axes;
import dev.glimpse.nn.layer.Concatenate;
import dev.glimpse.nn.layer.Maximum;
import dev.glimpse.nn.layer.MergeLayer;
import dev.glimpse.nn.layer.Minimum;
import dev.glimpse.nn.layer.Multiply;
import dev.glimpse.nn.layer.Subtract;
import dev.glimpse.onnx.Value.Order;
import java.util.List;

/** Layers that make one output of several inputs. */
final class MergeNodes {

    private MergeNodes() {}

    static Value of(MergeLayer<?> merge, List<Value> inputs, Place place) {
        boolean pictures = inputs.getFirst().shape().rank() == 3;
        Order order = pictures && inputs.stream().anyMatch(input -> input.order() == Order.CHANNELS_FIRST)
                ? Order.CHANNELS_FIRST
                : Order.KERAS;
        List<String> names = place.in(order, inputs);
        String merged =
                switch (merge) {
                    case Add _ -> fold("Add", names, place);
                    case Subtract _ -> fold("Sub", names, place);
                    case Multiply _ -> fold("Mul", names, place);
                    case Average _ -> {
                        String sum = fold("Add", names, place);
                        yield place.op("Div", sum, place.nodes().number(names.size()))
                                .named(place.path() + "/mean");
                    }
                    case Maximum _ -> fold("Max", names, place);
                    case Minimum _ -> fold("Min", names, place);
                    case Concatenate concatenate -> {
                        int axis =
                                Axes.inSample(concatenate.axis(), place.step().shape(), concatenate);
                        yield place.op("Concat", names.toArray(String[]::new))
                                .integer("axis", Layouts.axis(axis, inputs.getFirst(), order))
                                .named(place.path());
                    }
                };
        return place.output(order, merged);
    }

    private static String fold(String type, List<String> names, Place place) {
        return names.stream()
                .reduce((one, other) -> place.op(type, one, other).named(place.path()))
                .orElseThrow();
    }
}
