package dev.glimpse.zoo.architecture;

import static dev.glimpse.nn.layer.Layers.activation;
import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.depthwiseConv2d;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.globalMaxPooling2d;
import static dev.glimpse.nn.layer.Layers.multiply;
import static dev.glimpse.nn.layer.Layers.normalization;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static dev.glimpse.nn.layer.Layers.reshape;
import static dev.glimpse.nn.layer.Layers.zeroPadding2d;

import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Initializer;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Node;
import java.util.List;
import java.util.Optional;

/**
 * EfficientNetB0: widening blocks with squeeze-and-excitation, in proportions that a search found. It scales pixels itself.
 *
 * @see <a href="https://arxiv.org/abs/1905.11946">Tan, Le: EfficientNet</a>
 */
record EfficientNet() implements Blueprint {

    /** Blocks of one kind in a row; the stride is that of the first. */
    private record Stage(int kernel, int repeats, int filters, int expansion, int stride) {}

    private static final List<Stage> STAGES = List.of(
            new Stage(3, 1, 16, 1, 1),
            new Stage(3, 2, 24, 6, 2),
            new Stage(5, 2, 40, 6, 2),
            new Stage(3, 3, 80, 6, 2),
            new Stage(5, 3, 112, 6, 1),
            new Stage(5, 4, 192, 6, 2),
            new Stage(3, 1, 320, 6, 1));

    private static final int BLOCKS = STAGES.stream().mapToInt(Stage::repeats).sum();
    private static final double MOST_DROPPED = 0.2;
    private static final double[] IMAGENET_DEVIATION = {0.229, 0.224, 0.225};

    private static final Initializer FAN_OUT = new Initializer.VarianceScaling(
            2, Initializer.Mode.FAN_OUT, Initializer.Distribution.TRUNCATED_NORMAL, Optional.empty());
    private static final Initializer LAST = new Initializer.VarianceScaling(
            1 / 3.0, Initializer.Mode.FAN_OUT, Initializer.Distribution.UNIFORM, Optional.empty());

    @Override
    public Node features(Node picture) {
        Node x = rescaling(1 / 255.0).on(picture);
        x = normalization().axes(3).on(x);
        // What the published weights were trained with, and Keras adds for them: a division by the roots.
        x = rescaling(root(0), root(1), root(2)).on(x);
        x = zeroPadding2d(Channels.beforeStride(x.shape(), 3))
                .named("stem_conv_pad")
                .on(x);
        x = conv2d(32, 3)
                .stride(2)
                .noBias()
                .kernelInitializer(FAN_OUT)
                .named("stem_conv")
                .on(x);
        x = swish(normalized(x, "stem_bn"), "stem_activation");
        int number = 0;
        for (int stage = 0; stage < STAGES.size(); stage++) {
            for (int i = 0; i < STAGES.get(stage).repeats(); i++) {
                String name = "block" + (stage + 1) + (char) ('a' + i);
                x = block(
                        x,
                        STAGES.get(stage),
                        i == 0 ? STAGES.get(stage).stride() : 1,
                        MOST_DROPPED * number / BLOCKS,
                        name);
                number++;
            }
        }
        x = pointwise(x, 1280, "top_conv");
        return swish(normalized(x, "top_bn"), "top_activation");
    }

    private static double root(int channel) {
        return 1 / Math.sqrt(IMAGENET_DEVIATION[channel]);
    }

    private static Node block(Node x, Stage stage, int stride, double dropped, String name) {
        int channels = x.shape().size(2);
        int inside = channels * stage.expansion();
        Node y = x;
        if (stage.expansion() != 1) {
            y = pointwise(y, inside, name + "_expand_conv");
            y = swish(normalized(y, name + "_expand_bn"), name + "_expand_activation");
        }
        var depthwise = depthwiseConv2d(stage.kernel())
                .noBias()
                .kernelInitializer(FAN_OUT)
                .named(name + "_dwconv");
        y = stride == 1
                ? depthwise.same().on(y)
                : depthwise
                        .stride(stride)
                        .on(zeroPadding2d(Channels.beforeStride(y.shape(), stage.kernel()))
                                .named(name + "_dwconv_pad")
                                .on(y));
        y = swish(normalized(y, name + "_bn"), name + "_activation");
        y = multiply().named(name + "_se_excite").on(y, attention(y, channels, inside, name));
        y = normalized(pointwise(y, stage.filters(), name + "_project_conv"), name + "_project_bn");
        if (stride > 1 || channels != stage.filters()) {
            return y;
        }
        if (dropped > 0) {
            y = dropout(dropped).noiseShape(1, 1, 1).named(name + "_drop").on(y);
        }
        return add().named(name + "_add").on(y, x);
    }

    /** What each channel is worth, by what the whole picture shows. */
    private static Node attention(Node x, int channels, int inside, String name) {
        Node weights = globalAveragePooling2d().named(name + "_se_squeeze").on(x);
        weights = reshape(1, 1, inside).named(name + "_se_reshape").on(weights);
        weights = conv2d(channels / 4, 1)
                .same()
                .silu()
                .kernelInitializer(FAN_OUT)
                .named(name + "_se_reduce")
                .on(weights);
        return conv2d(inside, 1)
                .same()
                .sigmoid()
                .kernelInitializer(FAN_OUT)
                .named(name + "_se_expand")
                .on(weights);
    }

    private static Node pointwise(Node x, int filters, String name) {
        return conv2d(filters, 1)
                .same()
                .noBias()
                .kernelInitializer(FAN_OUT)
                .named(name)
                .on(x);
    }

    private static Node normalized(Node x, String name) {
        return batchNormalization().axis(3).named(name).on(x);
    }

    private static Node swish(Node x, String name) {
        return activation(ActivationFunction.SILU).named(name).on(x);
    }

    @Override
    public Node classes(Node features, int count) {
        Node x = globalAveragePooling2d().named("avg_pool").on(features);
        x = dropout(MOST_DROPPED).named("top_dropout").on(x);
        return dense(count)
                .softmax()
                .kernelInitializer(LAST)
                .named("predictions")
                .on(x);
    }

    @Override
    public Layer averagePooling() {
        return globalAveragePooling2d().named("avg_pool");
    }

    @Override
    public Layer maxPooling() {
        return globalMaxPooling2d().named("max_pool");
    }
}
