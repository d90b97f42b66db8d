package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.Size2;
import java.util.Optional;
import java.util.function.Consumer;

/** How a file is opened: what it leaves open, and what only you know. */
public final class FileOptions {

    private CustomLayers customLayers = CustomLayers.none();
    private Optional<Size2> inputSize = Optional.empty();

    private FileOptions() {}

    static FileOptions with(Consumer<FileOptions> options) {
        FileOptions said = new FileOptions();
        options.accept(said);
        return said;
    }

    /** Layers of your own that the file may have. */
    public FileOptions customLayers(CustomLayers layers) {
        this.customLayers = layers;
        return this;
    }

    /**
     * The height and width of the pictures, for a model that takes any: Keras's {@code (None, None, 3)}. A model that says
     * which size it takes keeps it.
     */
    public FileOptions inputSize(int height, int width) {
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
