package dev.glimpse.onnx;

import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.averagePooling2d;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.depthwiseConv2d;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.relu;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static dev.glimpse.nn.layer.Layers.zeroPadding2d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.CustomLayer;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.LayerInfo;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.layer.WeightSpec;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxGraphTest {

    @TempDir
    Path folder;

    private static final Sequential COURSE = Sequential.of(
            input(28, 28, 1),
            conv2d(32, 3).relu(),
            conv2d(64, 3).relu(),
            maxPooling2d(2),
            dropout(0.25),
            flatten(),
            dense(64).relu(),
            dropout(0.5),
            dense(10).softmax().named("digits"));

    private static OnnxGraph graph(Architecture architecture) {
        return OnnxGraph.of(architecture, WholeModelsTest.random(architecture, 1));
    }

    private static List<String> types(OnnxGraph graph) {
        return graph.graph().getNodeList().stream().map(NodeProto::getOpType).toList();
    }

    @Test
    void one_channel_and_a_dense_layer_after_flattening_cost_no_transposition() {
        assertThat(types(graph(COURSE)))
                .containsExactly(
                        "Reshape", "Conv", "Relu", "Conv", "Relu", "MaxPool", "Flatten", "Gemm", "Relu", "Gemm",
                        "Softmax");
    }

    @Test
    void pictures_are_transposed_once_between_an_input_and_a_global_pooling() {
        var picture = input(9, 9, 3);
        var stem = rescaling(1 / 127.5).offset(-1).on(picture);
        var one = relu().on(batchNormalization()
                .on(conv2d(4, 3).same().stride(2).noBias().on(stem)));
        var two = batchNormalization()
                .on(depthwiseConv2d(3).stride(2).on(zeroPadding2d(1).on(stem)));
        var whole = Functional.of(
                picture,
                dense(2).on(globalAveragePooling2d().on(add(one, conv2d(4, 1).on(two)))));

        assertThat(types(graph(whole)))
                .as("normalisations and zeros around pictures are folded")
                .containsExactlyInAnyOrder(
                        "Mul",
                        "Add",
                        "Transpose",
                        "Conv",
                        "Relu",
                        "Conv",
                        "Conv",
                        "Add",
                        "GlobalAveragePool",
                        "Flatten",
                        "Gemm");
    }

    @Test
    void a_normalisation_stays_where_something_else_reads_what_it_reads() {
        var picture = input(5, 5, 2);
        var sums = conv2d(3, 3).on(picture);
        var whole = Functional.of(List.of(picture), List.of(batchNormalization().on(sums), sums));

        assertThat(types(graph(whole))).contains("BatchNormalization");
    }

    @Test
    void a_normalisation_stays_behind_padding_pooling_and_activations() {
        for (Layer before :
                List.of(zeroPadding2d(1), averagePooling2d(2), conv2d(3, 3).relu())) {
            assertThat(types(graph(Sequential.of(input(9, 9, 2), conv2d(2, 3), before, batchNormalization()))))
                    .contains("BatchNormalization");
        }
    }

    @Test
    void a_pooling_of_numbers_from_0_on_pads_by_itself() {
        assertThat(types(graph(Sequential.of(input(6, 6, 2), conv2d(2, 3).relu(), zeroPadding2d(1), maxPooling2d(3)))))
                .containsExactly("Transpose", "Conv", "Relu", "MaxPool", "Transpose");
    }

    @Test
    void shared_layers_have_their_weights_once() {
        var one = input(70);
        var two = input(70);
        var shared = dense(70);
        var whole = Functional.of(List.of(one, two), List.of(add(shared.on(one), shared.on(two))));

        assertThat(graph(whole).initializers()).hasSize(1);
    }

    @Test
    void what_goes_in_and_out_is_called_as_the_layers_are() {
        OnnxGraph graph = graph(COURSE);

        assertThat(graph.inputs()).containsExactly(new OnnxGraph.Port("input_layer", Shape.of(28, 28, 1)));
        assertThat(graph.outputs()).containsExactly(new OnnxGraph.Port("digits", Shape.of(10)));
        assertThat(graph.graph().getOutput(0).getName()).isEqualTo("digits");
    }

    @Test
    void an_input_can_be_an_output_and_an_output_can_be_given_twice() {
        var picture = input(3);
        var doubled = dense(2).on(picture);
        var whole = Functional.of(List.of(picture), List.of(picture, doubled, doubled));
        List<NdArray.Floats> samples = Sessions.samples(whole, 2, 1);

        List<NdArray.Floats> outputs = Sessions.run(graph(whole), samples);

        assertThat(outputs.get(0).values()).isEqualTo(samples.getFirst().values());
        assertThat(outputs.get(2).values()).isEqualTo(outputs.get(1).values());
    }

    @Test
    void large_weights_can_be_handed_over_apart() {
        OnnxGraph graph = graph(COURSE);
        List<NdArray.Floats> samples = Sessions.samples(COURSE, 2, 3);

        assertThat(graph.initializers().keySet()).containsExactly("conv2d_1/kernel", "dense/kernel");
        assertThat(graph.skeleton()).hasSizeLessThan(10_000);
        assertThat(Sessions.runApart(graph, samples).getFirst().values())
                .isEqualTo(Sessions.run(graph, samples).getFirst().values());
    }

    @Test
    void a_file_holds_the_graph_with_its_weights_and_facts() throws Exception {
        Path file = folder.resolve("digits.onnx");
        OnnxFile.write(file, graph(COURSE).with(Map.of("labels", "0,1")));

        byte[] bytes = Files.readAllBytes(file);
        ModelProto model = parse(bytes);
        assertThat(model.getProducerName()).isEqualTo("Glimpse");
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
        assertThat(model.getMetadataProps(0).getKey()).isEqualTo("labels");
        assertThat(model.getGraph().getInitializerList())
                .anySatisfy(tensor -> assertThat(tensor.getName()).isEqualTo("dense/kernel"));
        assertThat(model.toByteArray()).hasSameSizeAs(bytes);
    }

    private static ModelProto parse(byte[] bytes) throws InvalidProtocolBufferException {
        return ModelProto.parseFrom(bytes);
    }

    @Test
    void what_no_file_can_hold_is_refused() {
        var initializers = new LinkedHashMap<String, Initializer>();
        initializers.put("huge", new Initializer("huge", Shape.of(30_000, 20_000), _ -> {}));
        OnnxGraph huge = OnnxGraph.of(GraphProto.newBuilder(), List.of(), List.of(), initializers);

        assertThatThrownBy(() -> OnnxFile.write(folder.resolve("huge.onnx"), huge))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("at most 2147483647");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void layers_of_your_own_have_no_form_and_are_all_named() {
        record Own(LayerInfo info) implements CustomLayer {
            @Override
            public Own with(LayerInfo newInfo) {
                return new Own(newInfo);
            }

            @Override
            public String className() {
                return "Own";
            }

            @Override
            public Map<String, Object> config() {
                return Map.of();
            }

            @Override
            public Shape shapeFor(List<Shape> inputs) {
                return inputs.getFirst();
            }

            @Override
            public List<WeightSpec> weightsFor(List<Shape> inputs) {
                return List.of();
            }
        }
        var inner =
                Sequential.of(input(3), new Own(LayerInfo.DEFAULT).named("b")).named("inner");
        var whole = Sequential.of(input(3), new Own(LayerInfo.DEFAULT).named("a"), inner);

        assertThat(OnnxGraph.withoutForm(whole)).containsExactly("a (Own)", "inner/b (Own)");
        assertThatThrownBy(() -> graph(whole))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("a (Own), inner/b (Own)");
    }

    @Test
    void weights_that_are_not_the_architectures_are_refused() {
        assertThatThrownBy(() -> OnnxGraph.of(COURSE, new Weights(new LinkedHashMap<>())))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("conv2d/kernel");
    }
}
