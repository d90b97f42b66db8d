package dev.glimpse.zoo.architecture;

import static dev.glimpse.nn.layer.Layers.averagePooling2d;
import static dev.glimpse.nn.layer.Layers.concatenate;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.globalMaxPooling2d;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.zeroPadding2d;

import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Node;
import java.util.List;

/**
 * DenseNet121: each block adds 32 channels to all that came before it in its stack.
 *
 * @param blocks how many each of the four stacks has
 * @see <a href="https://arxiv.org/abs/1608.06993">Huang, Liu, van der Maaten, Weinberger: Densely Connected Networks</a>
 */
record DenseNet(List<Integer> blocks) implements Blueprint {

    static final DenseNet DENSENET121 = new DenseNet(List.of(6, 12, 24, 16));

    private static final int GROWTH = 32;

    @Override
    public Node features(Node picture) {
        Node x = zeroPadding2d(3).on(picture);
        x = conv2d(64, 7).stride(2).noBias().named("conv1_conv").on(x);
        x = ResNet.relu(ResNet.normalized(x, "conv1_bn"), "conv1_relu");
        x = zeroPadding2d(1).on(x);
        x = maxPooling2d(3).stride(2).named("pool1").on(x);
        for (int stack = 0; stack < blocks.size(); stack++) {
            for (int block = 1; block <= blocks.get(stack); block++) {
                x = block(x, "conv" + (stack + 2) + "_block" + block);
            }
            if (stack < blocks.size() - 1) {
                x = transition(x, "pool" + (stack + 2));
            }
        }
        return ResNet.relu(ResNet.normalized(x, "bn"), "relu");
    }

    private static Node block(Node x, String name) {
        Node y = ResNet.relu(ResNet.normalized(x, name + "_0_bn"), name + "_0_relu");
        y = conv2d(4 * GROWTH, 1).noBias().named(name + "_1_conv").on(y);
        y = ResNet.relu(ResNet.normalized(y, name + "_1_bn"), name + "_1_relu");
        y = conv2d(GROWTH, 3).same().noBias().named(name + "_2_conv").on(y);
        return concatenate().axis(3).named(name + "_concat").on(x, y);
    }

    /** Halves height, width and channels. */
    private static Node transition(Node x, String name) {
        Node y = ResNet.relu(ResNet.normalized(x, name + "_bn"), name + "_relu");
        y = conv2d(x.shape().size(2) / 2, 1).noBias().named(name + "_conv").on(y);
        return averagePooling2d(2).named(name + "_pool").on(y);
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
