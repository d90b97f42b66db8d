package dev.glimpse.nn.optimizer;

/** What is done to large gradients before they are used. As in Keras, there is one way at a time. */
public sealed interface Clipping {

    /** Gradients are used as they are. */
    record None() implements Clipping {}

    /**
     * Each variable's gradient is scaled down to an L2 norm of at most {@code maximum} (Keras's {@code clipnorm}).
     *
     * @param maximum above 0
     */
    record Norm(double maximum) implements Clipping {

        public Norm {
            Ranges.aboveZero("clip norm", maximum);
        }
    }

    /**
     * All gradients are scaled down together to an L2 norm of at most {@code maximum} (Keras's {@code global_clipnorm}).
     *
     * @param maximum above 0
     */
    record GlobalNorm(double maximum) implements Clipping {

        public GlobalNorm {
            Ranges.aboveZero("global clip norm", maximum);
        }
    }

    /**
     * Each number is kept between {@code -maximum} and {@code maximum} (Keras's {@code clipvalue}).
     *
     * @param maximum above 0
     */
    record Value(double maximum) implements Clipping {

        public Value {
            Ranges.aboveZero("clip value", maximum);
        }
    }
}
