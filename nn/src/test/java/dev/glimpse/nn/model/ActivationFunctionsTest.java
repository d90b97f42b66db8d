package dev.glimpse.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.nn.Recorded;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ActivationFunctionsTest {

    /** The definition's closed form for three values: the two that take part keep their distance and sum to 1. */
    @Test
    void sparsemax_is_the_nearest_point_of_the_simplex() {
        try (var _ = TensorScope.open()) {
            Tensor x = Tensor.of(new double[] {1.0, 0.6, -2.0}, Shape.of(1, 3));
            assertThat(ActivationFunctions.apply(ActivationFunction.SPARSEMAX, x)
                            .toDoubles())
                    .containsExactly(new double[] {0.7, 0.3, 0}, within(1e-12));
        }
    }

    @TestFactory
    Stream<DynamicTest> every_function_gives_kerass_numbers() {
        return Recorded.cases("activations.json").stream()
                .filter(recorded -> !recorded.name().equals("sparsemax"))
                .filter(recorded -> recorded.get("arguments").isEmpty())
                .flatMap(recorded -> ActivationFunction.byKerasName(recorded.name()).stream()
                        .map(function -> DynamicTest.dynamicTest(recorded.name(), () -> {
                            try (var _ = TensorScope.open()) {
                                Tensor x = KerasLayersTest.tensor(recorded.get("input"));
                                KerasLayersTest.assertClose(
                                        ActivationFunctions.apply(function, x),
                                        recorded.get("output"),
                                        1.2e-7,
                                        recorded.name());
                            }
                        })));
    }
}
