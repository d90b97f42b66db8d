package dev.glimpse.nn.script;

/** Something that Keras calls by a name. */
sealed interface Symbol {

    /** How messages call it. */
    String words();

    /** The class of a layer, as the text spells it. */
    record LayerClass(String name) implements Symbol {
        @Override
        public String words() {
            return "the class " + name;
        }
    }

    /** A function that joins what several layers give, and the layer that does so. */
    record Merge(String function, String className) implements Symbol {
        @Override
        public String words() {
            return "the function " + function;
        }
    }

    /** An activation function. */
    record Activation(String name) implements Symbol {
        @Override
        public String words() {
            return "the activation " + name;
        }
    }

    /** What a setting of a layer may be. */
    enum Kind {
        INITIALIZER,
        REGULARIZER,
        CONSTRAINT
    }

    /** The class of an initializer, regularizer or constraint. */
    record Setting(Kind kind, String name) implements Symbol {
        @Override
        public String words() {
            return switch (kind) {
                case INITIALIZER -> "the initializer " + name;
                case REGULARIZER -> "the regularizer " + name;
                case CONSTRAINT -> "the constraint " + name;
            };
        }
    }

    /** {@code Sequential}, {@code Model}, {@code Input}, and functions of Python. */
    record Function(String name) implements Symbol {
        @Override
        public String words() {
            return name;
        }
    }

    /** A class or function for training, such as an optimizer: accepted, and of no meaning here. */
    record Training(String name) implements Symbol {
        @Override
        public String words() {
            return name;
        }
    }

    /** A module, such as {@code keras.layers}. */
    record Module(String path) implements Symbol {
        @Override
        public String words() {
            return "the module " + path;
        }
    }
}
