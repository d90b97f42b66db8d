package dev.glimpse.nn.archive;

import static dev.glimpse.nn.layer.Layers.activation;
import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.concatenate;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.conv2dTranspose;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.permute;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Whole models as Keras 1 and 2 wrote them, against the architectures that they are. */
class OldModelsTest {

    private static Architecture read(String json) {
        return KerasJson.read(json).architecture();
    }

    private static Architecture sequential(String layers) {
        return read("{\"class_name\": \"Sequential\", \"config\": [" + layers + "]}");
    }

    @Test
    void a_sequential_model_of_keras_1_with_its_channels_first_takes_pictures_with_channels_last() {
        Architecture model = sequential("""
                {"class_name": "Convolution2D", "config": {"name": "c", "nb_filter": 4, "nb_row": 3, "nb_col": 3,
                  "dim_ordering": "th", "border_mode": "same", "activation": "relu", "batch_input_shape": [null, 2, 8, 6]}},
                {"class_name": "BatchNormalization", "config": {"name": "b", "axis": 1, "mode": 0}},
                {"class_name": "Flatten", "config": {"name": "f"}},
                {"class_name": "Dense", "config": {"name": "d", "output_dim": 3}}""");

        assertThat(model)
                .isEqualTo(Sequential.of(
                        input(8, 6, 2),
                        conv2d(4, 3).same().relu().named("c"),
                        batchNormalization().named("b"),
                        permute(3, 1, 2),
                        flatten().named("f"),
                        dense(3).named("d")));
    }

    @Test
    void a_functional_model_of_keras_1_merges() {
        Architecture model = read("""
                {"class_name": "Model", "keras_version": "1.2.1", "config": {"name": "model_1", "layers": [
                  {"class_name": "InputLayer", "name": "in", "config": {"batch_input_shape": [null, 4], "input_dtype": "float32",
                    "sparse": false, "name": "in"}, "inbound_nodes": []},
                  {"class_name": "Dense", "name": "a/b", "config": {"name": "a/b", "output_dim": 3}, "inbound_nodes": [[["in", 0, 0]]]},
                  {"class_name": "Dense", "name": "c", "config": {"name": "c", "output_dim": 3}, "inbound_nodes": [[["in", 0, 0]]]},
                  {"class_name": "Merge", "name": "sum", "config": {"name": "sum", "mode": "sum", "concat_axis": -1, "dot_axes": -1,
                    "output_shape": null, "arguments": {}}, "inbound_nodes": [[["a/b", 0, 0], ["c", 0, 0]]]},
                  {"class_name": "Merge", "name": "both", "config": {"name": "both", "mode": "concat", "concat_axis": 1},
                    "inbound_nodes": [[["sum", 0, 0], ["in", 0, 0]]]}],
                  "input_layers": [["in", 0, 0]], "output_layers": [["both", 0, 0]]}}""");
        var in = input(4).named("in");
        var sum = add().named("sum")
                .on(dense(3).named("a_b").on(in), dense(3).named("c").on(in));

        assertThat(model)
                .isEqualTo(Functional.of(in, concatenate().axis(1).named("both").on(sum, in))
                        .named("model_1"));
    }

