package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.Size2;
import java.util.Optional;
import java.util.function.Consumer;

/** How a file is opened: what it leaves open, and what only you know. */
public final class Opening {

    private CustomLayers customLayers = CustomLayers.none();
    private Optional<Size2> inputSize = Optional.empty();

    private Opening() {}

    static Opening with(Consumer<Opening> options) {
        Opening opening = new Opening();
        options.accept(opening);
        return opening;
    }

    /** Layers of your own that the file may have. */
    public Opening customLayers(CustomLayers layers) {
        this.customLayers = layers;
        return this;
    }

    /**
     * The height and width of the pictures, for a model that takes any: Keras's {@code (None, None, 3)}. A model that says
     * which size it takes keeps it.
     */
    public Opening inputSize(int height, int width) {
        this.inputSize = Optional.of(new Size2(height, width));
        return this;
    }

    CustomLayers customLayers() {
        return customLayers;
    }

    Optional<Size2> inputSize() {
        return inputSize;
    }
}
