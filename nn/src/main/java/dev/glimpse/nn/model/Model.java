package dev.glimpse.nn.model;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.FileOptions;
import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.archive.OptimizerState;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Graph;
import dev.glimpse.nn.loss.Loss;
import dev.glimpse.nn.metric.Metric;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.train.Compilation;
import dev.glimpse.nn.train.Compilation.Judged;
import dev.glimpse.nn.train.Evaluations;
import dev.glimpse.nn.train.Fit;
import dev.glimpse.nn.train.History;
import dev.glimpse.nn.train.TrainingLoop;
import dev.glimpse.tensor.DType;
import dev.glimpse.tensor.Gradients;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An architecture with weights: it predicts, learns, and is saved.
 *
 * <pre>{@code
 * try (var model = Model.build(digits)) {
 *     model.compile(rmsprop(), categoricalCrossentropy(), accuracy());
 *     History history = model.fit(train, fit -> fit.epochs(1).validation(test));
 *     model.save(Path.of("digits.keras"));
 * }
 * }</pre>
 *
 * <p>A model belongs to one thread at a time. Its weights are native memory until it is closed.
 */
public final class Model implements AutoCloseable {

    private final Architecture architecture;
    private final Variables variables;
    private final Plan plan;
    private Optional<ModelLearner> learner = Optional.empty();

    private Model(Architecture architecture, Variables variables) {
        this.architecture = architecture;
        this.variables = variables;
        this.plan = Plan.of(architecture);
    }

    /** A model with first values as the architecture's initializers say. */
    public static Model build(Architecture architecture) {
        return build(architecture, _ -> {});
    }

    /** A model with first values as the architecture's initializers say. */
    public static Model build(Architecture architecture, Consumer<Building> options) {
        Building building = new Building();
        options.accept(building);
        return new Model(architecture, Variables.initialized(architecture, building.dtype, building.seed));
    }

    /**
     * The model in a file: a {@code .keras} archive, or one in HDF5. It is compiled if the file says how, in words that
     * are known here.
     *
     * @throws NnException if there is no such file, or what it holds is not supported
     */
    public static Model load(Path file) {
        return load(file, _ -> {});
    }

