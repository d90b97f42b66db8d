package dev.glimpse.nn.model;

import dev.glimpse.nn.layer.Add;
import dev.glimpse.nn.layer.Average;
import dev.glimpse.nn.layer.Concatenate;
import dev.glimpse.nn.layer.Maximum;
import dev.glimpse.nn.layer.MergeLayer;
import dev.glimpse.nn.layer.Minimum;
import dev.glimpse.nn.layer.Multiply;
import dev.glimpse.nn.layer.Subtract;
import dev.glimpse.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;

/** Layers that make one output of several inputs. */
final class Merges {

    private Merges() {}

    static Tensor compute(MergeLayer<?> merge, List<Tensor> inputs) {
        return switch (merge) {
            case Add _ -> fold(inputs, Tensor::add);
            case Subtract _ -> fold(inputs, Tensor::sub);
            case Multiply _ -> fold(inputs, Tensor::mul);
            case Average _ -> fold(inputs, Tensor::add).div(inputs.size());
            case Maximum _ -> fold(inputs, Tensor::maximum);
            case Minimum _ -> fold(inputs, Tensor::minimum);
            case Concatenate concatenate -> Tensor.concat(concatenate.axis(), inputs);
        };
    }

    private static Tensor fold(List<Tensor> inputs, BinaryOperator<Tensor> operation) {
        return inputs.stream().reduce(operation).orElseThrow();
    }
}
