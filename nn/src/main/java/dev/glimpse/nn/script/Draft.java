package dev.glimpse.nn.script;

import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A model while the text makes it. */
sealed interface Draft {

    /** Where it was made. */
    Span span();

    /** How many layers it has, those of models inside it included. */
    int size();

    /** How many models stand inside each other, this one included. */
    int depth();

    /** A Sequential, to which layers can be added until it is used in another model. */
    final class Chain implements Draft {

        /**
         * A layer.
         *
         * @param inner the model it was made of, if it is a Sequential
         */
        record Entry(Layer layer, Span span, Optional<Chain> inner, int size, int depth) {}

        final Span span;
        final Optional<String> name;
        final Optional<Boolean> trainable;
        final List<Entry> entries = new ArrayList<>();
        InputSizes inputSizes = InputSizes.NONE;
        Optional<Input> input = Optional.empty();
        Optional<Sequential> used = Optional.empty();
        /** Something was wrong with a layer, and has been told. */
        boolean broken;

        Chain(Span span, Optional<String> name, Optional<Boolean> trainable) {
            this.span = span;
            this.name = name;
            this.trainable = trainable;
        }

        boolean isEmpty() {
            return entries.isEmpty() && input.isEmpty() && !broken;
        }

        @Override
        public Span span() {
            return span;
        }

        @Override
        public int size() {
            return entries.stream().mapToInt(Entry::size).sum();
        }

        @Override
        public int depth() {
            return 1 + entries.stream().mapToInt(Entry::depth).max().orElse(0);
        }
    }

    /** A functional model, which is complete from the start. */
    record Web(Functional architecture, Span span, int size, int depth) implements Draft {}
}
