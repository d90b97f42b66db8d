package dev.glimpse.nn.model;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Graph.Value;
import dev.glimpse.nn.layer.Regularizer;
import dev.glimpse.nn.model.Plan.PlannedStep;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One walk through a plan: tensors in, tensors out.
 *
 * <p>What a step made is closed as soon as its last reader has read it. While learning, libtorch keeps those numbers
 * that the way back needs, and only those.
 */
final class Forward {

    private final Variables variables;
    private final Purpose purpose;
    private final List<Tensor> costs = new ArrayList<>();

    Forward(Variables variables, Purpose purpose) {
        this.variables = variables;
        this.purpose = purpose;
    }

    /** The outputs for inputs that the caller keeps; the outputs belong to the scope that is open. */
    List<Tensor> run(Plan plan, List<Tensor> inputs) {
        if (inputs.size() != plan.inputs().size()) {
            throw new NnException(
                    "the model has " + plan.inputs().size() + " inputs, got " + inputs.size() + " arrays");
        }
        List<List<Tensor>> made =
                new ArrayList<>(Collections.nCopies(plan.steps().size(), List.of()));
        for (int i = 0; i < inputs.size(); i++) {
            made.set(plan.inputs().get(i), List.of(inputs.get(i)));
        }
        Set<Tensor> lasting = Collections.newSetFromMap(new IdentityHashMap<>());
        lasting.addAll(inputs);
        for (int i = 0; i < plan.steps().size(); i++) {
            PlannedStep step = plan.steps().get(i);
            if (!plan.inputs().contains(i)) {
                made.set(
                        i,
                        compute(
                                step,
                                step.inputs().stream()
                                        .map(value -> at(made, value))
                                        .toList()));
                closeWhatWasReadLast(plan, i, made, lasting);
            }
        }
        return plan.outputs().stream().map(value -> at(made, value)).toList();
    }

    /** What the outputs of layers have cost so far, for those that say that theirs cost something. */
    List<Tensor> costs() {
        return costs;
    }

    private List<Tensor> compute(PlannedStep step, List<Tensor> inputs) {
        if (step.inner().isPresent()) {
            return run(step.inner().get(), inputs);
        }
        try (var scope = TensorScope.open()) {
            LayerCall call = new LayerCall(variables, step.path(), purpose);
            Tensor result = LayerComputation.compute(step.layer(), inputs, call);
            if (step.after() != ActivationFunction.LINEAR) {
                result = ActivationFunctions.apply(step.after(), result);
            }
            Optional<Regularizer> regularizer = step.layer().info().activityRegularizer();
            if (regularizer.isPresent()) {
                costs.add(scope.keep(Penalties.cost(regularizer.get(), result).div(result.size(0))));
            }
            for (Tensor input : inputs) {
                if (input == result) {
                    return List.of(result);
                }
            }
            return List.of(scope.keep(result));
        }
    }

    private static Tensor at(List<List<Tensor>> made, Value value) {
        return made.get(value.step()).get(value.output());
    }

    /** A tensor may have gone through steps that pass on what they get, so it is looked for among all that are needed. */
    private static void closeWhatWasReadLast(Plan plan, int now, List<List<Tensor>> made, Set<Tensor> lasting) {
        for (Value input : plan.steps().get(now).inputs()) {
            int source = input.step();
            if (plan.lastReaders().get(source) != now || made.get(source).isEmpty() || isOutput(plan, source)) {
                continue;
            }
            List<Tensor> done = made.get(source);
            made.set(source, List.of());
            for (Tensor tensor : done) {
                if (!lasting.contains(tensor) && made.stream().noneMatch(other -> containsSame(other, tensor))) {
                    tensor.close();
                }
            }
        }
    }

    private static boolean isOutput(Plan plan, int step) {
        return plan.outputs().stream().anyMatch(output -> output.step() == step);
    }

    private static boolean containsSame(List<Tensor> tensors, Tensor wanted) {
        for (Tensor tensor : tensors) {
            if (tensor == wanted) {
                return true;
            }
        }
        return false;
    }
}
