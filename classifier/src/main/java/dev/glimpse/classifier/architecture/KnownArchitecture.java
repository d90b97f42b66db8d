package dev.glimpse.classifier.architecture;

import static dev.glimpse.nn.layer.Layers.averagePooling2d;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.relu;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.Shape;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A small convolutional network with a name, for pictures of any size it can take and any number of classes. */
public enum KnownArchitecture {
    /**
     * LeNet-5, for digits of 28 by 28 grey pixels.
     *
     * <p>Y. LeCun and others, "Gradient-based learning applied to document recognition", Proceedings of the IEEE 1998, as
     * it is built today: a dense layer in place of its sparse connections and of its Gaussian output.
     */
    LENET(28, 28, 1) {
        @Override
        Sequential build(Shape shape, int classes) {
            return Sequential.of(
                    input(shape),
                    conv2d(6, 5).same().tanh(),
                    averagePooling2d(2),
                    conv2d(16, 5).tanh(),
                    averagePooling2d(2),
                    flatten(),
                    dense(120).tanh(),
                    dense(84).tanh(),
                    dense(classes).softmax());
        }
    },
    /** The network that Keras's well-known example teaches to read digits of 28 by 28 grey pixels. */
    MNIST_CNN(28, 28, 1) {
        @Override
        Sequential build(Shape shape, int classes) {
            return Sequential.of(
                    input(shape),
                    conv2d(32, 3).relu(),
                    conv2d(64, 3).relu(),
                    maxPooling2d(2),
                    dropout(0.25),
                    flatten(),
                    dense(64).relu(),
                    dropout(0.5),
                    dense(classes).softmax());
        }
    },
    /** The network that KerasUI proposes for a new dataset, for pictures of 256 by 256 grey pixels. */
    KERASUI(256, 256, 1) {
        @Override
        Sequential build(Shape shape, int classes) {
            return Sequential.of(
                    input(shape),
                    conv2d(32, 3).relu(),
                    maxPooling2d(2),
                    batchNormalization(),
                    conv2d(64, 3).relu(),
                    maxPooling2d(2),
                    batchNormalization(),
                    conv2d(128, 3).relu(),
                    maxPooling2d(2),
                    batchNormalization(),
                    conv2d(128, 3).relu(),
                    maxPooling2d(2),
                    batchNormalization(),
                    conv2d(64, 3).relu(),
                    maxPooling2d(2),
                    batchNormalization(),
                    dropout(0.2),
                    flatten(),
                    dense(256).relu(),
                    dropout(0.2),
                    dense(64).relu(),
                    dense(classes).softmax());
        }
    },
    /**
     * A network for photographs and drawings of 64 by 64 pixels in colour, quick to teach without a GPU.
     *
     * <p>Its normalization forgets faster than Keras's usual 0.99: that would lag behind in the few hundred steps that a small
     * dataset takes.
     */
    SMALL_CNN(64, 64, 3) {
        @Override
        Sequential build(Shape shape, int classes) {
            return Sequential.of(
                    input(shape),
                    conv2d(16, 3).same().noBias(),
                    batchNormalization().momentum(0.9),
                    relu(),
                    maxPooling2d(2),
                    conv2d(32, 3).same().noBias(),
                    batchNormalization().momentum(0.9),
                    relu(),
                    maxPooling2d(2),
                    conv2d(64, 3).same().noBias(),
                    batchNormalization().momentum(0.9),
                    relu(),
                    maxPooling2d(2),
                    conv2d(64, 3).same().noBias(),
                    batchNormalization().momentum(0.9),
                    relu(),
                    globalAveragePooling2d(),
                    dropout(0.25),
                    dense(classes).softmax());
        }
    };

    private final int height;
    private final int width;
    private final int channels;

    KnownArchitecture(int height, int width, int channels) {
        this.height = height;
        this.width = width;
        this.channels = channels;
    }

    /** The name users ask for it by, such as {@code mnist-cnn}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The shape of the pictures it was made for: height, width, channels. */
    public Shape usualInput() {
        return Shape.of(height, width, channels);
    }

    /** The architecture for the pictures it was made for. */
    public Sequential of(int classes) {
        return of(usualInput(), classes);
    }

    /**
     * The architecture for pictures of another shape.
     *
     * @param shape height, width, channels
     * @param classes the number of labels, at least 2
     * @throws NnException if there are too few classes, or the pictures are too small for its layers
     */
    public Sequential of(Shape shape, int classes) {
        if (classes < 2) {
            throw new NnException(word() + " tells at least 2 classes apart, got " + classes);
        }
        return build(shape, classes).named(name().toLowerCase(Locale.ROOT));
    }

    abstract Sequential build(Shape shape, int classes);

    /** The architecture with this name, if there is one. */
    public static Optional<KnownArchitecture> named(String word) {
        return Arrays.stream(values())
                .filter(known -> known.word().equals(word))
                .findFirst();
    }
}
