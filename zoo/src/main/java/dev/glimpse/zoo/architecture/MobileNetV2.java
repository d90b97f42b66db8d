package dev.glimpse.zoo.architecture;

import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.depthwiseConv2d;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.zeroPadding2d;

import dev.glimpse.nn.layer.Node;

/**
 * MobileNetV2: blocks that widen, look, and narrow again, with shortcuts between the narrow ends.
 *
 * @param alpha the share of the channels of the full network: 0.35, 0.5, 0.75, 1, 1.3 or 1.4
 * @see <a href="https://arxiv.org/abs/1801.04381">Sandler and others: MobileNetV2</a>
 */
record MobileNetV2(double alpha) implements Blueprint {

    /** The channels that each block gives, and its stride. */
    private static final int[][] BLOCKS = {
        {16, 1}, {24, 2}, {24, 1}, {32, 2}, {32, 1}, {32, 1}, {64, 2}, {64, 1}, {64, 1}, {64, 1}, {96, 1}, {96, 1},
        {96, 1}, {160, 2}, {160, 1}, {160, 1}, {320, 1}
    };

    private static final int WIDENING = 6;
    private static final int LAST = 1280;

    @Override
    public Node features(Node picture) {
        Node x = conv2d(Channels.rounded(32 * alpha), 3)
                .stride(2)
                .same()
                .noBias()
                .named("Conv1")
                .on(picture);
        x = MobileNet.relu6(normalized(x, "bn_Conv1"), "Conv1_relu");
        for (int i = 0; i < BLOCKS.length; i++) {
            x = block(x, Channels.rounded((int) (BLOCKS[i][0] * alpha)), BLOCKS[i][1], i);
        }
        int last = alpha > 1 ? Channels.rounded(LAST * alpha) : LAST;
        x = conv2d(last, 1).noBias().named("Conv_1").on(x);
        return MobileNet.relu6(normalized(x, "Conv_1_bn"), "out_relu");
    }

    private static Node block(Node x, int filters, int stride, int number) {
        String name = number == 0 ? "expanded_conv_" : "block_" + number + "_";
        int channels = x.shape().size(2);
        Node y = x;
        if (number > 0) {
            y = conv2d(WIDENING * channels, 1)
                    .same()
                    .noBias()
                    .named(name + "expand")
                    .on(y);
            y = MobileNet.relu6(normalized(y, name + "expand_BN"), name + "expand_relu");
        }
        y = stride == 1
                ? depthwiseConv2d(3).same().noBias().named(name + "depthwise").on(y)
                : depthwiseConv2d(3)
                        .stride(stride)
                        .noBias()
                        .named(name + "depthwise")
                        .on(zeroPadding2d(Channels.beforeStride(y.shape(), 3))
                                .named(name + "pad")
                                .on(y));
        y = MobileNet.relu6(normalized(y, name + "depthwise_BN"), name + "depthwise_relu");
        y = conv2d(filters, 1).same().noBias().named(name + "project").on(y);
        y = normalized(y, name + "project_BN");
        return channels == filters && stride == 1 ? add().named(name + "add").on(x, y) : y;
    }

    private static Node normalized(Node x, String name) {
        return batchNormalization().momentum(0.999).named(name).on(x);
    }

    @Override
    public Node classes(Node features, int count) {
        return Blueprint.predictions(globalAveragePooling2d().on(features), count);
    }
}
