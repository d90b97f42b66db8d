package dev.glimpse.nn.archive;

import dev.glimpse.nn.KerasObject;
import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Architectures as Keras's JSON: what {@code model.to_json()} gives, and what {@code config.json} holds in a {@code
 * .keras} file.
 *
 * @see <a href="https://keras.io/api/models/model_saving_apis/model_config_serialization/">Keras: model config
 *     serialization</a>
 */
public final class KerasJson {

    static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> MAP = new TypeReference<>() {};

    private KerasJson() {}

    /** The architecture as JSON that Keras 3 reads. */
    public static String write(Architecture architecture) {
        return write(ModelConfig.of(architecture));
    }

    /** The model as JSON that Keras 3 reads. */
    public static String write(ModelConfig model) {
        return tree(model).toPrettyString();
    }

    static ObjectNode tree(ModelConfig model) {
        ObjectNode json = ModelWriter.model(model.architecture());
        model.compile().ifPresent(compile -> json.set("compile_config", MAPPER.valueToTree(compile.settings())));
        return json;
    }

    /**
     * The model in Keras's JSON.
     *
     * @throws NnException if it is not such JSON, or has a layer or a setting that is not supported
     */
    public static ModelConfig read(String json) {
        return read(json, _ -> {});
    }

    /** Like {@link #read(String)}, with what the file leaves open, such as the size of pictures or layers of your own. */
    public static ModelConfig read(String json, Consumer<FileOptions> options) {
        return read(parse(json), FileOptions.with(options));
    }

    /** A layer as the object that Keras writes for it: every keyword of its constructor that is not null, with its value. */
    public static KerasObject object(KerasLayer<?> layer) {
        return KerasObject.of(
                toMap(ParameterJson.object("keras.layers", layer.className(), LayerWriter.config(layer))));
    }

    /**
     * One layer from its class name in Keras and its settings, in the words of Keras 1, 2 or 3.
     *
     * <p>What the settings say about the shape of the model's input, as the first layer of a Sequential may, is {@link
     * #inputShape}.
     *
     * @param config JSON as Java values: maps, lists, strings, numbers, booleans, nulls
     * @throws NnException if the class is not known, or a setting is missing or not supported
     */
    public static Layer layer(String className, Map<String, ? extends @Nullable Object> config) {
        OldSpellings.Spelling layer = OldSpellings.today(className, MAPPER.valueToTree(config));
        ObjectNode settings = ((ObjectNode) layer.config()).deepCopy();
        if (!SavedActivation.takeOut(settings).isEmpty()) {
            throw new LayerConfig(className, layer.config())
                    .wrong("activation", "a function of Keras: put this layer behind the other instead");
        }
        return LayerReader.read(layer.className(), settings);
    }

    /**
     * The shape of one sample that a layer's settings say its model takes: Keras's {@code input_shape}, {@code
     * input_dim}, {@code batch_input_shape}, {@code batch_shape}, or {@code shape} for an Input.
     *
     * @throws NnException if there is one, and it is not a list of known sizes
     */
    public static Optional<Shape> inputShape(Map<String, ? extends @Nullable Object> config) {
        return InputShape.of(MAPPER.valueToTree(config)).map(shape -> shape.known("the input"));
    }

    /** The class names that {@link #layer} knows: Keras 3's, and the old and short ones. */
    public static SortedSet<String> layerNames() {
        SortedSet<String> names = new TreeSet<>(OldSpellings.classNames());
        addNames(KerasLayer.class, names);
        names.add("InputLayer");
        return names;
    }

    private static void addNames(Class<?> family, Set<String> names) {
        for (Class<?> member : family.getPermittedSubclasses()) {
            if (member.isSealed()) {
                addNames(member, names);
            } else {
                names.add(member.getSimpleName());
            }
        }
    }

    static ModelConfig read(JsonNode tree, FileOptions opening) {
        return read(tree, tree.path("keras_version").asString(""), opening);
    }

    /** Like {@link #read(JsonNode, FileOptions)}, for a tree that stands in a file of this version of Keras. */
    static ModelConfig read(JsonNode tree, String kerasVersion, FileOptions opening) {
        return config(tree, ModelReader.read(tree, kerasVersion, opening).architecture());
    }

    /** What the tree says beside the architecture that was rebuilt from it. */
    static ModelConfig config(JsonNode tree, Architecture architecture) {
        JsonNode compile = tree.path("compile_config");
        return new ModelConfig(
                architecture,
                compile.isObject() && !compile.isEmpty()
                        ? Optional.of(new CompileConfig(toMap(compile)))
                        : Optional.empty());
    }

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException notJson) {
            throw new NnException("not JSON: " + notJson.getOriginalMessage(), notJson);
        }
    }

    static Map<String, @Nullable Object> toMap(JsonNode json) {
        return MAPPER.convertValue(json, MAP);
    }
}
