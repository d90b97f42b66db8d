package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.tensor.Shape;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One entry among a model's layers, as its file means it. */
sealed interface SavedPart {

    /** Where a layer expects the channels of a picture. */
    enum DataFormat {
        CHANNELS_FIRST,
        CHANNELS_LAST
    }

    /**
     * A layer.
     *
     * @param format where it expects channels, for one that looks at pictures
     * @param then what is done to its output before others see it
     * @param makes the shape of its output, if the file says so
     */
    record Single(Layer layer, Optional<DataFormat> format, List<KerasLayer<?>> then, Optional<Shape> makes)
            implements SavedPart {

        public Single {
            then = List.copyOf(then);
        }

        /** A layer that does not ask where channels are, and nothing more. */
        static Single of(Layer layer) {
            return new Single(layer, Optional.empty(), List.of(), Optional.empty());
        }

        Single named(String name) {
            return new Single(layer.named(name), format, then, makes);
        }
    }

    /** A model inside the model. */
    record Nested(RebuiltModel model) implements SavedPart {}

    /**
     * A calculation that Keras keeps among the layers, such as {@code x + 3}.
     *
     * @param name of the entry
     * @param function what is calculated, in Keras's words, such as {@code true_divide}
     * @param config its settings
     */
    record Operation(String name, String function, JsonNode config) implements SavedPart {}
}
