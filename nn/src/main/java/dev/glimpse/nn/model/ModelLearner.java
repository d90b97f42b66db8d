package dev.glimpse.nn.model;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.archive.OptimizerState;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Regularizer;
import dev.glimpse.nn.loss.Loss;
import dev.glimpse.nn.optimizer.FlatParameters;
import dev.glimpse.nn.optimizer.Updater;
import dev.glimpse.nn.train.Compilation;
import dev.glimpse.nn.train.Compilation.Judged;
import dev.glimpse.nn.train.Learner;
import dev.glimpse.nn.train.Outcome;
import dev.glimpse.tensor.Gradients;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A model that learns: what its losses are computed from, and what its optimizer remembers. */
final class ModelLearner implements Learner, AutoCloseable {

    /** An output whose loss is computed from what goes into its last activation; {@code squashing} gives predictions. */
    private record Output(Loss loss, double weight, Optional<ActivationFunction> squashing) {}

    private final Model model;
    private final Compilation compilation;
    private final Plan plan;
    private final List<Output> outputs = new ArrayList<>();
    private final FlatParameters parameters;
    private final Updater updater;
    private Map<String, NdArray.Floats> remembered = Map.of();

    ModelLearner(Model model, Compilation compilation) {
        this.model = model;
        this.compilation = compilation;
        int expected = model.plan().outputs().size();
        if (compilation.outputs().size() != expected) {
            throw new NnException("the model has " + expected + " outputs and needs as many losses, got "
                    + compilation.outputs().size());
        }
        Plan reduced = model.plan();
        for (int i = 0; i < expected; i++) {
            Judged judged = compilation.outputs().get(i);
            Optional<ActivationFunction> squashing = judged.loss().squashing().map(ModelLearner::function);
            Optional<Plan> without = Optional.empty();
            if (squashing.isPresent()) {
                without = reduced.without(squashing.get(), i);
            }
            reduced = without.orElse(reduced);
            outputs.add(
                    without.isPresent()
                            ? new Output(judged.loss().onLogits(), judged.weight(), squashing)
                            : new Output(judged.loss(), judged.weight(), Optional.empty()));
        }
        this.plan = reduced;
        this.parameters = model.variables().learning();
        this.updater = Updater.of(compilation.optimizer(), parameters, compilation.learningRateFactors());
    }

    private static ActivationFunction function(Loss.Squashing squashing) {
        return switch (squashing) {
            case SIGMOID -> ActivationFunction.SIGMOID;
            case SOFTMAX -> ActivationFunction.SOFTMAX;
        };
    }

    Compilation compilation() {
        return compilation;
    }

    @Override
    public Outcome learn(Batch batch, Seed epoch) {
        try (var _ = TensorScope.open()) {
            Forward forward = new Forward(model.variables(), new Purpose.Training(epoch, batch.items()));
            List<Tensor> made = forward.run(plan, inputs(batch));
            List<Tensor> losses = losses(made, batch);
            Tensor total = total(losses, forward.costs());
            try (var _ = Gradients.disabled()) {
                var _ = parameters.gradients().zeroInPlace();
            }
            total.backward();
            updater.step();
            Penalties.constrain(model.variables().all());
            return outcome(total, losses, made);
        }
    }

    @Override
    public Outcome judge(Batch batch) {
        try (var _ = TensorScope.open();
                var _ = Gradients.disabled()) {
            Forward forward = new Forward(model.variables(), Purpose.predicting());
            List<Tensor> made = forward.run(plan, inputs(batch));
            List<Tensor> losses = losses(made, batch);
            return outcome(total(losses, forward.costs()), losses, made);
        }
    }

    private List<Tensor> inputs(Batch batch) {
        List<Tensor> inputs = batch.inputs().stream().map(model::tensor).toList();
        model.requireShapes(inputs);
        return inputs;
    }

    private List<Tensor> losses(List<Tensor> made, Batch batch) {
        if (batch.targets().size() != outputs.size()) {
            throw new NnException("the model has " + outputs.size() + " outputs and needs as many targets, got "
                    + batch.targets().size());
        }
        Optional<Tensor> weights = batch.weights().map(values -> Tensor.of(values, Shape.of(values.length))
                .cast(model.variables().dtype()));
        List<Tensor> losses = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            Tensor target = model.tensor(batch.targets().get(i));
            losses.add(outputs.get(i).loss().value(made.get(i), target, weights));
        }
        return losses;
    }

    /** The weighted sum of the outputs' losses, with what layers' outputs and the weights cost. */
    private Tensor total(List<Tensor> losses, List<Tensor> costs) {
        Tensor total = weighted(losses.getFirst(), outputs.getFirst().weight());
        for (int i = 1; i < losses.size(); i++) {
            total = total.add(weighted(losses.get(i), outputs.get(i).weight()));
        }
        for (Tensor cost : costs) {
            total = total.add(cost);
        }
        for (Variable variable : model.variables().all()) {
            Optional<Regularizer> regularizer = variable.weight().spec().regularizer();
            if (regularizer.isPresent()) {
                total = total.add(Penalties.cost(regularizer.get(), variable.value()));
            }
        }
        return total;
    }

    private static Tensor weighted(Tensor loss, double weight) {
        return weight == 1 ? loss : loss.mul(weight);
    }

    private Outcome outcome(Tensor total, List<Tensor> losses, List<Tensor> made) {
        List<NdArray.Floats> predictions = new ArrayList<>();
        try (var _ = Gradients.disabled()) {
            for (int i = 0; i < made.size(); i++) {
                Tensor output = made.get(i).detach();
                Tensor squashed = outputs.get(i)
                        .squashing()
                        .map(function -> ActivationFunctions.apply(function, output))
                        .orElse(output);
                predictions.add(Model.array(squashed));
            }
        }
        return new Outcome(total.item(), losses.stream().map(Tensor::item).toList(), predictions);
    }

    @Override
    public double learningRate() {
        return updater.learningRate();
    }

    @Override
    public double learningRateFactor() {
        return updater.learningRateFactor();
    }

    @Override
    public void learningRateFactor(double factor) {
        updater.learningRateFactor(factor);
    }

    @Override
    public void remember() {
        remembered = model.weights();
    }

    @Override
    public void recall() {
        if (!remembered.isEmpty()) {
            model.weights(remembered);
        }
    }

    @Override
    public void recall(Path file) {
        model.weights(read(file).weights().byPath());
    }

    @Override
    public void save(Path file, ObjectNode metadata) {
        model.save(file, metadata);
    }

    @Override
    public ObjectNode load(Path file) {
        ModelFile saved = read(file);
        model.weights(saved.weights().byPath());
        restore(saved.optimizer()
                .orElseThrow(() ->
                        new NnException(file + " holds no state of an optimizer: a training cannot go on from it")));
        return saved.glimpse();
    }

    private static ModelFile read(Path file) {
        try {
            return ModelFiles.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** What the optimizer remembers, as a file has it. */
    OptimizerState optimizerState() {
        return slots().read();
    }

    void restore(OptimizerState state) {
        slots().write(state);
    }

    private KerasSlots slots() {
        return new KerasSlots(compilation.optimizer(), updater, model.variables(), parameters.slices());
    }

    @Override
    public Map<String, float[]> weights() {
        Map<String, float[]> weights = new LinkedHashMap<>();
        model.weights().forEach((path, values) -> weights.put(path, values.values()));
        return weights;
    }

    @Override
    public void close() {
        updater.close();
    }
}
