package dev.glimpse.onnx;

import dev.glimpse.tensor.Shape;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a step of a graph makes: one array, which can be there in two orders. */
final class Value {

    /** How the axes of a picture lie. */
    enum Order {
        /** (batch, height, width, channels). */
        KERAS,
        /** (batch, channels, height, width), which ONNX asks for. */
        CHANNELS_FIRST
    }

    private final Shape shape;
    private final Optional<Shape> picture;
    private final Map<Order, String> names = new EnumMap<>(Order.class);

    private Value(Shape shape, Optional<Shape> picture) {
        this.shape = shape;
        this.picture = picture;
    }

    static Value of(Shape shape, Order order, String name) {
        Value value = new Value(shape, shape.rank() == 3 ? Optional.of(shape) : Optional.empty());
        value.names.put(order, name);
        return value;
    }

    /** A picture with all its numbers in one row. */
    static Value flattened(Shape shape, Shape picture, Order order, String name) {
        Value value = new Value(shape, Optional.of(picture));
        value.names.put(order, name);
        return value;
    }

    /** Another array like this one. */
    Value like(Order order, String name) {
        Value value = new Value(shape, picture);
        value.names.put(order, name);
        return value;
    }

    /** Of one sample, as in Keras. */
    Shape shape() {
        return shape;
    }

    /** The shape of the picture that these numbers are, in a row or not. */
    Optional<Shape> picture() {
        return picture;
    }

    /** The order that is there already. */
    Order order() {
        return names.containsKey(Order.CHANNELS_FIRST) ? Order.CHANNELS_FIRST : Order.KERAS;
    }

    Optional<String> name(Order order) {
        return Optional.ofNullable(names.get(order));
    }

    void put(Order order, String name) {
        names.put(order, name);
    }
}
