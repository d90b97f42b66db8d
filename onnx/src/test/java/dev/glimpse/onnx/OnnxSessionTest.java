package dev.glimpse.onnx;

import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.model.Model;
import dev.glimpse.onnx.run.OnnxRuntime;
import dev.glimpse.onnx.run.OnnxSession;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class OnnxSessionTest {

    private static final Architecture NETWORK = Sequential.of(
            input(9, 7, 3), conv2d(16, 3).relu(), flatten(), dense(20).relu(), dense(4).softmax());

    @Test
    void threads_that_ask_at_the_same_time_get_the_answers_to_their_own_questions() throws Exception {
        try (Model model = Model.build(NETWORK, build -> build.seed(3));
                OnnxSession session = OnnxSession.open(OnnxGraph.of(NETWORK, Sessions.weights(model)), 1);
                var threads = Executors.newFixedThreadPool(4)) {
            List<List<NdArray.Floats>> questions = new ArrayList<>();
            List<Callable<List<NdArray.Floats>>> asking = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                List<NdArray.Floats> question = Sessions.samples(NETWORK, 1 + i % 3, i);
                questions.add(question);
                asking.add(() -> session.predict(List.copyOf(question)));
            }
            List<Future<List<NdArray.Floats>>> answers = threads.invokeAll(asking);
            for (int i = 0; i < questions.size(); i++) {
                Sessions.assertClose(
                        answers.get(i).get(), model.predict(List.copyOf(questions.get(i))), 1e-5, "question " + i);
            }
        }
    }

    @Test
    void bytes_are_numbers_from_0_to_255() {
        Architecture sum = Sequential.of(input(1, 2, 1), flatten(), dense(1).noBias());
        try (Model model = Model.build(sum)) {
            model.weights(java.util.Map.of("dense/kernel", new NdArray.Floats(Shape.of(2, 1), new float[] {1, 2})));
            try (OnnxSession session = OnnxSession.open(OnnxGraph.of(sum, Sessions.weights(model)), 1)) {
                var picture = new NdArray.Bytes(Shape.of(1, 1, 2, 1), new byte[] {(byte) 255, 3});

                assertThat(session.predict(List.of(picture)).getFirst().values())
                        .containsExactly(261);
            }
        }
    }

    @Test
    void samples_of_another_shape_are_refused_with_both_shapes() {
        try (Model model = Model.build(NETWORK);
                OnnxSession session = OnnxSession.open(OnnxGraph.of(NETWORK, Sessions.weights(model)), 1)) {
            var wrong = new NdArray.Floats(Shape.of(1, 7, 9, 3), new float[7 * 9 * 3]);

            assertThatThrownBy(() -> session.predict(List.of(wrong)))
                    .isInstanceOf(OnnxException.class)
                    .hasMessageContaining("9, 7, 3")
                    .hasMessageContaining("7, 9, 3");
        }
    }

    @Test
    void the_runtime_says_its_version_and_on_how_many_threads_it_computes() {
        assertThat(OnnxRuntime.version()).startsWith("1.");
        assertThat(OnnxRuntime.threads().threads()).isPositive();
    }
}
