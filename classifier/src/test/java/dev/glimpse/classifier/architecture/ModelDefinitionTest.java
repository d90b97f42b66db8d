package dev.glimpse.classifier.architecture;

import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.Shape;
import dev.glimpse.zoo.architecture.KnownNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDefinitionTest {

    @TempDir
    private Path folder;

    @Test
    void a_known_name_is_that_architecture() throws IOException {
        assertThat(ModelDefinition.of("mnist-cnn")).isEqualTo(new ModelDefinition.Known(KnownArchitecture.MNIST_CNN));
    }

    @Test
    void a_configuration_file_is_what_it_describes() throws IOException {
        Sequential lenet = KnownArchitecture.LENET.of(10);
        Path file = Files.writeString(folder.resolve("mine.json"), KerasJson.write(lenet));

        assertThat(ModelDefinition.of(file.toString()))
                .isInstanceOfSatisfying(
                        ModelDefinition.Described.class,
                        described -> assertThat(described.architecture()).isEqualTo(lenet));
    }

    @Test
    void a_network_of_the_zoo_is_known_by_its_name() throws IOException {
        assertThat(ModelDefinition.of("MobileNetV2"))
                .isEqualTo(new ModelDefinition.InZoo(
                        KnownNetwork.named("mobilenet_v2").orElseThrow()));
    }

    @Test
    void what_is_neither_a_name_nor_a_file_is_refused_with_the_names() {
        assertThatThrownBy(() -> ModelDefinition.of("lenett"))
                .isInstanceOf(NnException.class)
                .hasMessage(
                        "there is no model 'lenett': expected lenet, mnist-cnn, kerasui, small-cnn, "
                                + "a network of the zoo such as mobilenet_v2, or a file: .keras, .h5, Keras's JSON, or a text with the layers");
        assertThatThrownBy(() -> ModelDefinition.of(folder.toString())).isInstanceOf(NnException.class);
        assertThatThrownBy(() -> ModelDefinition.of("nul\0")).isInstanceOf(NnException.class);
    }

    @Test
    void a_text_is_known_by_what_is_in_it_and_adapts_to_pictures_and_labels() throws IOException {
        Path file = Files.writeString(folder.resolve("my_cnn"), "model.add(Flatten())\nmodel.add(Dense(8))");

        assertThat(ModelDefinition.of(file.toString()))
                .isInstanceOfSatisfying(ModelDefinition.Written.class, written -> {
                    assertThat(written.layers(Optional.of(Shape.of(4, 4, 3)), OptionalInt.of(5))
                                    .architecture())
                            .isEqualTo(Sequential.of(input(4, 4, 3), flatten(), dense(8), dense(5).softmax()));
                    assertThatThrownBy(() -> written.layers(Optional.empty(), OptionalInt.empty()))
                            .isInstanceOf(NnException.class)
                            .hasMessageContaining("does not say what pictures it takes");
                });
    }

    @Test
    void a_file_that_is_neither_a_model_nor_a_text_is_refused_by_name() throws IOException {
        Path binary = Files.write(folder.resolve("photo.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, 0, 1});

        assertThatThrownBy(() -> ModelDefinition.of(binary.toString()))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("photo.jpg is no model");
    }

    @Test
    void a_file_that_is_no_model_is_refused_by_name() throws IOException {
        Path file = Files.writeString(folder.resolve("photo.keras"), "no model at all");

        assertThatThrownBy(() -> ModelDefinition.of(file.toString()))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("photo.keras");
    }
}
