package dev.glimpse.zoo.architecture;

import static dev.glimpse.nn.layer.Layers.activation;
import static dev.glimpse.nn.layer.Layers.concatenate;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;

import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Node;

/**
 * SqueezeNet 1.1: fire modules, which squeeze with 1×1 convolutions and expand with 1×1 and 3×3 ones side by side. Its top
 * is a convolution.
 *
 * <p>Layers have the names of Caffe's model with {@code _} where that has a slash, which Keras does not allow.
 *
 * @see <a href="https://arxiv.org/abs/1602.07360">Iandola and others: SqueezeNet</a>
 */
record SqueezeNet() implements Blueprint {

    @Override
    public Node features(Node picture) {
        Node x = conv2d(64, 3).stride(2).named("conv1").on(picture);
        x = pooled(ResNet.relu(x, "relu_conv1"), "pool1");
        x = fire(fire(x, 16, "fire2"), 16, "fire3");
        x = pooled(x, "pool3");
        x = fire(fire(x, 32, "fire4"), 32, "fire5");
        x = pooled(x, "pool5");
        x = fire(fire(x, 48, "fire6"), 48, "fire7");
        return fire(fire(x, 64, "fire8"), 64, "fire9");
    }

    private static Node fire(Node x, int squeezed, String name) {
        Node small = conv2d(squeezed, 1).named(name + "_squeeze1x1").on(x);
        small = ResNet.relu(small, name + "_relu_squeeze1x1");
        Node one = conv2d(4 * squeezed, 1).named(name + "_expand1x1").on(small);
        Node three = conv2d(4 * squeezed, 3).same().named(name + "_expand3x3").on(small);
        return concatenate()
                .axis(3)
                .named(name + "_concat")
                .on(ResNet.relu(one, name + "_relu_expand1x1"), ResNet.relu(three, name + "_relu_expand3x3"));
    }

    private static Node pooled(Node x, String name) {
        return maxPooling2d(3).stride(2).named(name).on(x);
    }

    @Override
    public Node classes(Node features, int count) {
        Node x = dropout(0.5).named("drop9").on(features);
        x = ResNet.relu(conv2d(count, 1).named("conv10").on(x), "relu_conv10");
        x = globalAveragePooling2d().on(x);
        return activation(ActivationFunction.SOFTMAX).named("loss").on(x);
    }
}
