package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
        return read(json, CustomLayers.none());
    }

    /** Like {@link #read(String)}, where some layers are your own. */
    public static ModelConfig read(String json, CustomLayers customLayers) {
        return read(parse(json), customLayers);
    }

    static ModelConfig read(JsonNode tree, CustomLayers customLayers) {
        Architecture architecture = new ModelReader(customLayers).model(tree);
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
