package dev.glimpse.zoo.weights;

import dev.glimpse.data.fetch.Checksum;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.pixel.PixelMode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The list of all published weights: those of Keras's applications as Keras itself fetches them, and SqueezeNet's.
 *
 * <p>Checksums are those in Keras's sources, which has none for MobileNet and MobileNetV2.
 */
final class Catalogue {

    private static final String KERAS = "https://storage.googleapis.com/tensorflow/keras-applications/";
    private static final String KERAS_LATER = "https://storage.googleapis.com/keras-applications/";
    private static final String SQUEEZENET = "https://github.com/rcmalli/keras-squeezenet/releases/download/v1.0/";
    private static final String SQUEEZENET_COPY =
            "https://raw.githubusercontent.com/DeepCognition/keras-squeezenet/a73d4339aa4d37c51a0b3ba044bed55477abec73/";

    /** What most of the files are called after their network. */
    private static final String KERNELS = "_weights_tf_dim_ordering_tf_kernels";

    private static final String APACHE = "Apache-2.0";
    private static final String MIT = "MIT";
    private static final String BSD = "BSD-3-Clause";
    private static final String CREATIVE_COMMONS = "CC-BY-4.0";

    private static final List<Integer> MOBILENET_SIZES = List.of(224, 192, 160, 128);
    private static final List<Integer> MOBILENET_V2_SIZES = List.of(224, 192, 160, 128, 96);

    static final List<KnownWeights> ALL = List.of(
            weights(
                    "vgg16",
                    PixelMode.CAFFE,
                    CREATIVE_COMMONS,
                    pair("vgg16/", "vgg16", "64373286793e3c8b2b4e3219cbf3544b", "6d6bbae143d832006294945121d1f1fc")),
            weights(
                    "vgg19",
                    PixelMode.CAFFE,
                    CREATIVE_COMMONS,
                    pair("vgg19/", "vgg19", "cbe5617147190e668d6c5d5026f83318", "253f8cb515780f3b799900260a226db6")),
            weights(
                    "resnet50",
                    PixelMode.CAFFE,
                    MIT,
                    pair(
                            "resnet/",
                            "resnet50",
                            "2cb95161c43110f7111970584f804107",
                            "4d473c1dd8becc155b73f8504c6f6626")),
            weights(
                    "resnet101",
                    PixelMode.CAFFE,
                    MIT,
                    pair(
                            "resnet/",
                            "resnet101",
                            "f1aeb4b969a6efcfb50fad2f0c20cfc5",
                            "88cf7a10940856eca736dc7b7e228a21")),
            weights(
                    "resnet50_v2",
                    PixelMode.TF,
                    BSD,
                    pair(
                            "resnet/",
                            "resnet50v2",
                            "3ef43a0b657b3be2300d5770ece849e0",
                            "fac2f116257151a9d068a22e544a4917")),
            weights(
                    "xception",
                    PixelMode.TF,
                    MIT,
                    pair(
                            "xception/",
                            "xception",
                            "0a58e3b7378bc2990ea3b43d5981f1f6",
                            "b0042744bf5b25fce3cb969f33bebb97")),
            weights(
                    "inception_v3",
                    PixelMode.TF,
                    APACHE,
                    pair(
                            "inception_v3/",
                            "inception_v3",
                            "9a0d58056eeedaa3f26cb7ebd46da564",
                            "bcbd6486424b2319ff4ef7d526e38f63")),
            weights("mobilenet", PixelMode.TF, APACHE, mobileNet("1_0")),
            weights("mobilenet_0.75", PixelMode.TF, APACHE, mobileNet("7_5")),
            weights("mobilenet_0.5", PixelMode.TF, APACHE, mobileNet("5_0")),
            weights("mobilenet_0.25", PixelMode.TF, APACHE, mobileNet("2_5")),
            weights("mobilenet_v2", PixelMode.TF, APACHE, mobileNetV2("1.0")),
            weights("mobilenet_v2_1.4", PixelMode.TF, APACHE, mobileNetV2("1.4")),
            weights("mobilenet_v2_1.3", PixelMode.TF, APACHE, mobileNetV2("1.3")),
            weights("mobilenet_v2_0.75", PixelMode.TF, APACHE, mobileNetV2("0.75")),
            weights("mobilenet_v2_0.5", PixelMode.TF, APACHE, mobileNetV2("0.5")),
            weights("mobilenet_v2_0.35", PixelMode.TF, APACHE, mobileNetV2("0.35")),
            weights(
                    "mobilenet_v3_small",
                    PixelMode.NONE,
                    APACHE,
                    List.of(
                            file("mobilenet_v3/", "weights_mobilenet_v3_small_224_1.0_float.h5")
                                    .md5("8768d4c2e7dee89b9d02b2d03d65d862"),
                            file("mobilenet_v3/", "weights_mobilenet_v3_small_224_1.0_float_no_top_v2.h5")
                                    .md5("d3e8ec802a04aa4fc771ee12a9a9b836")
                                    .withoutTop())),
            weights(
                    "mobilenet_v3_large",
                    PixelMode.NONE,
                    APACHE,
                    List.of(
                            file("mobilenet_v3/", "weights_mobilenet_v3_large_224_1.0_float.h5")
                                    .md5("59e551e166be033d707958cf9e29a6a7"),
                            file("mobilenet_v3/", "weights_mobilenet_v3_large_224_1.0_float_no_top_v2.h5")
                                    .md5("07fb09a5933dd0c8eaafa16978110389")
                                    .withoutTop())),
            weights(
                    "efficientnet_b0",
                    PixelMode.NONE,
                    APACHE,
                    List.of(
                            file("", "efficientnetb0.h5")
                                    .at(KERAS_LATER + "efficientnetb0.h5")
                                    .md5("902e53a9f72be733fc0bcb005b3ebbac"),
                            file("", "efficientnetb0_notop.h5")
                                    .at(KERAS_LATER + "efficientnetb0_notop.h5")
                                    .md5("50bc09e76180e00e4465e1a485ddc09d")
                                    .withoutTop())),
            weights(
                    "densenet121",
                    PixelMode.TORCH,
                    BSD,
                    pair(
                            "densenet/",
                            "densenet121",
                            "9d60b8095a5708f2dcce2bca79d332c7",
                            "30ee3e1110167f948a6b9946edeeb738")),
            weights(
                    "squeezenet",
                    PixelMode.CAFFE,
                    MIT,
                    List.of(
                            file("squeezenet/", "squeezenet_v1.1.h5").at(SQUEEZENET + "squeezenet" + KERNELS + ".h5"),
                            file("squeezenet/", "squeezenet_v1.1_notop.h5")
                                    .at(SQUEEZENET_COPY + "squeezenet" + KERNELS + "_notop.h5")
                                    .sha256("17154246284f555591549ac2c83e127abfbf4307dc4b0060fdaa2931d0fa38da")
                                    .withoutTop())));

