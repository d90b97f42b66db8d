package dev.glimpse.classifier;

import dev.glimpse.nn.layer.Size2;
import dev.glimpse.zoo.architecture.KnownNetwork;
import java.util.Map;

/**
 * How good networks are before anybody has tried them: what they reach on ImageNet's validation pictures.
 *
 * @see <a href="https://keras.io/api/applications/">Keras applications: top-1 accuracy</a>
 */
final class Quality {

    private static final Map<String, Double> TOP_1 = Map.ofEntries(
            Map.entry("xception", 79.0),
            Map.entry("inception_v3", 77.9),
            Map.entry("efficientnet_b0", 77.1),
            Map.entry("resnet101", 76.4),
            Map.entry("resnet50_v2", 76.0),
            Map.entry("mobilenet_v3_large", 75.6),
            Map.entry("densenet121", 75.0),
            Map.entry("resnet50", 74.9),
            Map.entry("mobilenet_v2_1.4", 74.7),
            Map.entry("mobilenet_v2_1.3", 74.4),
            Map.entry("mobilenet_v2", 71.3),
            Map.entry("vgg16", 71.3),
            Map.entry("vgg19", 71.3),
            Map.entry("mobilenet", 70.4),
            Map.entry("mobilenet_v2_0.75", 69.8),
            Map.entry("mobilenet_0.75", 68.4),
            Map.entry("mobilenet_v3_small", 68.1),
            Map.entry("mobilenet_v2_0.5", 65.4),
            Map.entry("mobilenet_0.5", 63.3),
            Map.entry("mobilenet_v2_0.35", 60.3),
            Map.entry("squeezenet", 57.5),
            Map.entry("mobilenet_0.25", 49.8));

    /** One that nobody has measured is taken for a plain one. */
    private static final double UNKNOWN = 60;

    /** What MobileNetV2 loses from 224 to 112, where each side is half as long; the loss goes with the logarithm. */
    private static final double LOST_AT_HALF = 8.5;

    private Quality() {}

    /** An estimate in points of accuracy, for pictures of a size. */
    static double of(KnownNetwork network, Size2 size) {
        double side = Math.sqrt((double) size.height() * size.width());
        double halvings = Math.max(0, Math.log(network.usualSize() / side) / Math.log(2));
        return TOP_1.getOrDefault(network.word(), UNKNOWN) - LOST_AT_HALF * halvings;
    }
}
