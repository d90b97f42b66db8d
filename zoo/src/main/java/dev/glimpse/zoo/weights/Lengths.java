package dev.glimpse.zoo.weights;

import java.util.Map;
import java.util.OptionalLong;

/** How long the published files are, as far as that is known, as Keras's users were shown when they fetched them. */
final class Lengths {

    private static final Map<String, Integer> BYTES = Map.ofEntries(
            Map.entry("vgg16_weights_tf_dim_ordering_tf_kernels.h5", 553_467_096),
            Map.entry("vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5", 58_889_256),
            Map.entry("vgg19_weights_tf_dim_ordering_tf_kernels.h5", 574_710_816),
            Map.entry("vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5", 80_134_624),
            Map.entry("resnet50_weights_tf_dim_ordering_tf_kernels.h5", 102_967_424),
            Map.entry("resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5", 94_765_736),
            Map.entry("resnet101_weights_tf_dim_ordering_tf_kernels.h5", 179_648_224),
            Map.entry("resnet101_weights_tf_dim_ordering_tf_kernels_notop.h5", 171_446_536),
            Map.entry("resnet50v2_weights_tf_dim_ordering_tf_kernels_notop.h5", 94_668_760),
            Map.entry("xception_weights_tf_dim_ordering_tf_kernels.h5", 91_884_032),
            Map.entry("xception_weights_tf_dim_ordering_tf_kernels_notop.h5", 83_683_744),
            Map.entry("inception_v3_weights_tf_dim_ordering_tf_kernels.h5", 96_112_376),
            Map.entry("inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5", 87_910_968),
            Map.entry("mobilenet_1_0_224_tf.h5", 17_225_924),
            Map.entry("mobilenet_1_0_224_tf_no_top.h5", 17_225_924),
            Map.entry("mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5", 14_536_120),
            Map.entry("mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224_no_top.h5", 9_406_464),
            Map.entry("mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_160_no_top.h5", 9_406_464),
            Map.entry("mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_128_no_top.h5", 9_406_464),
            Map.entry("weights_mobilenet_v3_large_224_1.0_float_no_top_v2.h5", 12_683_000),
            Map.entry("densenet121_weights_tf_dim_ordering_tf_kernels_notop.h5", 29_084_464),
            Map.entry("efficientnetb0_notop.h5", 16_705_208),
            Map.entry("squeezenet_v1.1_notop.h5", 3_002_560));

    private Lengths() {}

    static OptionalLong of(String name) {
        Integer bytes = BYTES.get(name);
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }
}
