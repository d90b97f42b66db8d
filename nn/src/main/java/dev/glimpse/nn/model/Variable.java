package dev.glimpse.nn.model;

import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.tensor.DType;
import dev.glimpse.tensor.Gradients;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.batch.NdArray;

/** One weight of a model, in native memory. */
final class Variable {

    private final PlacedWeight weight;
    private final Storage storage;
    private final Tensor value;

    /** The value has the shape that the storage asks for, and stays the owner's. */
    Variable(PlacedWeight weight, Storage storage, Tensor value) {
        this.weight = weight;
        this.storage = storage;
        this.value = value;
    }

    String path() {
        return weight.path();
    }

    PlacedWeight weight() {
        return weight;
    }

    boolean learns() {
        return weight.learns();
    }

    /** The shape in Keras's order. */
    Shape shape() {
        return weight.spec().shape();
    }

    /** The numbers in the order of memory. */
    Tensor value() {
        return value;
    }

    /** A copy of the numbers in Keras's order. */
    NdArray.Floats read() {
        return read(value);
    }

    /** A copy in Keras's order of numbers that lie in memory as this variable's do, such as an optimizer's slot. */
    NdArray.Floats read(Tensor alike) {
        try (var _ = TensorScope.open();
                var _ = Gradients.disabled()) {
            Tensor shaped = alike.view(storage.shape(shape()));
            return new NdArray.Floats(
                    shape(),
                    storage.toKeras(shaped).contiguous().cast(DType.FLOAT32).toFloats());
        }
    }

    /** Replaces the numbers by these, given in Keras's order. */
    void write(NdArray.Floats numbers) {
        write(value, numbers);
    }

    /** Writes numbers in Keras's order into a tensor that lies in memory as this variable does. */
    void write(Tensor alike, NdArray.Floats numbers) {
        try (var _ = TensorScope.open()) {
            write(alike, Tensor.of(numbers.values(), shape()));
        }
    }

    /** Writes a tensor with its axes in Keras's order into one that lies in memory as this variable does. */
    void write(Tensor alike, Tensor numbers) {
        try (var _ = TensorScope.open();
                var _ = Gradients.disabled()) {
            var _ = alike.view(storage.shape(shape())).copyInPlace(storage.fromKeras(numbers));
        }
    }

    /** A view in Keras's order of a tensor that lies in memory as this variable does. */
    Tensor inKerasOrder(Tensor alike) {
        return storage.toKeras(alike.view(storage.shape(shape())));
    }
}
