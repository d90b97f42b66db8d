package dev.glimpse.zoo.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the configurations and the counts of Keras 3.15's applications. */
class KnownNetworkTest {

    private static final Map<String, Architecture> KERAS = new LinkedHashMap<>();

    @BeforeAll
    static void read_what_keras_builds() {
        InputStream file =
                Objects.requireNonNull(KnownNetworkTest.class.getResourceAsStream("/keras/applications.zip"));
        try (ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String json = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                KERAS.put(
                        entry.getName().replace(".json", ""),
                        KerasJson.read(json).architecture());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All graphs that Keras writes in layers alone; in MobileNetV3 it has operations without a layer. */
    @ParameterizedTest
    @CsvSource({
        "vgg16, vgg16",
        "vgg19, vgg19",
        "resnet50, resnet50",
        "resnet101, resnet101",
        "resnet50_v2, resnet50v2",
        "xception, xception",
        "inception_v3, inception_v3",
        "mobilenet, mobilenet",
        "mobilenet_0.25, mobilenet_0.25",
        "mobilenet_v2, mobilenet_v2",
        "mobilenet_v2_0.35, mobilenet_v2_0.35",
        "mobilenet_v2_1.4, mobilenet_v2_1.4",
        "densenet121, densenet121",
    })
    void a_network_is_the_graph_that_keras_builds(String word, String file) {
        assertThat(network(word).architecture(Ending.imageNet()).graph())
                .isEqualTo(keras(file).graph());
    }

    @ParameterizedTest
    @CsvSource({"vgg16, vgg16_avg", "mobilenet, mobilenet_avg", "mobilenet_v2, mobilenet_v2_avg"})
    void a_network_that_ends_in_a_vector_is_the_graph_that_keras_builds(String word, String file) {
        assertThat(network(word)
                        .architecture(new Size2(128, 96), new Ending.AveragePooled())
                        .graph())
                .isEqualTo(keras(file).graph());
    }

    @ParameterizedTest
    @CsvSource({
        "mobilenet_v3_small, mobilenet_v3_small",
        "mobilenet_v3_large, mobilenet_v3_large",
        "efficientnet_b0, efficientnetb0"
    })
    void a_network_has_the_weights_of_keras_in_its_order(String word, String file) {
        assertThat(network(word).architecture(Ending.imageNet()).placedWeights())
                .isEqualTo(keras(file).placedWeights());
    }

    @ParameterizedTest
    @CsvSource({
        "vgg16, 138357544, 14714688",
        "vgg19, 143667240, 20024384",
        "resnet50, 25636712, 23587712",
        "resnet101, 44707176, 42658176",
        "resnet50_v2, 25613800, 23564800",
        "xception, 22910480, 20861480",
        "inception_v3, 23851784, 21802784",
        "mobilenet, 4253864, 3228864",
        "mobilenet_0.75, 2601976, 1832976",
        "mobilenet_0.5, 1342536, 829536",
        "mobilenet_0.25, 475544, 218544",
        "mobilenet_v2, 3538984, 2257984",
        "mobilenet_v2_0.35, 1691208, 410208",
        "mobilenet_v2_0.5, 1987224, 706224",
        "mobilenet_v2_0.75, 2663064, 1382064",
        "mobilenet_v2_1.3, 5431048, 3766048",
        "mobilenet_v2_1.4, 6156712, 4363712",
        "mobilenet_v3_small, 2554968, 939120",
        "mobilenet_v3_large, 5507432, 2996352",
        "efficientnet_b0, 5330571, 4049571",
        "densenet121, 8062504, 7037504",
        "squeezenet, 1235496, 722496"
    })
    void a_network_has_as_many_parameters_as_in_keras(String word, long withTop, long withoutTop) {
        assertThat(network(word)
                        .architecture(Ending.imageNet())
                        .parameterCount()
                        .total())
                .isEqualTo(withTop);
        assertThat(network(word)
                        .architecture(new Ending.Features())
                        .parameterCount()
                        .total())
                .isEqualTo(withoutTop);
    }

    static List<KnownNetwork> all() {
        return KnownNetwork.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_network_gives_features_or_one_vector_without_its_top(KnownNetwork network) {
        Shape features =
                network.architecture(new Ending.Features()).outputShapes().getFirst();
        assertThat(features.rank()).isEqualTo(3);
        Shape vector = Shape.of(features.size(2));
        assertThat(network.architecture(new Ending.AveragePooled()).outputShapes())
                .containsExactly(vector);
        assertThat(network.architecture(new Ending.MaxPooled()).outputShapes()).containsExactly(vector);
        assertThat(network.architecture(new Ending.Classes(7)).outputShapes()).containsExactly(Shape.of(7));
    }

    @Test
    void a_size_that_is_too_small_is_refused_with_the_smallest() {
        assertThatThrownBy(() -> network("xception").architecture(Size2.square(70), Ending.imageNet()))
                .isInstanceOf(NnException.class)
                .hasMessage("xception takes pictures of at least 71x71, got 70x70");
    }

    @Test
    void a_name_is_known_however_it_is_spelt() {
        assertThat(KnownNetwork.named("MobileNetV2").orElseThrow().word()).isEqualTo("mobilenet_v2");
        assertThat(KnownNetwork.named("EfficientNet-B0").orElseThrow().word()).isEqualTo("efficientnet_b0");
        assertThat(KnownNetwork.named("nothing")).isEmpty();
    }

    private static Architecture keras(String file) {
        return Objects.requireNonNull(KERAS.get(file));
    }

    private static KnownNetwork network(String word) {
        return KnownNetwork.named(word).orElseThrow();
    }
}
