package dev.glimpse.zoo.architecture;

import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.globalMaxPooling2d;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.zeroPadding2d;

import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Node;
import java.util.List;

/**
 * ResNet50V2: normalization and ReLU stand before each convolution, and the last block of a stack has the stride.
 *
 * @param blocks how many each of the four stacks has
 * @see <a href="https://arxiv.org/abs/1603.05027">He, Zhang, Ren, Sun: Identity Mappings in Deep Residual Networks</a>
 */
record ResNetV2(List<Integer> blocks) implements Blueprint {

    static final ResNetV2 RESNET50V2 = new ResNetV2(List.of(3, 4, 6, 3));

    @Override
    public Node features(Node picture) {
        Node x = zeroPadding2d(3).named("conv1_pad").on(picture);
        x = conv2d(64, 7).stride(2).named("conv1_conv").on(x);
        x = ResNet.pooled(x);
        int filters = 64;
        for (int stack = 0; stack < blocks.size(); stack++) {
            int last = blocks.get(stack);
            int lastStride = stack == blocks.size() - 1 ? 1 : 2;
            for (int block = 1; block <= last; block++) {
                x = block(
                        x,
                        filters,
                        block == last ? lastStride : 1,
                        block == 1,
                        "conv" + (stack + 2) + "_block" + block);
            }
            filters *= 2;
        }
        return ResNet.relu(ResNet.normalized(x, "post_bn"), "post_relu");
    }

    private static Node block(Node x, int filters, int stride, boolean widens, String name) {
        Node ready = ResNet.relu(ResNet.normalized(x, name + "_preact_bn"), name + "_preact_relu");
        Node shortcut = x;
        if (widens) {
            shortcut = conv2d(4 * filters, 1)
                    .stride(stride)
                    .named(name + "_0_conv")
                    .on(ready);
        } else if (stride > 1) {
            shortcut = maxPooling2d(1).stride(stride).on(x);
        }
        Node y = conv2d(filters, 1).noBias().named(name + "_1_conv").on(ready);
        y = ResNet.relu(ResNet.normalized(y, name + "_1_bn"), name + "_1_relu");
        y = zeroPadding2d(1).named(name + "_2_pad").on(y);
        y = conv2d(filters, 3).stride(stride).noBias().named(name + "_2_conv").on(y);
        y = ResNet.relu(ResNet.normalized(y, name + "_2_bn"), name + "_2_relu");
        y = conv2d(4 * filters, 1).named(name + "_3_conv").on(y);
        return add().named(name + "_out").on(shortcut, y);
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
