package dev.glimpse.classifier.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.regression.LogisticRegression.Fitted;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What scikit-learn makes of the same vectors: {@code src/test/sklearn/record_regression.py}. */
class LogisticRegressionTest {

    /** The products are computed in 32 bits, which moves the flattest bottom by some millionths. */
    private static final Offset<Double> CLOSE = within(1e-4);

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream file = LogisticRegressionTest.class.getResourceAsStream("sklearn.json")) {
            JsonNode json = JsonMapper.shared().readTree(Objects.requireNonNull(file));
            return json.get("cases").valueStream().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_agrees_with_scikit_learn(JsonNode recorded) {
        int[] labels = recorded.get("labels")
                .valueStream()
                .mapToInt(JsonNode::intValue)
                .toArray();
        float[] weights = numbers(recorded.get("weights"));
        NdArray.Floats others = rows(recorded.get("others"));
        int[] guesses = new int[others.shape().size(0)];
        try (var regression =
                LogisticRegression.of(rows(recorded.get("vectors")), labels, weights, new Lbfgs(1e-7, 1_000))) {
            Optional<Fitted> last = Optional.empty();
            for (JsonNode expected : recorded.get("fits")) {
                Fitted fitted = regression.fit(expected.get("penalty").doubleValue(), last);
                last = Optional.of(fitted);
                String name = recorded.get("name").stringValue() + ", penalty " + fitted.penalty();
                assertKernel(name, fitted, rows(expected.get("kernel")), rows(recorded.get("vectors")));
                assertLogLoss(name, fitted, others, guesses, rows(expected.get("probabilities")));
            }
        }
    }

    /** A weight counts as far as its number varies, so it is compared after being multiplied by the deviation. */
    private static void assertKernel(String name, Fitted fitted, NdArray.Floats expected, NdArray.Floats vectors) {
        int classes = fitted.bias().values().length;
        assertThat(fitted.kernel().shape()).isEqualTo(expected.shape());
        for (int i = 0; i < expected.values().length; i++) {
            double deviation = deviation(vectors, i / classes);
            assertThat(fitted.kernel().values()[i] * deviation)
                    .as("%s, weight %d", name, i)
                    .isCloseTo(expected.values()[i] * deviation, CLOSE);
        }
    }

    private static void assertLogLoss(
            String name, Fitted fitted, NdArray.Floats others, int[] guesses, NdArray.Floats probabilities) {
        int classes = fitted.bias().values().length;
        for (int guess = 0; guess < classes; guess++) {
            Arrays.fill(guesses, guess);
            double expected = 0;
            for (int i = 0; i < guesses.length; i++) {
                expected -= Math.log(probabilities.values()[i * classes + guess]) / guesses.length;
            }
            assertThat(fitted.logLoss(others, guesses))
                    .as("%s, as if all were of class %d", name, guess)
                    .isCloseTo(expected, within(1e-3));
        }
    }

    private static double deviation(NdArray.Floats vectors, int column) {
        int length = vectors.shape().size(1);
        double[] numbers = new double[vectors.shape().size(0)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = vectors.values()[i * length + column];
        }
        double mean = Arrays.stream(numbers).average().orElseThrow();
        return Math.sqrt(Arrays.stream(numbers)
                .map(number -> (number - mean) * (number - mean))
                .average()
                .orElseThrow());
    }

    private static NdArray.Floats rows(JsonNode json) {
        int width = json.get(0).size();
        float[] values = new float[json.size() * width];
        for (int i = 0; i < json.size(); i++) {
            System.arraycopy(numbers(json.get(i)), 0, values, i * width, width);
        }
        return new NdArray.Floats(Shape.of(json.size(), width), values);
    }

    private static float[] numbers(JsonNode json) {
        float[] numbers = new float[json.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = json.get(i).floatValue();
        }
        return numbers;
    }
}
