package dev.glimpse.zoo.architecture;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.LayerInfo;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.tensor.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A network of Keras's applications, or SqueezeNet, for pictures in colour of any size that it can take.
 *
 * @param word its name in files and on the command line, such as {@code mobilenet_v2} or {@code mobilenet_v2_0.35}
 * @param usualSize height and width that its weights were trained with
 * @param leastSize the smallest height and width that Keras allows
 * @see <a href="https://keras.io/api/applications/">Keras applications</a>
 */
public record KnownNetwork(String word, int usualSize, int leastSize, Blueprint blueprint) {

    private static final int CHANNELS = 3;

    private static final List<KnownNetwork> ALL = List.of(
            new KnownNetwork("vgg16", 224, 32, Vgg.VGG16),
            new KnownNetwork("vgg19", 224, 32, Vgg.VGG19),
            new KnownNetwork("resnet50", 224, 32, ResNet.RESNET50),
            new KnownNetwork("resnet101", 224, 32, ResNet.RESNET101),
            new KnownNetwork("resnet50_v2", 224, 32, ResNetV2.RESNET50V2),
            new KnownNetwork("xception", 299, 71, new Xception()),
            new KnownNetwork("inception_v3", 299, 75, new InceptionV3()),
            new KnownNetwork("mobilenet", 224, 32, new MobileNet(1)),
            new KnownNetwork("mobilenet_0.75", 224, 32, new MobileNet(0.75)),
            new KnownNetwork("mobilenet_0.5", 224, 32, new MobileNet(0.5)),
            new KnownNetwork("mobilenet_0.25", 224, 32, new MobileNet(0.25)),
            new KnownNetwork("mobilenet_v2", 224, 32, new MobileNetV2(1)),
            new KnownNetwork("mobilenet_v2_1.4", 224, 32, new MobileNetV2(1.4)),
            new KnownNetwork("mobilenet_v2_1.3", 224, 32, new MobileNetV2(1.3)),
            new KnownNetwork("mobilenet_v2_0.75", 224, 32, new MobileNetV2(0.75)),
            new KnownNetwork("mobilenet_v2_0.5", 224, 32, new MobileNetV2(0.5)),
            new KnownNetwork("mobilenet_v2_0.35", 224, 32, new MobileNetV2(0.35)),
            new KnownNetwork("mobilenet_v3_small", 224, 32, MobileNetV3.SMALL),
            new KnownNetwork("mobilenet_v3_large", 224, 32, MobileNetV3.LARGE),
            new KnownNetwork("efficientnet_b0", 224, 32, new EfficientNet()),
            new KnownNetwork("densenet121", 224, 32, DenseNet.DENSENET121),
            new KnownNetwork("squeezenet", 227, 32, new SqueezeNet()));

    /** All of them. */
    public static List<KnownNetwork> all() {
        return ALL;
    }

    /** The network of a name, in whatever case and with hyphens or underscores. */
    public static Optional<KnownNetwork> named(String name) {
        String plain = plain(name);
        return ALL.stream().filter(network -> plain(network.word).equals(plain)).findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** The network for pictures of its usual size. */
    public Architecture architecture(Ending ending) {
        return architecture(Size2.square(usualSize), ending);
    }

    /**
     * The network for pictures of a size.
     *
     * @throws NnException if the size is too small for it
     */
    public Architecture architecture(Size2 size, Ending ending) {
        if (size.height() < leastSize || size.width() < leastSize) {
            throw new NnException(word + " takes pictures of at least " + leastSize + "x" + leastSize + ", got "
                    + size.height() + "x" + size.width());
        }
        return blueprint
                .architecture(Shape.of(size.height(), size.width(), CHANNELS), ending)
                .with(LayerInfo.DEFAULT.named(word));
    }
}
