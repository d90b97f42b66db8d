package dev.glimpse.nn.model;

import static java.util.Objects.requireNonNull;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.optimizer.FlatParameters;
import dev.glimpse.tensor.DType;
import dev.glimpse.tensor.Gradients;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The weights of a model.
 *
 * <p>Those that learn lie one behind the other in a single buffer, and so do their gradients. An optimizer then needs a few passes over two buffers rather than a few operations per weight.
 */
final class Variables implements AutoCloseable {

    private final Map<String, Variable> byPath = new LinkedHashMap<>();
    private final List<Tensor> owned = new ArrayList<>();
    private final DType dtype;
    private final Tensor values;
    private final List<FlatParameters.Slice> slices;
    private Optional<FlatParameters> learning = Optional.empty();

    private Variables(Architecture architecture, DType dtype) {
        this.dtype = dtype;
        List<PlacedWeight> weights = architecture.placedWeights();
        this.slices = slices(weights);
        this.values = own(Tensor.zeros(Shape.of(total(slices)), dtype));
        Map<String, Layer> layers = new HashMap<>();
        collectLayers(architecture, "", layers);
        Map<String, FlatParameters.Slice> places = new HashMap<>();
        slices.forEach(slice -> places.put(slice.name(), slice));
        for (PlacedWeight weight : weights) {
            int cut = weight.path().lastIndexOf('/');
            Layer layer = requireNonNull(layers.get(weight.path().substring(0, cut)));
            Storage storage = Storage.of(layer, weight.path().substring(cut + 1));
            Shape shape = storage.shape(weight.spec().shape());
            Tensor value = own(
                    weight.learns()
                            ? part(values, requireNonNull(places.get(weight.path())), shape)
                            : Tensor.zeros(shape, dtype));
            byPath.put(weight.path(), new Variable(weight, storage, value));
        }
    }

    /** The weights of an architecture with their first values. */
    static Variables initialized(Architecture architecture, DType dtype, Seed seed) {
        Variables variables = zero(architecture, dtype);
        for (Variable variable : variables.all()) {
            var spec = variable.weight().spec();
            variable.write(new NdArray.Floats(
                    spec.shape(), InitialValues.of(spec.initializer(), spec.shape(), seed.derive(variable.path()))));
        }
        return variables;
    }

    /** The weights of an architecture, all zero, to be written. */
    static Variables zero(Architecture architecture, DType dtype) {
        MemoryNeed.of(architecture, dtype == DType.FLOAT64 ? Double.BYTES : Float.BYTES)
                .requireAvailable();
        try (var _ = TensorScope.open()) {
            return new Variables(architecture, dtype);
        }
    }

    DType dtype() {
        return dtype;
    }

    Collection<Variable> all() {
        return byPath.values();
    }

    Variable at(String path) {
        Variable variable = byPath.get(path);
        if (variable == null) {
            throw new NnException(
                    "there is no weight \"" + path + "\"; there are: " + String.join(", ", byPath.keySet()));
        }
        return variable;
    }

    Optional<Variable> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** The weights that learn and their gradients; from the first call on, backward passes fill these. */
    FlatParameters learning() {
        if (learning.isEmpty()) {
            try (var _ = TensorScope.open()) {
                Tensor gradients = own(Tensor.zeros(values.shape(), dtype));
                for (FlatParameters.Slice slice : slices) {
                    Tensor value = at(slice.name()).value();
                    value.requireGradient().accumulateGradientIn(part(gradients, slice, value.shape()));
                }
                learning = Optional.of(new FlatParameters(values, gradients, slices));
            }
        }
        return learning.get();
    }

    /** A copy of all weights, in Keras's order and shapes. */
    Map<String, NdArray.Floats> read() {
        Map<String, NdArray.Floats> weights = new LinkedHashMap<>();
        byPath.forEach((path, variable) -> weights.put(path, variable.read()));
        return weights;
    }

    /**
     * Replaces all weights.
     *
     * @throws NnException if one is missing, left over or of another shape; the message lists them all, and no weight has
     *     changed
     */
    void write(Map<String, NdArray.Floats> weights) {
        List<String> wrong = new ArrayList<>();
        byPath.forEach((path, variable) -> {
            NdArray.Floats given = weights.get(path);
            if (given == null) {
                wrong.add(path + " " + variable.shape() + " is missing");
            } else if (!given.shape().equals(variable.shape())) {
                wrong.add(path + " has shape " + given.shape() + " instead of " + variable.shape());
            }
        });
        weights.forEach((path, given) -> {
            if (!byPath.containsKey(path)) {
                wrong.add(path + " " + given.shape() + " is left over");
            }
        });
        if (!wrong.isEmpty()) {
            throw new NnException("the weights do not fit the architecture: " + String.join("; ", wrong));
        }
        weights.forEach((path, given) -> at(path).write(given));
    }

    @Override
    public void close() {
        owned.forEach(Tensor::close);
        owned.clear();
    }

    /** Takes a tensor out of the scope it was made in. */
    private Tensor own(Tensor tensor) {
        owned.add(TensorScope.release(tensor));
        return tensor;
    }

    private static Tensor part(Tensor flat, FlatParameters.Slice slice, Shape shape) {
        try (var _ = Gradients.disabled()) {
            return flat.narrow(0, slice.offset(), slice.count()).view(shape).detach();
        }
    }

    private static List<FlatParameters.Slice> slices(List<PlacedWeight> weights) {
        List<FlatParameters.Slice> slices = new ArrayList<>();
        long offset = 0;
        for (PlacedWeight weight : weights) {
            if (weight.learns()) {
                long count = weight.spec().shape().count();
                slices.add(new FlatParameters.Slice(weight.path(), offset, count));
                offset += count;
            }
        }
        return slices;
    }

    private static int total(List<FlatParameters.Slice> slices) {
        long total = slices.isEmpty()
                ? 0
                : slices.getLast().offset() + slices.getLast().count();
        if (total > Integer.MAX_VALUE) {
            throw new NnException("a model learns at most " + Integer.MAX_VALUE + " parameters, this one has " + total
                    + ": take fewer units or filters, or make pictures smaller before the first dense layer");
        }
        return (int) total;
    }

    private static void collectLayers(Architecture architecture, String prefix, Map<String, Layer> layers) {
        architecture.graph().layers().forEach((name, layer) -> {
            if (layer instanceof Architecture inner) {
                collectLayers(inner, prefix + name + "/", layers);
            } else {
                layers.put(prefix + name, layer);
            }
        });
    }
}
