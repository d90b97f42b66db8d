package dev.glimpse.benchmark;

import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.loss.Losses;
import dev.glimpse.nn.metric.Metrics;
import dev.glimpse.nn.model.Model;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.ArrayBatches;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes {@code .keras} files for Python's Keras to judge, with what Glimpse predicts beside them: one for every recorded
 * configuration of a layer, one for every recorded file of Keras's own, and one for every optimizer, trained half way.
 *
 * <pre>
 * java dev.glimpse.benchmark.KerasJudgeFiles nn/src/test/resources/keras /tmp/judged
 * benchmark/keras/judge.sh judge.py /tmp/judged
 * </pre>
 */
public final class KerasJudgeFiles {

    /** The threshold is computed from the wrong sum in all of Keras's engines: its rows do not sum to 1. */
    private static final String NOT_WHAT_IT_SAYS = "layer_activation_sparsemax";

    private static final int BATCH = 4;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Path records;
    private final Path target;
    private int written;
    private final List<String> leftOut = new ArrayList<>();

    private KerasJudgeFiles(Path records, Path target) {
        this.records = records;
        this.target = target;
    }

    /** Takes the folder of recorded numbers and the folder to write to. */
    @SuppressWarnings("SystemOut") // its report
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: KerasJudgeFiles RECORDS TARGET");
            System.exit(2);
        }
        var files = new KerasJudgeFiles(Path.of(arguments[0]), Path.of(arguments[1]));
        Files.createDirectories(files.target);
        files.layers();
        files.archives();
        files.optimizers();
        System.out.println(files.written + " files written to " + files.target);
        files.leftOut.forEach(reason -> System.out.println("left out: " + reason));
    }

    /** One model of one layer for each recorded configuration, with the recorded weights. */
    private void layers() throws IOException {
        try (DirectoryStream<Path> kinds = Files.newDirectoryStream(records.resolve("layer"), "*.json")) {
            for (Path kind : kinds) {
                for (JsonNode recorded : cases("layer/" + kind.getFileName())) {
                    String name = "layer_" + recorded.get("name").stringValue();
                    if (name.equals(NOT_WHAT_IT_SAYS)) {
                        leftOut.add(name + ": what Keras computes under this name is not what the paper says");
                        continue;
                    }
                    layer(name, recorded);
                }
            }
        }
    }

    private void layer(String name, JsonNode recorded) throws IOException {
        Architecture architecture;
        try {
            architecture = KerasJson.read(around(recorded).toString()).architecture();
        } catch (NnException notHere) {
            leftOut.add(name + ": " + notHere.getMessage());
            return;
        }
        Map<String, NdArray.Floats> weights = new LinkedHashMap<>();
        List<PlacedWeight> places = architecture.placedWeights();
        for (int i = 0; i < places.size(); i++) {
            weights.put(places.get(i).path(), array(recorded.get("weights").get(i)));
        }
        try (Model model = Model.build(architecture)) {
            model.weights(weights);
            write(name, model, arrays(recorded.get("inputs")));
        }
    }

    /** Keras's own files, opened here and saved again; those that were compiled learn a little in between. */
    private void archives() throws IOException {
        for (JsonNode recorded : cases("archives.json")) {
            Path file = records.resolve("archive").resolve(recorded.get("file").stringValue());
            List<NdArray> inputs = arrays(recorded.get("inputs"));
            try (Model model = Model.load(file)) {
                boolean isRandom = recorded.get("name").stringValue().equals("every_layer");
                String name = "archive_" + recorded.get("name").stringValue();
                if (model.compilation().isEmpty() || isRandom) {
                    write(name, model, inputs);
                } else {
                    learn(name, model, inputs, targets(recorded.get("predictions")));
                }
            }
        }
    }

    /** One small model for each recorded optimizer, saved in the middle of its training. */
    private void optimizers() throws IOException {
        var architecture = Sequential.of(input(6, 6, 1), conv2d(3, 3).relu(), flatten(), dense(3).softmax());
        for (JsonNode recorded : cases("optimizers.json")) {
            try (Model model = Model.build(architecture)) {
                Map<?, ?> config = MAPPER.convertValue(recorded.get("config"), Map.class);
                model.compile(Optimizer.fromKeras(config), Losses.categoricalCrossentropy(), Metrics.accuracy());
                learn(
                        "optimizer_" + recorded.get("name").stringValue(),
                        model,
                        List.of(noise(16, 6, 6, 1)),
                        List.of(oneHot(16, 3)));
            }
        }
    }

    /** Trains, saves, and trains on: Keras has to predict the same after training on from the file. */
    private void learn(String name, Model model, List<NdArray> inputs, List<NdArray> targets) throws IOException {
        ArrayBatches samples = ArrayBatches.of(inputs, targets).batchSize(BATCH).inOrder();
        model.fit(samples, fit -> fit.epochs(2));
        ObjectNode beside = describe(model, inputs);
        model.save(target.resolve(name + ".keras"));
        model.fit(samples, fit -> fit.epochs(2));
        ObjectNode then = beside.putObject("then").put("batchSize", BATCH).put("epochs", 2);
        put(then.putArray("targets"), targets);
        put(then.putArray("outputs"), model.predict(inputs));
        finish(name, beside);
    }

    private void write(String name, Model model, List<NdArray> inputs) throws IOException {
        model.save(target.resolve(name + ".keras"));
        finish(name, describe(model, inputs));
    }

    private void finish(String name, ObjectNode beside) throws IOException {
        Files.writeString(target.resolve(name + ".json"), beside.toString());
        written++;
    }

    private static ObjectNode describe(Model model, List<NdArray> inputs) {
        ObjectNode beside = MAPPER.createObjectNode();
        put(beside.putArray("inputs"), inputs);
        put(beside.putArray("outputs"), model.predict(inputs));
        put(beside.putArray("weights"), List.copyOf(model.weights().values()));
        var count = model.architecture().parameterCount();
        beside.putObject("summary").put("parameters", count.trainable() + count.nonTrainable());
        return beside;
    }

    /** A functional model of the layer alone, in Keras's JSON. */
    private static ObjectNode around(JsonNode recorded) {
        ObjectNode model = MAPPER.createObjectNode().put("class_name", "Functional");
        ObjectNode config = model.putObject("config").put("name", "around");
        ArrayNode layers = config.putArray("layers");
        ArrayNode inputs = config.putArray("input_layers");
        ArrayNode places = MAPPER.createArrayNode();
        int number = 0;
        for (JsonNode input : recorded.get("inputs")) {
            String name = "in_" + number++;
            ObjectNode layer =
                    layers.addObject().put("class_name", "InputLayer").put("name", name);
            ArrayNode shape = layer.putObject("config").put("name", name).putArray("batch_shape");
            shape.addNull();
            for (int axis = 1; axis < input.get("shape").size(); axis++) {
                shape.add(input.get("shape").get(axis));
            }
            layer.putArray("inbound_nodes");
            inputs.addArray().add(name).add(0).add(0);
            places.addArray().add(name).add(0).add(0);
        }
        ObjectNode layer = recorded.get("config").deepCopy().asObject();
        String name = recorded.get("name").stringValue();
        layer.put("name", name).putArray("inbound_nodes").add(places);
        layers.add(layer);
        config.putArray("output_layers").addArray().add(name).add(0).add(0);
        return model;
    }

    private Iterable<JsonNode> cases(String file) throws IOException {
        return MAPPER.readTree(Files.readString(records.resolve(file))).get("cases");
    }

    private static List<NdArray> arrays(JsonNode list) {
        return list.valueStream().<NdArray>map(KerasJudgeFiles::array).toList();
    }

    /** Something to learn for outputs of these shapes: a class for several numbers, a number for one. */
    private static List<NdArray> targets(JsonNode predictions) {
        List<NdArray> targets = new ArrayList<>();
        for (JsonNode prediction : predictions) {
            int samples = prediction.get("shape").get(0).intValue();
            int classes = prediction.get("shape").get(1).intValue();
            targets.add(classes == 1 ? noise(samples, 1) : oneHot(samples, classes));
        }
        return targets;
    }

    private static NdArray oneHot(int samples, int classes) {
        float[] values = new float[samples * classes];
        for (int i = 0; i < samples; i++) {
            values[i * classes + i % classes] = 1;
        }
        return new NdArray.Floats(Shape.of(samples, classes), values);
    }

    private static NdArray noise(int... sizes) {
        Shape shape = Shape.of(sizes);
        var random = Seed.of(1).random();
        float[] values = new float[Math.toIntExact(shape.count())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return new NdArray.Floats(shape, values);
    }

    private static NdArray.Floats array(JsonNode json) {
        int[] sizes =
                json.get("shape").valueStream().mapToInt(JsonNode::intValue).toArray();
        float[] values = new float[json.get("values").size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) json.get("values").get(i).doubleValue();
        }
        return new NdArray.Floats(Shape.of(sizes), values);
    }

    private static void put(ArrayNode list, List<? extends NdArray> arrays) {
        for (NdArray array : arrays) {
            ObjectNode json = list.addObject();
            ArrayNode shape = json.putArray("shape");
            array.shape().toList().forEach(shape::add);
            ArrayNode values = json.putArray("values");
            for (float value : array.toFloats()) {
                values.add(value);
            }
        }
    }
}