    @Test
    void functions_of_tensorflow_among_the_layers_of_keras_2_become_layers() {
        Architecture model = read("""
                {"class_name": "Functional", "keras_version": "2.8.0", "config": {"name": "m", "layers": [
                  {"class_name": "InputLayer", "name": "x", "config": {"batch_input_shape": [null, 2, 2, 3], "name": "x"}, "inbound_nodes": []},
                  {"class_name": "TFOpLambda", "name": "tf.math.truediv", "config": {"name": "tf.math.truediv", "trainable": true,
                    "dtype": "float32", "function": "math.truediv"}, "inbound_nodes": [["x", 0, 0, {"y": 4.0, "name": null}]]},
                  {"class_name": "TFOpLambda", "name": "tf.math.subtract", "config": {"name": "tf.math.subtract", "trainable": true,
                    "dtype": "float32", "function": "math.subtract"},
                    "inbound_nodes": [["_CONSTANT_VALUE", -1, 1, {"y": ["tf.math.truediv", 0, 0], "name": null}]]},
                  {"class_name": "TFOpLambda", "name": "tf.__operators__.add", "config": {"name": "tf.__operators__.add",
                    "function": "__operators__.add"}, "inbound_nodes": [["tf.math.subtract", 0, 0, {"y": ["x", 0, 0], "name": null}]]},
                  {"class_name": "TFOpLambda", "name": "tf.nn.relu", "config": {"name": "tf.nn.relu", "function": "nn.relu"},
                    "inbound_nodes": [["tf.__operators__.add", 0, 0, {"name": null}]]},
                  {"class_name": "TFOpLambda", "name": "tf.concat", "config": {"name": "tf.concat", "function": "concat"},
                    "inbound_nodes": [[["tf.nn.relu", 0, 0, {"axis": -1}], ["x", 0, 0, {"axis": -1}]]]}],
                  "input_layers": [["x", 0, 0]], "output_layers": [["tf.concat", 0, 0]]}}""");
        var x = input(2, 2, 3).named("x");
        var turned = rescaling(-1)
                .offset(1)
                .named("tf.math.subtract")
                .on(rescaling(0.25).named("tf.math.truediv").on(x));
        var relu = activation(ActivationFunction.RELU)
                .named("tf.nn.relu")
                .on(add().named("tf.__operators__.add").on(turned, x));

        assertThat(model)
                .isEqualTo(Functional.of(x, concatenate().named("tf.concat").on(relu, x))
                        .named("m"));
    }

    @Test
    void hard_sigmoid_has_its_old_slope_in_old_files() {
        String layers = "{\"class_name\": \"Dense\", %s \"config\": {\"name\": \"d\", \"units\": 2, \"activation\":"
                + " \"hard_sigmoid\", \"batch_input_shape\": [null, 3]}}";

        assertThat(sequential(layers.formatted("")))
                .isEqualTo(Sequential.of(
                        input(3), dense(2).named("d"), rescaling(1.2), activation(ActivationFunction.HARD_SIGMOID)));
        String withModule = layers.formatted("\"module\": \"keras.layers\",");
        assertThat(read("{\"class_name\": \"Sequential\", \"keras_version\": \"2.15.0\", \"config\": [" + withModule
                        + "]}"))
                .isEqualTo(sequential(layers.formatted("")));
        assertThat(sequential(withModule))
                .isEqualTo(Sequential.of(
                        input(3),
                        dense(2).activation(ActivationFunction.HARD_SIGMOID).named("d")));
    }

    @Test
    void a_deconvolution_makes_what_its_file_says_or_is_refused() {
        String layer =
                "{\"class_name\": \"Deconvolution2D\", \"config\": {\"name\": \"up\", \"nb_filter\": 2, \"nb_row\": 2,"
                        + " \"nb_col\": 2, \"subsample\": [2, 2], \"dim_ordering\": \"tf\", \"output_shape\": [null, %d, 8, 2],"
                        + " \"batch_input_shape\": [null, 4, 4, 1]}}";

        assertThat(sequential(layer.formatted(8)))
                .isEqualTo(Sequential.of(
                        input(4, 4, 1), conv2dTranspose(2, 2).stride(2).named("up")));
        assertThatThrownBy(() -> sequential(layer.formatted(9)))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("layer \"up\" makes [9, 8, 2] in the file and would make [8, 8, 2] here");
    }

