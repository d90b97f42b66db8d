package dev.glimpse.nn.script;

import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Node;
import java.util.List;
import java.util.Map;

/** What an expression of the text stands for. */
sealed interface Value {

    /** What {@code None} stands for. */
    Value NONE = new Nothing();

    /** Something was wrong, and has been told; whatever is made of it is unknown, too. */
    Value UNKNOWN = new Unknown();

    /** How messages call it. */
    String words();

    /** A whole number. */
    record Whole(long number) implements Value {
        @Override
        public String words() {
            return "the number " + number;
        }
    }

    /** A number with a fraction. */
    record Real(double number) implements Value {
        @Override
        public String words() {
            return "the number " + number;
        }
    }

    /** A string. */
    record Text(String text) implements Value {
        @Override
        public String words() {
            return "the string '" + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "'";
        }
    }

    /** {@code True} or {@code False}. */
    record Flag(boolean on) implements Value {
        @Override
        public String words() {
            return on ? "True" : "False";
        }
    }

    /** {@code None}. */
    record Nothing() implements Value {
        @Override
        public String words() {
            return "None";
        }
    }

    /**
     * A list or a tuple.
     *
     * @param size how many values there are, those in lists inside it included
     */
    record Items(List<Value> values, int size) implements Value {
        @Override
        public String words() {
            return "a list";
        }
    }

    /** A dictionary whose keys are strings. */
    record Entries(Map<String, Value> values, int size) implements Value {
        @Override
        public String words() {
            return "a dictionary";
        }
    }

    /** A layer, or a layer and the one that is its activation: told apart by identity, as layers are. */
    final class Made implements Value {

        final List<Layer> layers;
        final InputSizes inputSizes;
        final Span span;

        Made(List<Layer> layers, InputSizes inputSizes, Span span) {
            this.layers = List.copyOf(layers);
            this.inputSizes = inputSizes;
            this.span = span;
        }

        @Override
        public String words() {
            return "a layer";
        }
    }

    /** What flows between the layers of a functional model. */
    record Flow(Node node) implements Value {
        @Override
        public String words() {
            return "what a layer gives";
        }
    }

    /** A model. */
    record Model(Draft draft) implements Value {
        @Override
        public String words() {
            return "a model";
        }
    }

    /** An initializer, regularizer or constraint with its settings, in Keras's words. */
    record Setting(Symbol.Setting symbol, Map<String, Object> config) implements Value {
        @Override
        public String words() {
            return symbol.words();
        }
    }

    /** Something that Keras calls by a name: a class, a function, a module. */
    record Known(Symbol symbol) implements Value {
        @Override
        public String words() {
            return symbol.words();
        }
    }

    /** Something that belongs to training, such as an optimizer. */
    record Aside() implements Value {
        @Override
        public String words() {
            return "something that belongs to training";
        }
    }

    /** Unknown because of a problem. */
    record Unknown() implements Value {
        @Override
        public String words() {
            return "something unknown";
        }
    }
}
