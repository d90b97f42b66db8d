package dev.glimpse.zoo.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.data.fetch.Checksum;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.pixel.PixelLayers;
import dev.glimpse.zoo.pixel.PixelMode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KnownWeightsTest {

    static List<KnownWeights> all() {
        return KnownWeights.all();
    }

    @Test
    void every_known_network_has_weights() {
        assertThat(KnownWeights.all()).extracting(KnownWeights::network).isEqualTo(KnownNetwork.all());
    }

    @ParameterizedTest
    @MethodSource("all")
    void weights_are_published_with_top_and_without_for_the_usual_size(KnownWeights weights) {
        Size2 usual = Size2.square(weights.network().usualSize());
        for (Top top : Top.values()) {
            WeightsFile file = weights.file(top, usual);
            assertThat(file.top()).isEqualTo(top);
            assertThat(file.size()).isEqualTo(usual.height());
            assertThat(file.address()).hasScheme("https");
        }
        assertThat(weights.files()).extracting(WeightsFile::name).doesNotHaveDuplicates();
        assertThat(weights.licence()).isNotBlank();
    }

    @Test
    void no_two_networks_have_a_file_or_a_checksum_in_common() {
        List<WeightsFile> files =
                all().stream().flatMap(weights -> weights.files().stream()).toList();
        assertThat(files).extracting(WeightsFile::name).doesNotHaveDuplicates();
        assertThat(files.stream()
                        .map(WeightsFile::checksum)
                        .flatMap(Optional::stream)
                        .map(Checksum::hex))
                .doesNotHaveDuplicates();
    }

    @Test
    void only_mobilenets_and_squeezenet_with_top_have_no_published_checksum() {
        assertThat(all().stream()
                        .flatMap(weights -> weights.files().stream())
                        .filter(file -> file.checksum().isEmpty())
                        .map(WeightsFile::name))
                .allMatch(name -> name.matches("mobilenet_(v2_weights_|\\d_\\d_).*|squeezenet_v1.1.h5"));
    }

    /** From {@code keras/src/applications} of Keras 3.15. */
    @ParameterizedTest
    @CsvSource({
        "vgg16, WITH, https://storage.googleapis.com/tensorflow/keras-applications/vgg16/vgg16_weights_tf_dim_ordering_tf_kernels.h5",
        "resnet50_v2, WITHOUT, https://storage.googleapis.com/tensorflow/keras-applications/resnet/resnet50v2_weights_tf_dim_ordering_tf_kernels_notop.h5",
        "mobilenet_0.75, WITH, https://storage.googleapis.com/tensorflow/keras-applications/mobilenet/mobilenet_7_5_224_tf.h5",
        "mobilenet_v2_1.4, WITHOUT, https://storage.googleapis.com/tensorflow/keras-applications/mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.4_224_no_top.h5",
        "mobilenet_v3_large, WITHOUT, https://storage.googleapis.com/tensorflow/keras-applications/mobilenet_v3/weights_mobilenet_v3_large_224_1.0_float_no_top_v2.h5",
        "efficientnet_b0, WITHOUT, https://storage.googleapis.com/keras-applications/efficientnetb0_notop.h5"
    })
    void an_address_is_the_one_that_keras_asks(String network, Top top, String address) {
        KnownWeights weights = KnownWeights.of(KnownNetwork.named(network).orElseThrow());
        assertThat(weights.file(top, Size2.square(224)).address()).hasToString(address);
    }

    @ParameterizedTest
    @CsvSource({"128, 128, 128", "96, 96, 96", "224, 224, 224", "100, 100, 224", "128, 96, 224", "512, 512, 224"})
    void weights_for_a_size_are_those_that_keras_takes(int height, int width, int expected) {
        KnownWeights weights =
                KnownWeights.of(KnownNetwork.named("mobilenet_v2").orElseThrow());
        assertThat(weights.file(Top.WITHOUT, new Size2(height, width)).size()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_network_that_prepares_pixels_itself_gets_them_as_they_are(KnownWeights weights) {
        boolean itself = PixelLayers.scaler(weights.network().architecture(new Ending.Features()))
                .isPresent();
        assertThat(weights.pixels() == PixelMode.NONE).isEqualTo(itself);
    }
}
