package dev.glimpse.zoo.architecture;

import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;

import dev.glimpse.nn.layer.Node;
import java.util.List;

/**
 * VGG16 and VGG19: blocks of 3×3 convolutions with max-poolings between them.
 *
 * @param convolutions how many each of the five blocks has
 * @see <a href="https://arxiv.org/abs/1409.1556">Simonyan, Zisserman: Very Deep Convolutional Networks</a>
 */
record Vgg(List<Integer> convolutions) implements Blueprint {

    private static final List<Integer> FILTERS = List.of(64, 128, 256, 512, 512);

    static final Vgg VGG16 = new Vgg(List.of(2, 2, 3, 3, 3));
    static final Vgg VGG19 = new Vgg(List.of(2, 2, 4, 4, 4));

    @Override
    public Node features(Node picture) {
        Node x = picture;
        for (int block = 0; block < convolutions.size(); block++) {
            String name = "block" + (block + 1) + "_";
            for (int i = 1; i <= convolutions.get(block); i++) {
                x = conv2d(FILTERS.get(block), 3)
                        .same()
                        .relu()
                        .named(name + "conv" + i)
                        .on(x);
            }
            x = maxPooling2d(2).named(name + "pool").on(x);
        }
        return x;
    }

    @Override
    public Node classes(Node features, int count) {
        Node x = flatten().named("flatten").on(features);
        x = dense(4096).relu().named("fc1").on(x);
        x = dense(4096).relu().named("fc2").on(x);
        return Blueprint.predictions(x, count);
    }
}
