package dev.glimpse.classifier.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.ClassifierException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {

    /** Four significant digits: half a unit of the last of them. */
    private static final double ROUNDED = 5e-4;

    @ParameterizedTest
    @CsvSource({"0, 1e-4", "0.25, 5.6234e-4", "0.5, 3.1623e-3", "0.75, 1.7783e-2", "0.9999999, 1e-1"})
    void a_log_range_has_the_quantiles_of_the_log_uniform_distribution(double share, double value) {
        // low * (high / low) ** share
        double drawn = Double.parseDouble(
                Parameter.parse("learning-rate=log:1e-4..1e-1").at(share));

        assertThat(drawn / value).isCloseTo(1, within(2 * ROUNDED));
    }

    @ParameterizedTest
    @CsvSource({"0, -1", "0.25, -0.5", "0.5, 0", "0.75, 0.5", "0.9999999, 1"})
    void a_range_has_the_quantiles_of_the_uniform_distribution(double share, double value) {
        double drawn = Double.parseDouble(Parameter.parse("x=-1..1").at(share));

        assertThat(drawn).isCloseTo(value, within(ROUNDED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"k=int:3..7", "k=3|4|5|6|7", "k=3..7/5", "k=int:3..7/5"})
    void each_of_five_values_has_a_fifth_of_the_draws(String text) {
        Parameter parameter = Parameter.parse(text);
        Map<String, Long> counts = IntStream.range(0, 1000)
                .mapToObj(i -> parameter.at(i / 1000.0))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counts).isEqualTo(Map.of("3", 200L, "4", 200L, "5", 200L, "6", 200L, "7", 200L));
        assertThat(parameter.points().orElseThrow()).containsExactly("3", "4", "5", "6", "7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rate=log:1e-4..1e-1/4; 0.0001,0.001,0.01,0.1",
                "dropout=0..0.5/3; 0,0.25,0.5",
                "epochs=int:5..50/4; 5,20,35,50",
                "units=0|50; 0,50",
                "units=100; 100"
            })
    void steps_are_evenly_spread_and_have_the_ends_among_them(String text, String points) {
        assertThat(Parameter.parse(text).points().orElseThrow())
                .containsExactlyElementsOf(Arrays.asList(points.split(",")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate=log:0.001..0.1",
                "rate=log:0.001..0.1/5",
                "dropout=0..0.5",
                "epochs=int:5..50",
                "units=0|50|100,25",
                "model=../layers.txt",
                "augment=flip,rotate=10"
            })
    void a_parameter_is_read_back_from_its_text(String text) {
        assertThat(Parameter.parse(text).text()).isEqualTo(text);
    }

    @Test
    void dashes_before_a_name_do_no_harm() {
        assertThat(Parameter.parse("--learning-rate=log:1e-4..1e-1").name()).isEqualTo("learning-rate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "dropout; has a = between",
                "=1|2; no name of an option",
                "Drop Out=1|2; no name of an option",
                "dropout=; has no values",
                "dropout=0.5..0.1; write 0.1..0.5",
                "dropout=0.5..0.5; is empty",
                "rate=log:0..0.1; begins above 0",
                "rate=log:-1..0.1; begins above 0",
                "rate=log:5; two numbers with ..",
                "epochs=int:0.5..3; whole numbers",
                "epochs=int:1..99999999999; whole numbers",
                "epochs=int:1..3/9; no 9 whole numbers",
                "dropout=0..half; ends in numbers",
                "dropout=0..1e999; finite",
                "dropout=0..0.5/1; at least 2 steps",
                "units=50||100; is empty",
                "units=50|50; all different"
            })
    void what_cannot_be_read_is_refused_with_the_reason(String text, String reason) {
        assertThatThrownBy(() -> Parameter.parse(text))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining(reason);
    }
}
