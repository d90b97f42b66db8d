package dev.glimpse.zoo.architecture;

import static dev.glimpse.nn.layer.Layers.activation;
import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.globalMaxPooling2d;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.zeroPadding2d;

import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Node;
import java.util.List;

/**
 * ResNet50 and ResNet101: bottleneck blocks with shortcuts around them. The stride is that of a block's first convolution.
 *
 * @param blocks how many each of the four stacks has
 * @see <a href="https://arxiv.org/abs/1512.03385">He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition</a>
 */
record ResNet(List<Integer> blocks) implements Blueprint {

    static final ResNet RESNET50 = new ResNet(List.of(3, 4, 6, 3));
    static final ResNet RESNET101 = new ResNet(List.of(3, 4, 23, 3));

    /** Keras's, in both versions of the family and in DenseNet. */
    static final double EPSILON = 1.001e-5;

    @Override
    public Node features(Node picture) {
        Node x = zeroPadding2d(3).named("conv1_pad").on(picture);
        x = conv2d(64, 7).stride(2).named("conv1_conv").on(x);
        x = relu(normalized(x, "conv1_bn"), "conv1_relu");
        x = pooled(x);
        int filters = 64;
        for (int stack = 0; stack < blocks.size(); stack++) {
            for (int block = 1; block <= blocks.get(stack); block++) {
                String name = "conv" + (stack + 2) + "_block" + block;
                x = block == 1 ? widening(x, filters, stack == 0 ? 1 : 2, name) : bottleneck(x, x, filters, 1, name);
            }
            filters *= 2;
        }
        return x;
    }

    /** A block whose shortcut is a convolution, because the shape changes. */
    private static Node widening(Node x, int filters, int stride, String name) {
        Node shortcut =
                conv2d(4 * filters, 1).stride(stride).named(name + "_0_conv").on(x);
        return bottleneck(x, normalized(shortcut, name + "_0_bn"), filters, stride, name);
    }

    private static Node bottleneck(Node x, Node shortcut, int filters, int stride, String name) {
        Node y = conv2d(filters, 1).stride(stride).named(name + "_1_conv").on(x);
        y = relu(normalized(y, name + "_1_bn"), name + "_1_relu");
        y = conv2d(filters, 3).same().named(name + "_2_conv").on(y);
        y = relu(normalized(y, name + "_2_bn"), name + "_2_relu");
        y = conv2d(4 * filters, 1).named(name + "_3_conv").on(y);
        y = normalized(y, name + "_3_bn");
        return relu(add().named(name + "_add").on(shortcut, y), name + "_out");
    }

    static Node pooled(Node x) {
        Node padded = zeroPadding2d(1).named("pool1_pad").on(x);
        return maxPooling2d(3).stride(2).named("pool1_pool").on(padded);
    }

    static Node normalized(Node x, String name) {
        return batchNormalization().axis(3).epsilon(EPSILON).named(name).on(x);
    }

    static Node relu(Node x, String name) {
        return activation(ActivationFunction.RELU).named(name).on(x);
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
