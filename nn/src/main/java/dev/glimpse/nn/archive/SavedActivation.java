package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.Activation;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.ELU;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.LeakyReLU;
import dev.glimpse.nn.layer.ReLU;
import dev.glimpse.nn.layer.Softmax;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Activations that are not the name of a function of today: layers as activations, and functions that have changed. */
final class SavedActivation {

    private static final String KEY = "activation";

    /** {@code hard_sigmoid} had the slope 1/5 before Keras 3, and has 1/6 today. */
    private static final double OLD_SLOPE = 6.0 / 5;

    private SavedActivation() {}

    /**
     * Puts the name of a function in place of a layer, where there is one that does the same.
     *
     * @return what else is to be done to the output of the layer whose settings these are
     */
    static List<KerasLayer<?>> takeOut(ObjectNode settings) {
        JsonNode activation = settings.path(KEY);
        if (!activation.path("class_name").isString()
                || activation.path("class_name").asString().equals("function")) {
            return List.of();
        }
        OldSpellings.Spelling layer =
                OldSpellings.today(activation.path("class_name").asString(), activation.path("config"));
        KerasLayer<?> then = LayerReader.read(layer.className(), layer.config());
        if (!(then instanceof Activation
                || then instanceof ReLU
                || then instanceof LeakyReLU
                || then instanceof ELU
                || then instanceof Softmax)) {
            throw new LayerConfig("activation", settings)
                    .wrong(KEY, "a function of Keras, or a layer that is one and has no weights");
        }
        Optional<ActivationFunction> function = function(then);
        settings.put(KEY, function.orElse(ActivationFunction.LINEAR).kerasName());
        return function.isPresent() ? List.of() : List.of(then.with(then.info().unnamed()));
    }

    /** The function that a layer is, if it is one without settings of its own. */
    private static Optional<ActivationFunction> function(KerasLayer<?> layer) {
        if (layer instanceof Activation activation) {
            return Optional.of(activation.function());
        }
        KerasLayer<?> plain = layer.with(Layers.relu().info());
        if (plain.equals(Layers.relu())) {
            return Optional.of(ActivationFunction.RELU);
        }
        if (plain.equals(Layers.relu().maxValue(6))) {
            return Optional.of(ActivationFunction.RELU6);
        }
        if (plain.equals(Layers.elu())) {
            return Optional.of(ActivationFunction.ELU);
        }
        if (plain.equals(Layers.softmax())) {
            return Optional.of(ActivationFunction.SOFTMAX);
        }
        return Optional.empty();
    }

    /** The same for functions whose name has another meaning today, in a file of before Keras 3. */
    static List<KerasLayer<?>> takeOutOld(ObjectNode settings) {
        JsonNode activation = settings.path(KEY);
        JsonNode name = activation.isObject() ? activation.path("config") : activation;
        if (!name.asString("").equals(ActivationFunction.HARD_SIGMOID.kerasName())) {
            return List.of();
        }
        settings.put(KEY, ActivationFunction.LINEAR.kerasName());
        return List.of(Layers.rescaling(OLD_SLOPE), Layers.activation(ActivationFunction.HARD_SIGMOID));
    }
}