    @Test
    void a_model_for_pictures_of_any_size_takes_the_size_that_it_is_told() {
        String last = """
                {"class_name": "Sequential", "config": {"name": "s", "layers": [
                  {"class_name": "InputLayer", "config": {"batch_shape": [null, null, null, 3], "name": "in"}},
                  {"class_name": "Conv2D", "config": {"name": "c", "filters": 2, "kernel_size": 3}}]}}""";
        String first = """
                {"class_name": "Sequential", "config": {"name": "s", "layers": [
                  {"class_name": "Conv2D", "config": {"name": "c", "filters": 2, "kernel_size": 3,
                    "data_format": "channels_first", "batch_input_shape": [null, 3, null, null]}}]}}""";

        for (String json : new String[] {last, first}) {
            Architecture model =
                    KerasJson.read(json, open -> open.inputSize(20, 30)).architecture();

            assertThat(model.inputShapes()).containsExactly(Shape.of(20, 30, 3));
            assertThat(model.outputShapes()).containsExactly(Shape.of(18, 28, 2));
            assertThatThrownBy(() -> KerasJson.read(json))
                    .isInstanceOf(NnException.class)
                    .hasMessageContaining("takes pictures of any size")
                    .hasMessageContaining("inputSize(96, 96)");
        }
        assertThatThrownBy(() -> KerasJson.read(
                        last.replace("null, null, null, 3", "null, null"), open -> open.inputSize(20, 30)))
                .hasMessageContaining("the sizes of the input have to be known, got [None]");
    }

    @Test
    void all_layers_that_are_not_known_are_named_at_once() {
        assertThatThrownBy(() -> sequential("""
                {"class_name": "LSTM", "config": {"name": "memory", "units": 3, "batch_input_shape": [null, 5, 2]}},
                {"class_name": "Conv1D", "config": {"name": "line", "filters": 3}},
                {"class_name": "Sequential", "config": [{"class_name": "Lambda", "config": {"name": "code"}}]},
                {"class_name": "Dense", "config": {"name": "fine", "units": 3}},
                {"class_name": "Mine", "config": {"name": "own"}}"""))
                .isInstanceOf(NnException.class)
                .hasMessageStartingWith("4 layers cannot be opened:")
                .hasMessageContaining("layer \"memory\" (LSTM) is recurrent")
                .hasMessageContaining("layer \"line\" (Conv1D) works on sequences or volumes")
                .hasMessageContaining("\"code\" is a Lambda")
                .hasMessageContaining("layer \"own\" (Mine) is of a class")
                .hasMessageNotContaining("fine");
    }

    @Test
    void an_operation_is_never_taken_for_a_layer_of_its_name() {
        String json = """
                {"class_name": "Functional", "config": {"name": "m", "layers": [
                  {"module": "keras.layers", "class_name": "InputLayer", "name": "x", "config": {"batch_shape": [null, 4, 4, 3], "name": "x"},
                    "inbound_nodes": []},
                  %s],
                  "input_layers": ["x", 0, 0], "output_layers": ["op", 0, 0]}}""";
        String tensor = "{\"class_name\": \"__keras_tensor__\", \"config\": {\"keras_history\": [\"x\", 0, 0]}}";
        String average = """
                {"module": "keras.src.ops.numpy", "class_name": "Average", "name": "op", "config": {"name": "op", "axis": -1},
                 "inbound_nodes": [{"args": [%s], "kwargs": {"weights": null}}]}""".formatted(tensor);
        String slice = """
                {"class_name": "SlicingOpLambda", "name": "op", "config": {"name": "op", "function": "__operators__.getitem"},
                 "inbound_nodes": [["x", 0, 0, {"slice_spec": {"start": 0}}]]}""";
        String reciprocal = """
                {"module": "keras.src.ops.numpy", "class_name": "TrueDivide", "name": "op", "config": {"name": "op"},
                 "inbound_nodes": [{"args": [1.0, %s], "kwargs": {}}]}""".formatted(tensor);

        assertThatThrownBy(() -> read(json.formatted(average)))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("\"op\" is an operation (average of \"x\") that no layer here does");
        assertThatThrownBy(() -> read(json.formatted(slice))).hasMessageContaining("(get_item of \"x\")");
        assertThatThrownBy(() -> read(json.formatted(reciprocal)))
                .hasMessageContaining("(true_divide of 1.0, \"x\") that no layer here does");
    }
}
