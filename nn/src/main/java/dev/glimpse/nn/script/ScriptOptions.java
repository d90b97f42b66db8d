package dev.glimpse.nn.script;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the caller knows beyond the text, and how much a text may ask for.
 *
 * {@snippet :
 * KerasScript.parse(text, script -> script.input(Shape.of(64, 64, 3)).labels(5));
 * }
 */
public final class ScriptOptions {

    Optional<String> name = Optional.empty();
    Optional<Shape> input = Optional.empty();
    OptionalInt labels = OptionalInt.empty();
    int maxCharacters = 64 * 1024;
    int maxLayers = 1_000;
    int maxNesting = 20;
    long maxParameters = 500_000_000;

    ScriptOptions() {}

    /** How messages call the text, such as the name of its file. */
    public ScriptOptions name(String newName) {
        this.name = Optional.of(newName);
        return this;
    }

    /** The shape of one sample, for a text that does not say it: height, width, channels for pictures. */
    public ScriptOptions input(Shape shape) {
        this.input = Optional.of(shape);
        return this;
    }

    /**
     * How many labels there are to tell apart, at least 2: the architecture then ends in as many probabilities.
     *
     * <p>A model whose last layer makes such probabilities (a softmax, one row of them) is taken as it is, and refused if
     * their number is another, or if it ends in sigmoids. One that ends in as many values without an activation gets a softmax. Every
     * other gets {@code Dense(labels, activation='softmax')}, with {@code Flatten()} before it where values do not stand in
     * one row.
     */
    public ScriptOptions labels(int count) {
        if (count < 2) {
            throw new NnException("a model tells at least 2 labels apart, got " + count);
        }
        this.labels = OptionalInt.of(count);
        return this;
    }

    /** How many characters a text may have; 65,536 unless told. */
    public ScriptOptions maxCharacters(int count) {
        this.maxCharacters = positive("characters", count);
        return this;
    }

    /**
     * How many layers there may be; 1,000 unless told. Each use of a layer counts, and those inside a model as often as
     * the model is used.
     */
    public ScriptOptions maxLayers(int count) {
        this.maxLayers = positive("layers", count);
        return this;
    }

    /** How deep brackets, and models, may stand inside each other; 20 unless told, and 50 at most. */
    public ScriptOptions maxNesting(int depth) {
        this.maxNesting = Math.min(50, positive("levels", depth));
        return this;
    }

    /** How many numbers the weights may have in all; 500 million unless told. */
    public ScriptOptions maxParameters(long count) {
        if (count < 1) {
            throw new NnException("a limit is at least 1, got " + count + " parameters");
        }
        this.maxParameters = count;
        return this;
    }

    private static int positive(String what, int count) {
        if (count < 1) {
            throw new NnException("a limit is at least 1, got " + count + " " + what);
        }
        return count;
    }
}
