package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.SavedPart.DataFormat;
import dev.glimpse.nn.archive.SavedPart.Single;
import dev.glimpse.nn.archive.Turning.Order;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.WithActivation;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The entries among a model's layers that are not models themselves. */
final class PartReader {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final FileOptions opening;
    private final String version;
    private final Order pictures;

    /** @param version of Keras, or an empty text if the file does not say */
    PartReader(FileOptions opening, String version, Order pictures) {
        this.opening = opening;
        this.version = version;
        this.pictures = pictures;
    }

    /**
     * What an entry means.
     *
     * @throws NnException if it is not known, naming it
     */
    SavedPart read(JsonNode json, String className) {
        JsonNode config = json.path("config");
        if (className.equals("__lambda__") || className.equals("Lambda")) {
            throw new NnException(
                    "layer \"" + config.path("name").asString(className)
                            + "\" is a Lambda: it holds Python code, which Glimpse never runs; use layers of Keras in its place");
        }
        Optional<CustomLayers.Maker> maker = opening.customLayers().maker(className);
        if (maker.isPresent()) {
            return Single.of(custom(maker.get(), config));
        }
        Optional<SavedPart.Operation> operation = Operations.find(json, className);
        if (operation.isPresent()) {
            return operation.get();
        }
        OldSpellings.Spelling today = OldSpellings.today(className, config);
        ObjectNode settings = JSON.objectNode();
        if (today.config().isObject()) {
            settings.setAll((ObjectNode) today.config());
        }
        if (today.className().equals("InputLayer")) {
            close(settings);
        }
        Optional<Shape> makes = className.equals("Deconvolution2D") ? made(settings) : Optional.empty();
        List<KerasLayer<?>> then = new ArrayList<>(SavedActivation.takeOut(settings));
        if (isBeforeKeras3(json, settings)) {
            then.addAll(SavedActivation.takeOutOld(settings));
        }
        Single single = LayerReader.saved(today.className(), settings);
        KerasLayer<?> layer = withoutWhatGoesAlongChannels(single, then);
        if (!then.isEmpty() && layer.info().activityRegularizer().isPresent()) {
            throw new LayerConfig(className, settings)
                    .wrong("activity_regularizer", "not supported beside an activation that is a layer");
        }
        return new Single(layer, single.format(), then, makes);
    }

    /** Keras 3 leaves modules out of HDF5 files, but not out of the types of numbers; Keras 2.13 had both already. */
    private boolean isBeforeKeras3(JsonNode json, JsonNode settings) {
        if (settings.path("dtype").has("module")) {
            return false;
        }
        return version.isEmpty() ? !json.has("module") : version.startsWith("1.") || version.startsWith("2.");
    }

    /** Softmax takes the last axis, which in a file with its channels first is not that of the channels. */
    private static KerasLayer<?> withoutWhatGoesAlongChannels(Single single, List<KerasLayer<?>> then) {
        KerasLayer<?> layer = (KerasLayer<?>) single.layer();
        boolean first = single.format().equals(Optional.of(DataFormat.CHANNELS_FIRST));
        if (first && layer instanceof WithActivation<?> active && Turning.isAlongAnAxis(active.activation())) {
            then.addFirst(Layers.activation(active.activation()));
            return (KerasLayer<?>) active.activation(ActivationFunction.LINEAR);
        }
        return layer;
    }

    /** Keras 1 was told the shape of what a transposed convolution makes, instead of computing it. */
    private static Optional<Shape> made(ObjectNode settings) {
        return InputShape.batch(settings.path("output_shape")).map(shape -> {
            settings.remove("output_shape");
            return shape.known("the output of a Deconvolution2D");
        });
    }

    private void close(ObjectNode settings) {
        String label = new LayerConfig("InputLayer", settings).label();
        InputShape.of(settings).ifPresent(shape -> {
            ArrayNode sizes = JSON.arrayNode().addNull();
            shape.closed(label, pictures, opening.inputSize()).toList().forEach(sizes::add);
            settings.set("batch_shape", sizes);
        });
    }

    private static Layer custom(CustomLayers.Maker maker, JsonNode config) {
        Map<String, Object> settings = new LinkedHashMap<>();
        KerasJson.toMap(config).forEach((key, value) -> {
            if (value != null && !key.equals("name") && !key.equals("trainable")) {
                settings.put(key, value);
            }
        });
        return maker.make(new LayerConfig("layer", config).info(), settings);
    }
}
