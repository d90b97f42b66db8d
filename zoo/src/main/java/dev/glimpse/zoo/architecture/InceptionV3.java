package dev.glimpse.zoo.architecture;

import static dev.glimpse.nn.layer.Layers.averagePooling2d;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.concatenate;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;

import dev.glimpse.nn.layer.Conv2D;
import dev.glimpse.nn.layer.Node;
import dev.glimpse.nn.layer.Size2;

/**
 * InceptionV3: branches of small and one-sided convolutions side by side.
 *
 * <p>Most layers have no names of their own in Keras, only numbers in the order in which they are made.
 *
 * @see <a href="https://arxiv.org/abs/1512.00567">Szegedy and others: Rethinking the Inception Architecture</a>
 */
record InceptionV3() implements Blueprint {

    @Override
    public Node features(Node picture) {
        return new Drawing().features(picture);
    }

    /** One network while it is put together: its numbers grow with each layer. */
    private static final class Drawing {

        private final Numbered names = new Numbered();

        Node features(Node picture) {
            Node x = layers(conv2d(32, 3).stride(2), picture);
            x = layers(conv2d(32, 3), x);
            x = convolution(x, 64, 3, 3);
            x = halved(x);
            x = layers(conv2d(80, 1), x);
            x = layers(conv2d(192, 3), x);
            x = halved(x);
            x = fine(x, 32, "mixed0");
            x = fine(x, 64, "mixed1");
            x = fine(x, 64, "mixed2");
            x = firstReduction(x);
            x = oneSided(x, 128, "mixed4");
            x = oneSided(x, 160, "mixed5");
            x = oneSided(x, 160, "mixed6");
            x = oneSided(x, 192, "mixed7");
            x = secondReduction(x);
            x = wide(x, 0);
            return wide(x, 1);
        }

        private Node fine(Node x, int pooledFilters, String name) {
            Node direct = convolution(x, 64, 1, 1);
            Node five = convolution(convolution(x, 48, 1, 1), 64, 5, 5);
            Node three = convolution(convolution(convolution(x, 64, 1, 1), 96, 3, 3), 96, 3, 3);
            Node pooled = convolution(smoothed(x), pooledFilters, 1, 1);
            return joined(name, direct, five, three, pooled);
        }

        private Node firstReduction(Node x) {
            Node three = layers(conv2d(384, 3).stride(2), x);
            Node twice = convolution(convolution(x, 64, 1, 1), 96, 3, 3);
            twice = layers(conv2d(96, 3).stride(2), twice);
            return joined("mixed3", three, twice, halved(x));
        }

        private Node oneSided(Node x, int filters, String name) {
            Node direct = convolution(x, 192, 1, 1);
            Node once = convolution(convolution(convolution(x, filters, 1, 1), filters, 1, 7), 192, 7, 1);
            Node twice = convolution(convolution(convolution(x, filters, 1, 1), filters, 7, 1), filters, 1, 7);
            twice = convolution(convolution(twice, filters, 7, 1), 192, 1, 7);
            Node pooled = convolution(smoothed(x), 192, 1, 1);
            return joined(name, direct, once, twice, pooled);
        }

        private Node secondReduction(Node x) {
            Node three = layers(conv2d(320, 3).stride(2), convolution(x, 192, 1, 1));
            Node seven = convolution(convolution(convolution(x, 192, 1, 1), 192, 1, 7), 192, 7, 1);
            seven = layers(conv2d(192, 3).stride(2), seven);
            return joined("mixed8", three, seven, halved(x));
        }

        private Node wide(Node x, int number) {
            Node direct = convolution(x, 320, 1, 1);
            Node three = convolution(x, 384, 1, 1);
            Node broad = convolution(three, 384, 1, 3);
            three = joined("mixed9_" + number, broad, convolution(three, 384, 3, 1));
            Node twice = convolution(convolution(x, 448, 1, 1), 384, 3, 3);
            Node twiceBroad = convolution(twice, 384, 1, 3);
            twice = joined(names.next("concatenate"), twiceBroad, convolution(twice, 384, 3, 1));
            Node pooled = convolution(smoothed(x), 192, 1, 1);
            return joined("mixed" + (9 + number), direct, three, twice, pooled);
        }

        private Node halved(Node x) {
            return maxPooling2d(3).stride(2).named(names.next("max_pooling2d")).on(x);
        }

        private Node smoothed(Node x) {
            return averagePooling2d(3)
                    .stride(1)
                    .same()
                    .named(names.next("average_pooling2d"))
                    .on(x);
        }

        private static Node joined(String name, Node first, Node second, Node... others) {
            Node[] all = new Node[2 + others.length];
            all[0] = first;
            all[1] = second;
            System.arraycopy(others, 0, all, 2, others.length);
            return concatenate().axis(3).named(name).on(all);
        }

        private Node convolution(Node x, int filters, int height, int width) {
            return layers(conv2d(filters, new Size2(height, width)).same(), x);
        }

        private Node layers(Conv2D convolution, Node x) {
            Node y = convolution.noBias().named(names.next("conv2d")).on(x);
            y = batchNormalization()
                    .axis(3)
                    .noScale()
                    .named(names.next("batch_normalization"))
                    .on(y);
            return ResNet.relu(y, names.next("activation"));
        }
    }
}