    /** Like {@link #load(Path)}, with what the file leaves open, such as the size of pictures or layers of your own. */
    public static Model load(Path file, Consumer<FileOptions> options) {
        try {
            return of(ModelFiles.read(file, options));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** The model that a file holds; see {@link #load}. */
    public static Model of(ModelFile file) {
        Model model = new Model(file.architecture(), Variables.zero(file.architecture(), DType.FLOAT32));
        try {
            model.weights(file.weights().byPath());
            int outputs = file.architecture().graph().outputs().size();
            file.config()
                    .compile()
                    .flatMap(config -> Compilations.fromKeras(config, outputs))
                    .ifPresent(compilation -> {
                        model.compile(compilation);
                        file.optimizer().ifPresent(model.compiled()::restore);
                    });
            return model;
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    /** How a model is built. */
    public static final class Building {

        private Seed seed = Seed.of(0);
        private DType dtype = DType.FLOAT32;

        private Building() {}

        /** What first values are drawn from; equal seeds give equal weights, on every machine. */
        public Building seed(long value) {
            this.seed = Seed.of(value);
            return this;
        }

        /** What the model computes in: {@link DType#FLOAT32} unless told, or {@link DType#FLOAT64}. */
        public Building dtype(DType type) {
            if (type != DType.FLOAT32 && type != DType.FLOAT64) {
                throw new NnException("a model computes in FLOAT32 or FLOAT64, got " + type);
            }
            this.dtype = type;
            return this;
        }
    }

    /** What the model is made of. */
    public Architecture architecture() {
        return architecture;
    }

    /** A copy of the weights by path, such as {@code conv2d/kernel}, with Keras's shapes. */
    public Map<String, NdArray.Floats> weights() {
        return variables.read();
    }

    /**
     * Replaces all weights.
     *
     * @throws NnException if one is missing, left over or of another shape; the message lists them all, and nothing has
     *     changed
     */
    public void weights(Map<String, NdArray.Floats> weights) {
        variables.write(weights);
    }

    /** A weight as the tensor that the model computes with, its axes as they lie in memory; it stays the model's. */
    public Tensor variable(String path) {
        return variables.at(path).value();
    }

    /**
     * The outputs for given inputs, through which gradients can flow.
     *
     * @param inputs one tensor per input, each with the batch axis first
     * @return one tensor per output; they belong to the scope that is open
     */
    public List<Tensor> call(List<Tensor> inputs, Purpose purpose) {
        requireShapes(inputs);
        return new Forward(variables, purpose).run(plan, inputs);
    }

    /** The outputs for given inputs with one batch axis first; one array per output. */
    public List<NdArray.Floats> predict(List<NdArray> inputs) {
        try (var _ = TensorScope.open();
                var _ = Gradients.disabled()) {
            List<Tensor> outputs = call(inputs.stream().map(this::tensor).toList(), Purpose.predicting());
            return outputs.stream().map(Model::array).toList();
        }
    }

    /** The outputs for all samples, in the order in which they come; one array per output. */
    public List<NdArray.Floats> predict(Batches samples) {
        return Evaluations.predict(samples, batch -> predict(batch.inputs()));
    }

    /**
     * Gives its Normalization layers the mean and variance of samples, as Keras's {@code adapt} does; those that were made with
     * both keep theirs. Take the samples to learn from, and none to judge by.
     *
     * @throws NnException if there is no such layer in the model, or the samples do not fit it
     * @see <a href="https://keras.io/api/layers/preprocessing_layers/numerical/normalization/">Keras: Normalization</a>
     */
    public void adapt(Batches samples) {
        new Adaptation(this).to(samples);
    }

    /** Says how the model learns and is judged; its slots are new. With several outputs each gets this loss and metrics. */
    public void compile(Optimizer optimizer, Loss loss, Metric... metrics) {
        compile(new Compilation(
                optimizer,
                architecture.graph().outputs().stream()
                        .map(_ -> new Judged(loss, 1, List.of(metrics)))
                        .toList()));
    }

    /**
     * Says how the model learns and is judged, output by output; its slots are new.
     *
     * @throws NnException if the number of losses is not that of outputs
     */
    public void compile(Compilation compilation) {
        ModelLearner fresh = new ModelLearner(this, compilation);
        learner.ifPresent(ModelLearner::close);
        learner = Optional.of(fresh);
    }

    /**
     * Lets the optimizer go on with what another one like it remembered.
     *
     * @throws NnException if the model was not compiled, or another optimizer or other weights are remembered
     */
    public void restore(OptimizerState state) {
        compiled().restore(state);
    }

    /** How the model was compiled, if it was. */
    public Optional<Compilation> compilation() {
        return learner.map(ModelLearner::compilation);
    }

    /**
     * Learns from samples.
     *
     * @throws NnException if the model was not compiled, or the samples do not fit it
     */
    public History fit(Batches samples, Consumer<Fit> options) {
        return TrainingLoop.run(compiled(), compiled().compilation(), outputNames(), samples, options);
    }

    /**
     * Loss and metrics on samples, by name.
     *
     * @throws NnException if the model was not compiled, or the samples do not fit it
     */
    public Map<String, Double> evaluate(Batches samples) {
        return Evaluations.evaluate(compiled(), compiled().compilation(), outputNames(), samples);
    }

    /** Writes the model into a {@code .keras} file, whole or not at all: weights, and what the optimizer remembers. */
    public void save(Path file) {
        save(file, JsonNodeFactory.instance.objectNode());
    }

    /**
     * Writes the model into a {@code .keras} file with facts of Glimpse's own, which Keras does not look at.
     *
     * @throws UncheckedIOException if the file cannot be written; what was there before is still there then
     */
    public void save(Path file, ObjectNode facts) {
        try {
            KerasArchive.write(file, toFile().with(facts));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** A copy of everything that a file would hold. */
    public ModelFile toFile() {
        ModelFile file = ModelFile.of(architecture, new Weights(new LinkedHashMap<>(weights())));
        return learner.map(compiled ->
                        file.with(Compilations.toKeras(compiled.compilation())).with(compiled.optimizerState()))
                .orElse(file);
    }

    @Override
    public void close() {
        learner.ifPresent(ModelLearner::close);
        variables.close();
    }

    Plan plan() {
        return plan;
    }

    Variables variables() {
        return variables;
    }

    /** An array as a tensor of the model's type; bytes are unsigned. */
    Tensor tensor(NdArray array) {
        Tensor given =
                switch (array) {
                    case NdArray.Floats(Shape shape, float[] values) -> Tensor.of(values, shape);
                    case NdArray.Bytes(Shape shape, byte[] values) -> Tensor.of(values, shape);
                };
        return given.cast(variables.dtype());
    }

    static NdArray.Floats array(Tensor tensor) {
        return new NdArray.Floats(tensor.shape(), tensor.cast(DType.FLOAT32).toFloats());
    }

    /** The names of the layers that the outputs come from. */
    List<String> outputNames() {
        Graph graph = architecture.graph();
        return graph.outputs().stream()
                .map(output -> graph.steps().get(output.step()).name())
                .toList();
    }

    private ModelLearner compiled() {
        return learner.orElseThrow(
                () -> new NnException("the model does not know what to learn by: call compile(optimizer, loss) first"));
    }

    /** Refuses inputs of other shapes than the architecture's. */
    void requireShapes(List<Tensor> inputs) {
        List<Shape> wanted = architecture.inputShapes();
        List<Shape> given = new ArrayList<>();
        inputs.forEach(input -> given.add(input.shape().drop(Math.min(1, input.rank()))));
        if (!wanted.equals(given)) {
            throw new NnException("the model takes samples of shape " + listed(wanted) + ", got " + listed(given));
        }
    }

    private static String listed(List<Shape> shapes) {
        return shapes.size() == 1 ? shapes.getFirst().toString() : shapes.toString();
    }
}
