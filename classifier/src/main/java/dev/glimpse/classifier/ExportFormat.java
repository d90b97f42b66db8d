package dev.glimpse.classifier;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** A kind of file that other programs open, into which a model can be written. */
public enum ExportFormat {
    /** Keras 3's own: layers, weights, optimizer, and what Glimpse knows besides. */
    KERAS("keras", ".keras"),
    /** What Keras 1 and 2 wrote, and Keras 3 still opens: layers, weights, optimizer. */
    H5("h5", ".h5"),
    /**
     * Weights alone, for {@code model.load_weights}: in a file that ends in {@code .weights.h5} as Keras 3 writes them, in one
     * that ends in {@code .h5} as Keras 1 and 2 did. Keras goes by these endings.
     */
    WEIGHTS_H5("weights-h5", ".weights.h5"),
    /** Layers alone, as {@code model.to_json} gives them. */
    KERAS_JSON("keras-json", ".json"),
    /** Python code that builds the layers, loads the weights beside it and prepares pictures. */
    PYTHON("python", ".py"),
    /** Layers and weights for prediction, as many runtimes open them. */
    ONNX("onnx", ".onnx");

    private final String word;
    private final String ending;

    ExportFormat(String word, String ending) {
        this.word = word;
        this.ending = ending;
    }

    /** The name users give it by, such as {@code weights-h5}. */
    public String word() {
        return word;
    }

    /** How names of such files usually end, such as {@code .weights.h5}. */
    public String ending() {
        return ending;
    }

    /** The format with this name, if there is one. */
    public static Optional<ExportFormat> named(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst();
    }

    /** The format that the ending of a file's name stands for, if it is one of these. */
    public static Optional<ExportFormat> of(Path file) {
        return Arrays.stream(values())
                .filter(format -> format.fits(file))
                .max(Comparator.comparingInt(
                        format -> file.toString().endsWith(format.ending) ? format.ending.length() : 0));
    }

    /** Whether a file's name ends as this format's may. */
    boolean fits(Path file) {
        String name = file.getFileName().toString();
        boolean hdf5 = name.endsWith(".h5") || name.endsWith(".hdf5");
        return switch (this) {
            case H5 -> hdf5 && !name.endsWith(WEIGHTS_H5.ending);
            case WEIGHTS_H5 -> hdf5;
            case KERAS, KERAS_JSON, PYTHON, ONNX -> name.endsWith(ending);
        };
    }
}
