package dev.glimpse.zoo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Cut;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Known networks in two. */
class CutNetworksTest {

    static List<KnownNetwork> all() {
        return KnownNetwork.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_network_that_is_cut_and_joined_is_the_same_graph(KnownNetwork network) {
        Architecture whole = network.architecture(new Ending.AveragePooled());
        List<String> names = List.copyOf(whole.layersByName().keySet());
        Set<String> last = Set.copyOf(names.subList(names.size() - 16, names.size()));
        Cut cut = whole.cutBefore(last).orElseThrow();

        assertThat(cut.tail().layersByName().keySet()).containsAll(last);
        assertThat(cut.front().followedBy(cut.tail()).graph()).isEqualTo(whole.graph());
    }

    /** The places are those that one finds in Keras's drawings of these networks. */
    @ParameterizedTest
    @CsvSource({
        "vgg16, block5_conv1, block4_pool",
        "vgg16, block5_conv2, block5_conv1",
        "resnet50, conv5_block3_1_conv, conv5_block2_out",
        "resnet50, conv5_block3_3_bn, conv5_block2_out",
        "mobilenet_v2, block_16_project, block_16_depthwise_relu",
        "mobilenet_v2, block_15_project, block_14_add",
        "densenet121, conv5_block1_1_conv, pool4_pool",
        "inception_v3, mixed10, mixed9",
    })
    void the_cut_lies_before_all_that_goes_round_a_layer(String word, String first, String layer) {
        Architecture whole = KnownNetwork.named(word).orElseThrow().architecture(new Ending.AveragePooled());

        assertThat(whole.cutBefore(Set.of(first)).orElseThrow().layer()).isEqualTo(layer);
    }
}
