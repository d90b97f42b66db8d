package dev.glimpse.nn.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.tensor.Axes;
import dev.glimpse.tensor.DType;
import dev.glimpse.tensor.Gradients;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Every layer's gradients are what the layer does when its inputs and weights change a little, in 64 bits.
 *
 * <p>The recorded inputs lie away from the kinks of maxima and the like, where no gradient is defined.
 */
@ExtendWith(NoTensorLeaks.class)
class FiniteDifferencesTest {

    private static final double STEP = 1e-5;
    private static final double RELATIVE_ERROR = 1e-6;

    /** Divides by 1e-7, so that the slope's other parts drown in rounding. */
    private static final String TOO_STEEP = "normalization_zero_variance";

    /** How many numbers of each tensor are tried; spread evenly over it. */
    private static final int TRIED = 12;

    @TestFactory
    Stream<DynamicTest> a_gradient_is_the_slope() {
        return KerasLayersTest.cases()
                .filter(recorded -> !recorded.get("name").stringValue().equals(TOO_STEEP))
                .filter(recorded ->
                        recorded.has("upstream") && !recorded.get("upstream").isNull())
                .map(recorded -> DynamicTest.dynamicTest(recorded.get("name").stringValue(), () -> check(recorded)));
    }

    private static void check(JsonNode recorded) {
        try (var model = KerasLayersTest.model(recorded, DType.FLOAT64);
                var _ = TensorScope.open()) {
            List<Tensor> inputs = new ArrayList<>();
            for (JsonNode input : recorded.get("inputs")) {
                inputs.add(KerasLayersTest.tensor(input).requireGradient());
            }
            List<Tensor> changed = new ArrayList<>(inputs);
            model.variables().all().stream()
                    .filter(variable -> variable.weight().learns())
                    .forEach(variable -> changed.add(variable.value().requireGradient()));
            Tensor upstream = KerasLayersTest.tensor(recorded.get("upstream"));
            Purpose purpose = KerasLayersTest.purpose(recorded);
            Supplier<Tensor> loss =
                    () -> model.call(inputs, purpose).getFirst().mul(upstream).sum(Axes.all());

            loss.get().backward();

            for (Tensor tensor : changed) {
                double[] gradients = tensor.gradient().orElseThrow().toDoubles();
                int stride = Math.max(1, gradients.length / TRIED);
                for (int i = 0; i < gradients.length; i += stride) {
                    double slope = slope(tensor, i, loss);
                    assertThat(Math.abs(slope - gradients[i]) / Math.max(1, Math.abs(slope)))
                            .as("%s: slope %s, gradient %s", tensor, slope, gradients[i])
                            .isLessThan(RELATIVE_ERROR);
                }
                tensor.clearGradient();
            }
        }
    }

    private static double slope(Tensor tensor, int index, Supplier<Tensor> loss) {
        try (var _ = TensorScope.open();
                var _ = Gradients.disabled()) {
            Tensor number = tensor.detach().view(Shape.of((int) tensor.count())).narrow(0, index, 1);
            number.addInPlace(STEP);
            double above = loss.get().item();
            number.addInPlace(-2 * STEP);
            double below = loss.get().item();
            number.addInPlace(STEP);
            return (above - below) / (2 * STEP);
        }
    }
}
