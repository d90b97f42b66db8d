package dev.glimpse.zoo.architecture;

import static dev.glimpse.nn.layer.Layers.activation;
import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.depthwiseConv2d;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.globalMaxPooling2d;
import static dev.glimpse.nn.layer.Layers.multiply;
import static dev.glimpse.nn.layer.Layers.relu;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static dev.glimpse.nn.layer.Layers.zeroPadding2d;

import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Node;
import java.util.List;

/**
 * MobileNetV3, Small and Large: MobileNetV2's blocks with squeeze-and-excitation and hard-swish, as a search found them. It
 * scales pixels itself.
 *
 * @param blocks in their order
 * @param lastChannels the outputs of the layer before the classes
 * @see <a href="https://arxiv.org/abs/1905.02244">Howard and others: Searching for MobileNetV3</a>
 */
record MobileNetV3(List<Block> blocks, int lastChannels) implements Blueprint {

    /** Whether a block weighs its channels by what the whole picture shows. */
    private enum Attention {
        NONE,
        SQUEEZE
    }

    /**
     * One block.
     *
     * @param expansion how many times as many channels it has inside
     * @param filters the channels that it gives
     * @param kernel the size of its depthwise convolution
     */
    private record Block(
            double expansion, int filters, int kernel, int stride, Attention attention, ActivationFunction function) {}

    private static final ActivationFunction RELU = ActivationFunction.RELU;
    private static final ActivationFunction SWISH = ActivationFunction.HARD_SILU;

    static final MobileNetV3 SMALL = new MobileNetV3(
            List.of(
                    new Block(1, 16, 3, 2, Attention.SQUEEZE, RELU),
                    new Block(72.0 / 16, 24, 3, 2, Attention.NONE, RELU),
                    new Block(88.0 / 24, 24, 3, 1, Attention.NONE, RELU),
                    new Block(4, 40, 5, 2, Attention.SQUEEZE, SWISH),
                    new Block(6, 40, 5, 1, Attention.SQUEEZE, SWISH),
                    new Block(6, 40, 5, 1, Attention.SQUEEZE, SWISH),
                    new Block(3, 48, 5, 1, Attention.SQUEEZE, SWISH),
                    new Block(3, 48, 5, 1, Attention.SQUEEZE, SWISH),
                    new Block(6, 96, 5, 2, Attention.SQUEEZE, SWISH),
                    new Block(6, 96, 5, 1, Attention.SQUEEZE, SWISH),
                    new Block(6, 96, 5, 1, Attention.SQUEEZE, SWISH)),
            1024);

    static final MobileNetV3 LARGE = new MobileNetV3(
            List.of(
                    new Block(1, 16, 3, 1, Attention.NONE, RELU),
                    new Block(4, 24, 3, 2, Attention.NONE, RELU),
                    new Block(3, 24, 3, 1, Attention.NONE, RELU),
                    new Block(3, 40, 5, 2, Attention.SQUEEZE, RELU),
                    new Block(3, 40, 5, 1, Attention.SQUEEZE, RELU),
                    new Block(3, 40, 5, 1, Attention.SQUEEZE, RELU),
                    new Block(6, 80, 3, 2, Attention.NONE, SWISH),
                    new Block(2.5, 80, 3, 1, Attention.NONE, SWISH),
                    new Block(2.3, 80, 3, 1, Attention.NONE, SWISH),
                    new Block(2.3, 80, 3, 1, Attention.NONE, SWISH),
                    new Block(6, 112, 3, 1, Attention.SQUEEZE, SWISH),
                    new Block(6, 112, 3, 1, Attention.SQUEEZE, SWISH),
                    new Block(6, 160, 5, 2, Attention.SQUEEZE, SWISH),
                    new Block(6, 160, 5, 1, Attention.SQUEEZE, SWISH),
                    new Block(6, 160, 5, 1, Attention.SQUEEZE, SWISH)),
            1280);

    @Override
    public Node features(Node picture) {
        Node x = rescaling(1 / 127.5).offset(-1).on(picture);
        x = conv2d(16, 3).stride(2).same().noBias().named("conv").on(x);
        x = applied(SWISH, normalized(x, "conv_bn"));
        for (int i = 0; i < blocks.size(); i++) {
            x = block(x, blocks.get(i), i);
        }
        int channels = Channels.rounded(x.shape().size(2) * 6.0);
        x = conv2d(channels, 1).same().noBias().named("conv_1").on(x);
        return applied(SWISH, normalized(x, "conv_1_bn"));
    }

    private static Node block(Node x, Block block, int number) {
        String name = number == 0 ? "expanded_conv_" : "expanded_conv_" + number + "_";
        int channels = x.shape().size(2);
        int inside = Channels.rounded(channels * block.expansion());
        Node y = x;
        if (number > 0) {
            y = conv2d(inside, 1).same().noBias().named(name + "expand").on(y);
            y = applied(block.function(), normalized(y, name + "expand_bn"));
        }
        y = block.stride() == 1
                ? depthwiseConv2d(block.kernel())
                        .same()
                        .noBias()
                        .named(name + "depthwise")
                        .on(y)
                : depthwiseConv2d(block.kernel())
                        .stride(block.stride())
                        .noBias()
                        .named(name + "depthwise")
                        .on(zeroPadding2d(Channels.beforeStride(y.shape(), block.kernel()))
                                .named(name + "depthwise_pad")
                                .on(y));
        y = applied(block.function(), normalized(y, name + "depthwise_bn"));
        y = switch (block.attention()) {
            case NONE -> y;
            case SQUEEZE -> squeezed(y, inside, name + "squeeze_excite_");
        };
        y = conv2d(block.filters(), 1).same().noBias().named(name + "project").on(y);
        y = normalized(y, name + "project_bn");
        return block.stride() == 1 && channels == block.filters()
                ? add().named(name + "add").on(x, y)
                : y;
    }

    private static Node squeezed(Node x, int channels, String name) {
        Node weights =
                globalAveragePooling2d().keepDims().named(name + "avg_pool").on(x);
        weights = conv2d(Channels.rounded(channels * 0.25), 1)
                .same()
                .named(name + "conv")
                .on(weights);
        weights = relu().named(name + "relu").on(weights);
        weights = conv2d(channels, 1).same().named(name + "conv_1").on(weights);
        weights = activation(ActivationFunction.HARD_SIGMOID).on(weights);
        return multiply().named(name + "mul").on(x, weights);
    }

    private static Node applied(ActivationFunction function, Node x) {
        return activation(function).on(x);
    }

    private static Node normalized(Node x, String name) {
        return batchNormalization().momentum(0.999).named(name).on(x);
    }

    @Override
    public Node classes(Node features, int count) {
        Node x = globalAveragePooling2d().keepDims().on(features);
        x = applied(SWISH, conv2d(lastChannels, 1).same().named("conv_2").on(x));
        x = dropout(0.2).on(x);
        x = conv2d(count, 1).same().named("logits").on(x);
        return activation(ActivationFunction.SOFTMAX)
                .named("predictions")
                .on(flatten().on(x));
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
