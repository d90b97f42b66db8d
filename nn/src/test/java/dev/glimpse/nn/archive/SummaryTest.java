package dev.glimpse.nn.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Cost;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Summaries against those that Keras printed for the same configurations. */
class SummaryTest {

    static Stream<Arguments> recorded() {
        return Recorded.json("config/summaries.json").stream()
                .map(model -> Arguments.of(model.path("name").asString(), model));
    }

    private static Architecture architecture(JsonNode recording) {
        return KerasJson.read(recording.path("config").toString()).architecture();
    }

    private static Architecture vgg16() {
        return Recorded.json("config/summaries.json").stream()
                .filter(model -> model.path("name").asString().equals("vgg16"))
                .map(SummaryTest::architecture)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void the_table_is_keras_own_at_every_width(String name, JsonNode recording) {
        Architecture architecture = architecture(recording);

        for (JsonNode summary : recording.path("summaries")) {
            int length = summary.path("lineLength").asInt();
            assertThat(architecture.summary(length).stripTrailing())
                    .as("%s with lines of %d", name, length)
                    .isEqualTo(summary.path("text").asString());
        }
        assertThat(architecture.summary()).isEqualTo(architecture.summary(1000));
    }

    /** The convolutions' 15,346,630,656 and the dense layers' 123,633,664 are the products of their shapes. */
    @Test
    void vgg16_takes_15_billion_multiply_adds_and_138_million_parameters() {
        Cost cost = vgg16().cost();

        assertThat(cost.multiplyAdds()).isEqualTo(15_346_630_656L + 123_633_664L);
        assertThat(vgg16().parameterCount().total()).isEqualTo(138_357_544L);
    }

    @Test
    void the_cost_table_has_memory_and_work_of_each_layer() {
        String table = vgg16().costSummary();

        assertThat(table)
                .contains(
                        "│ block1_conv1 (Conv2D)      │ (None, 224, 224, 64)  │       1,792 │      12.25 MB │    86,704,128 │")
                .contains(
                        "│ fc1 (Dense)                │ (None, 4096)          │ 102,764,544 │      16.00 KB │   102,760,448 │")
                .contains(" Total params: 138,357,544 (527.79 MB)")
                .contains(" Multiply-adds of one sample: 15,470,264,320");
    }
}