    private Catalogue() {}

    private static KnownWeights weights(String word, PixelMode pixels, String licence, List<Entry> entries) {
        KnownNetwork network = KnownNetwork.named(word).orElseThrow();
        return new KnownWeights(
                network,
                pixels,
                licence,
                entries.stream().map(entry -> entry.of(network)).toList());
    }

    private static List<Entry> pair(String folder, String network, String md5, String md5WithoutTop) {
        return List.of(
                file(folder, network + KERNELS + ".h5").md5(md5),
                file(folder, network + KERNELS + "_notop.h5").md5(md5WithoutTop).withoutTop());
    }

    private static List<Entry> mobileNet(String alpha) {
        List<Entry> entries = new ArrayList<>();
        for (int size : MOBILENET_SIZES) {
            String start = "mobilenet_" + alpha + "_" + size + "_tf";
            entries.add(file("mobilenet/", start + ".h5").size(size));
            entries.add(file("mobilenet/", start + "_no_top.h5").size(size).withoutTop());
        }
        return entries;
    }

    private static List<Entry> mobileNetV2(String alpha) {
        List<Entry> entries = new ArrayList<>();
        for (int size : MOBILENET_V2_SIZES) {
            String start = "mobilenet_v2" + KERNELS + "_" + alpha + "_" + size;
            entries.add(file("mobilenet_v2/", start + ".h5").size(size));
            entries.add(file("mobilenet_v2/", start + "_no_top.h5").size(size).withoutTop());
        }
        return entries;
    }

    private static Entry file(String folder, String name) {
        return new Entry(folder, name, KERAS + folder + name, Top.WITH, Optional.empty(), Optional.empty());
    }

    /** A file whose network is not said yet. */
    private record Entry(
            String folder, String name, String address, Top top, Optional<Integer> size, Optional<Checksum> checksum) {

        Entry at(String newAddress) {
            return new Entry(folder, name, newAddress, top, size, checksum);
        }

        Entry withoutTop() {
            return new Entry(folder, name, address, Top.WITHOUT, size, checksum);
        }

        Entry size(int newSize) {
            return new Entry(folder, name, address, top, Optional.of(newSize), checksum);
        }

        Entry md5(String hex) {
            return new Entry(folder, name, address, top, size, Optional.of(Checksum.md5(hex)));
        }

        Entry sha256(String hex) {
            return new Entry(folder, name, address, top, size, Optional.of(Checksum.sha256(hex)));
        }

        WeightsFile of(KnownNetwork network) {
            return new WeightsFile(
                    network.word(),
                    top,
                    size.orElse(network.usualSize()),
                    name,
                    folder,
                    URI.create(address),
                    checksum,
                    Lengths.of(name));
        }
    }
}
