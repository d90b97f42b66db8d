package dev.glimpse.zoo.architecture;

import static dev.glimpse.nn.layer.Layers.activation;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.depthwiseConv2d;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.relu;
import static dev.glimpse.nn.layer.Layers.reshape;
import static dev.glimpse.nn.layer.Layers.zeroPadding2d;

import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Margins;
import dev.glimpse.nn.layer.Node;

/**
 * MobileNet: depthwise and pointwise convolutions in turn. Its top is a convolution.
 *
 * @param alpha the share of the channels of the full network: 0.25, 0.5, 0.75 or 1
 * @see <a href="https://arxiv.org/abs/1704.04861">Howard and others: MobileNets</a>
 */
record MobileNet(double alpha) implements Blueprint {

    /** The channels that each block gives, and its stride. */
    private static final int[][] BLOCKS = {
        {64, 1}, {128, 2}, {128, 1}, {256, 2}, {256, 1}, {512, 2}, {512, 1}, {512, 1}, {512, 1}, {512, 1}, {512, 1},
        {1024, 2}, {1024, 1}
    };

    @Override
    public Node features(Node picture) {
        Node x = conv2d((int) (32 * alpha), 3)
                .stride(2)
                .same()
                .noBias()
                .named("conv1")
                .on(picture);
        x = relu6(normalized(x, "conv1_bn"), "conv1_relu");
        for (int i = 0; i < BLOCKS.length; i++) {
            x = block(x, (int) (BLOCKS[i][0] * alpha), BLOCKS[i][1], i + 1);
        }
        return x;
    }

    private static Node block(Node x, int filters, int stride, int number) {
        String depthwise = "conv_dw_" + number;
        Node y = stride == 1
                ? depthwiseConv2d(3).same().noBias().named(depthwise).on(x)
                : depthwiseConv2d(3)
                        .stride(stride)
                        .noBias()
                        .named(depthwise)
                        .on(zeroPadding2d(new Margins(0, 1, 0, 1))
                                .named("conv_pad_" + number)
                                .on(x));
        y = relu6(normalized(y, depthwise + "_bn"), depthwise + "_relu");
        String pointwise = "conv_pw_" + number;
        y = conv2d(filters, 1).same().noBias().named(pointwise).on(y);
        return relu6(normalized(y, pointwise + "_bn"), pointwise + "_relu");
    }

    private static Node normalized(Node x, String name) {
        return batchNormalization().named(name).on(x);
    }

    static Node relu6(Node x, String name) {
        return relu().maxValue(6).named(name).on(x);
    }

    @Override
    public Node classes(Node features, int count) {
        Node x = globalAveragePooling2d().keepDims().on(features);
        x = dropout(1e-3).named("dropout").on(x);
        x = conv2d(count, 1).same().named("conv_preds").on(x);
        x = reshape(count).named("reshape_2").on(x);
        return activation(ActivationFunction.SOFTMAX).named("predictions").on(x);
    }
}
