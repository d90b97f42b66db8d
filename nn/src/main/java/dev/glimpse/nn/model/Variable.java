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

    /** How many numbers are copied at a time. */
    private static final int PART = 1 << 18;

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
        if (storage == Storage.AS_IN_KERAS) {
            try (var _ = TensorScope.open();
                    var _ = Gradients.disabled()) {
                writeInParts(alike, numbers.values());
            }
            return;
        }
        try (var _ = TensorScope.open()) {
            write(alike, Tensor.of(numbers.values(), shape()));
        }
    }

    /** Part by part, because the largest weights, those of dense layers, can be most of a model. */
    private static void writeInParts(Tensor alike, float[] numbers) {
        Tensor flat = alike.view(Shape.of(numbers.length));
        float[] part = new float[Math.min(PART, numbers.length)];
        for (int from = 0; from < numbers.length; from += PART) {
            int count = Math.min(PART, numbers.length - from);
            // One array for all parts: a new one for each would let the heap grow by the whole weight.
            part = count == part.length ? part : new float[count];
            System.arraycopy(numbers, from, part, 0, count);
            try (var _ = TensorScope.open()) {
                var _ = flat.narrow(0, from, count).copyInPlace(Tensor.of(part, Shape.of(count)));
            }
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
