package dev.glimpse.nn.loss;

/** Losses with Keras's defaults. */
public final class Losses {

    private Losses() {}

    /** The mean of squared differences. */
    public static Loss.MeanSquaredError meanSquaredError() {
        return new Loss.MeanSquaredError();
    }

    /** The mean of absolute differences. */
    public static Loss.MeanAbsoluteError meanAbsoluteError() {
        return new Loss.MeanAbsoluteError();
    }

    /** Huber's loss: squares up to a difference of 1, lines from there. */
    public static Loss.Huber huber() {
        return new Loss.Huber(1);
    }

    /** Huber's loss: squares up to a difference of {@code delta}, lines from there. */
    public static Loss.Huber huber(double delta) {
        return new Loss.Huber(delta);
    }

    /** Cross-entropy of yes-or-no answers with probabilities, from a sigmoid. */
    public static Loss.BinaryCrossentropy binaryCrossentropy() {
        return new Loss.BinaryCrossentropy(0, false);
    }

    /** Cross-entropy of one class out of several, from a softmax, with one-hot targets. */
    public static Loss.CategoricalCrossentropy categoricalCrossentropy() {
        return new Loss.CategoricalCrossentropy(0, false);
    }

    /** Cross-entropy of one class out of several, from a softmax, with class indices as targets. */
    public static Loss.SparseCategoricalCrossentropy sparseCategoricalCrossentropy() {
        return new Loss.SparseCategoricalCrossentropy(false);
    }
}
