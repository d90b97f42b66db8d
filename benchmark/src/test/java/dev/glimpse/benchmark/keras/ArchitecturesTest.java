package dev.glimpse.benchmark.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.layer.CustomLayer;
import dev.glimpse.nn.layer.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Keras and Glimpse open each other's files, and predict the same. */
@JudgedByKeras
class ArchitecturesTest {

    @TestFactory
    Stream<DynamicContainer> files_mean_the_same_to_both(Keras keras) {
        return keras.names("architectures").stream().map(name -> new SavedByKeras(keras, "save", name).everyWay());
    }

    @TestFactory
    Stream<DynamicContainer> small_networks_of_keras_mean_the_same_to_both(Keras keras) {
        return keras.names("small_applications").stream()
                .map(name -> new SavedByKeras(keras, "small_application", name).everyWay());
    }

    @TestFactory
    Stream<DynamicTest> networks_of_keras_have_as_many_parameters(Keras keras) {
        return keras.names("applications").stream()
                .map(name -> dynamicTest(name, () -> {
                    JsonNode answer = keras.ask("application", question -> question.put("name", name)
                            .put("folder", keras.folder().toString()));
                    Path json = keras.folder().resolve(name + ".json");
                    assertThat(ModelFiles.describe(json)
                                    .config()
                                    .architecture()
                                    .parameterCount()
                                    .total())
                            .isEqualTo(answer.get("parameters").longValue());
                }));
    }

    @TestFactory
    Stream<DynamicTest> what_is_not_known_is_refused_by_name(Keras keras) {
        JsonNode models = keras.ask(
                        "refused",
                        question -> question.put("folder", keras.folder().toString()))
                .get("models");
        return models.propertyStream().flatMap(model -> Stream.of(".keras", ".h5")
                .map(ending -> dynamicTest(model.getKey() + ending, () -> {
                    Path file = keras.folder().resolve(model.getKey() + ending);
                    assertThatThrownBy(() -> ModelFiles.read(file))
                            .isInstanceOf(NnException.class)
                            .hasMessageContaining(model.getValue().stringValue());
                })));
    }

    @Test
    void every_layer_is_judged(Keras keras) throws IOException {
        Set<Class<?>> judged = Kinds.none();
        for (String name : keras.names("architectures")) {
            Kinds.collect(new SavedByKeras(keras, "save", name).architecture(), judged);
        }
        assertThat(Kinds.missing(Layer.class, judged))
                .as("layers without a case")
                .containsExactly(CustomLayer.class.getSimpleName());
    }
}
