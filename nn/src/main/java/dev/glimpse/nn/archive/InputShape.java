package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.Turning.Order;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The shape of one sample as a file has it, where sizes may be left open: {@code (None, None, 3)} takes pictures of any
 * size.
 */
record InputShape(List<OptionalInt> sizes) {

    /** The settings of a layer that say which shape the model takes, or what it is made of. */
    static final Set<String> KEYS = Set.of(
            "batch_input_shape",
            "batch_shape",
            "input_shape",
            "input_dim",
            "input_length",
            "input_dtype",
            "batch_size");

    InputShape {
        sizes = List.copyOf(sizes);
    }

    /** What a layer's settings say, in any of Keras's ways. */
    static Optional<InputShape> of(JsonNode config) {
        return batch(config.path("batch_shape"))
                .or(() -> batch(config.path("batch_input_shape")))
                .or(() -> sample(config.path("input_shape"), 0))
                .or(() -> sample(config.path("shape"), 0))
                .or(() -> LayerConfig.isInteger(config.path("input_dim"))
                        ? Optional.of(new InputShape(
                                List.of(OptionalInt.of(config.path("input_dim").intValue()))))
                        : Optional.empty());
    }

    /** A shape that begins with the batch. */
    static Optional<InputShape> batch(JsonNode shape) {
        return sample(shape, 1);
    }

    private static Optional<InputShape> sample(JsonNode shape, int skipped) {
        if (!shape.isArray() || shape.size() <= skipped) {
            return Optional.empty();
        }
        List<OptionalInt> sizes = new ArrayList<>();
        for (int i = skipped; i < shape.size(); i++) {
            JsonNode size = shape.get(i);
            if (size.isNull()) {
                sizes.add(OptionalInt.empty());
            } else if (LayerConfig.isInteger(size) && size.intValue() >= 1) {
                sizes.add(OptionalInt.of(size.intValue()));
            } else {
                throw new NnException("the shape of an input has sizes of at least 1, got " + shape);
            }
        }
        return Optional.of(new InputShape(sizes));
    }

    /** The shape, if no size is open. */
    Shape known(String label) {
        return Shape.of(sizes.stream()
                .mapToInt(size -> size.orElseThrow(
                        () -> new NnException(label + ": the sizes of the input have to be known, got " + this)))
                .toArray());
    }

    /**
     * The shape, where the open height and width of pictures are those that are given.
     *
     * @param pictures where pictures of the file have their channels
     * @throws NnException if another size is open, or there is nothing given for these
     */
    Shape closed(String label, Order pictures, Optional<Size2> size) {
        int top =
                switch (pictures) {
                    case TURNED -> 1;
                    case AS_WRITTEN -> 0;
                };
        boolean known = sizes.stream().allMatch(OptionalInt::isPresent);
        if (known || sizes.size() != 3 || sizes.get(top == 0 ? 2 : 0).isEmpty()) {
            return known(label);
        }
        Size2 given = size.orElseThrow(() -> new NnException(label + " takes pictures of any size, " + this
                + ": say which is meant, with --size 96x96 or inputSize(96, 96)"));
        List<OptionalInt> closed = new ArrayList<>(sizes);
        closed.set(top, OptionalInt.of(sizes.get(top).orElse(given.height())));
        closed.set(top + 1, OptionalInt.of(sizes.get(top + 1).orElse(given.width())));
        return new InputShape(closed).known(label);
    }

    @Override
    public String toString() {
        return sizes.stream()
                .map(size -> size.isPresent() ? Integer.toString(size.getAsInt()) : "None")
                .toList()
                .toString();
    }
}
