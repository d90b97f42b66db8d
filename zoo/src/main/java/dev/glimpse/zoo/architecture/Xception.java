package dev.glimpse.zoo.architecture;

import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.separableConv2d;

import dev.glimpse.nn.layer.Node;

/**
 * Xception: separable convolutions in blocks with shortcuts.
 *
 * <p>The convolutions of the shortcuts, their normalizations and the sums have no names of their own in Keras, only
 * numbers in the order in which they are made.
 *
 * @see <a href="https://arxiv.org/abs/1610.02357">Chollet: Xception</a>
 */
record Xception() implements Blueprint {

    @Override
    public Node features(Node picture) {
        Numbered names = new Numbered();
        Node x = conv2d(32, 3).stride(2).noBias().named("block1_conv1").on(picture);
        x = ResNet.relu(normalized(x, "block1_conv1_bn"), "block1_conv1_act");
        x = conv2d(64, 3).noBias().named("block1_conv2").on(x);
        x = ResNet.relu(normalized(x, "block1_conv2_bn"), "block1_conv2_act");

        Node shortcut = shortcut(x, 128, names);
        x = separable(x, 128, "block2_sepconv1");
        x = ResNet.relu(x, "block2_sepconv2_act");
        x = separable(x, 128, "block2_sepconv2");
        x = joined(x, shortcut, "block2", names);
        x = narrowing(x, 256, 256, "block3", names);
        x = narrowing(x, 728, 728, "block4", names);
        for (int block = 5; block <= 12; block++) {
            x = middle(x, "block" + block, names);
        }
        x = narrowing(x, 728, 1024, "block13", names);

        x = ResNet.relu(separable(x, 1536, "block14_sepconv1"), "block14_sepconv1_act");
        return ResNet.relu(separable(x, 2048, "block14_sepconv2"), "block14_sepconv2_act");
    }

    /** A block that halves height and width. */
    private static Node narrowing(Node x, int first, int second, String name, Numbered names) {
        Node shortcut = shortcut(x, second, names);
        Node y = separable(ResNet.relu(x, name + "_sepconv1_act"), first, name + "_sepconv1");
        y = separable(ResNet.relu(y, name + "_sepconv2_act"), second, name + "_sepconv2");
        return joined(y, shortcut, name, names);
    }

    private static Node joined(Node x, Node shortcut, String name, Numbered names) {
        Node pooled = maxPooling2d(3).stride(2).same().named(name + "_pool").on(x);
        return add().named(names.next("add")).on(pooled, shortcut);
    }

    private static Node middle(Node x, String name, Numbered names) {
        Node y = x;
        for (int i = 1; i <= 3; i++) {
            String convolution = name + "_sepconv" + i;
            y = separable(ResNet.relu(y, convolution + "_act"), 728, convolution);
        }
        return add().named(names.next("add")).on(y, x);
    }

    private static Node shortcut(Node x, int filters, Numbered names) {
        Node y = conv2d(filters, 1)
                .stride(2)
                .same()
                .noBias()
                .named(names.next("conv2d"))
                .on(x);
        return normalized(y, names.next("batch_normalization"));
    }

    private static Node separable(Node x, int filters, String name) {
        Node y = separableConv2d(filters, 3).same().noBias().named(name).on(x);
        return normalized(y, name + "_bn");
    }

    private static Node normalized(Node x, String name) {
        return batchNormalization().named(name).on(x);
    }
}
