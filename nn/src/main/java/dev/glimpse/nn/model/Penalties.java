package dev.glimpse.nn.model;

import dev.glimpse.nn.layer.Constraint;
import dev.glimpse.nn.layer.Regularizer;
import dev.glimpse.tensor.Axes;
import dev.glimpse.tensor.Gradients;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What holds numbers back while training: what they cost, and where they are brought after each step. */
final class Penalties {

    /** Keras's {@code backend.epsilon()}, which keeps norms of 0 from being divided by. */
    private static final double EPSILON = 1e-7;

    private Penalties() {}

    /** What a regularizer asks for these numbers. */
    static Tensor cost(Regularizer regularizer, Tensor numbers) {
        return switch (regularizer) {
            case Regularizer.L1(double l1) -> numbers.abs().sum().mul(l1);
            case Regularizer.L2(double l2) -> numbers.square().sum().mul(l2);
            case Regularizer.L1L2(double l1, double l2) ->
                numbers.abs().sum().mul(l1).add(numbers.square().sum().mul(l2));
        };
    }

    /** Brings all variables that learn to where their constraints want them. */
    static void constrain(Collection<Variable> variables) {
        for (Variable variable : variables) {
            Optional<Constraint> constraint = variable.weight().spec().constraint();
            if (variable.learns() && constraint.isPresent()) {
                try (var _ = TensorScope.open();
                        var _ = Gradients.disabled()) {
                    Tensor numbers = variable.inKerasOrder(variable.value());
                    variable.write(variable.value(), constrained(constraint.get(), numbers));
                }
            }
        }
    }

    private static Tensor constrained(Constraint constraint, Tensor numbers) {
        return switch (constraint) {
            case Constraint.NonNeg() -> numbers.atLeast(0);
            case Constraint.UnitNorm(List<Integer> axes) ->
                numbers.div(norms(numbers, axes).add(EPSILON));
            case Constraint.MaxNorm(double maxValue, List<Integer> axes) -> {
                Tensor norms = norms(numbers, axes);
                yield numbers.mul(norms.clamp(0, maxValue).div(norms.add(EPSILON)));
            }
            case Constraint.MinMaxNorm(double minValue, double maxValue, double rate, List<Integer> axes) -> {
                Tensor norms = norms(numbers, axes);
                Tensor desired = norms.clamp(minValue, maxValue).mul(rate).add(norms.mul(1 - rate));
                yield numbers.mul(desired.div(norms.add(EPSILON)));
            }
        };
    }

    private static Tensor norms(Tensor numbers, List<Integer> axes) {
        int[] along = axes.stream().mapToInt(Integer::intValue).toArray();
        return numbers.square().sum(Axes.kept(along)).sqrt();
    }
}
