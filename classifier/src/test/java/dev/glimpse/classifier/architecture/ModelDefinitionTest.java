package dev.glimpse.classifier.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.layer.Sequential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void what_is_neither_a_name_nor_a_file_is_refused_with_the_names() {
        assertThatThrownBy(() -> ModelDefinition.of("lenett"))
                .isInstanceOf(NnException.class)
                .hasMessage("there is no model 'lenett': expected lenet, mnist-cnn, kerasui, small-cnn, "
                        + "or a .keras or JSON file");
        assertThatThrownBy(() -> ModelDefinition.of(folder.toString())).isInstanceOf(NnException.class);
        assertThatThrownBy(() -> ModelDefinition.of("nul\0")).isInstanceOf(NnException.class);
    }

    @Test
    void a_file_that_is_no_model_is_refused_by_name() throws IOException {
        Path file = Files.writeString(folder.resolve("photo.keras"), "no model at all");

        assertThatThrownBy(() -> ModelDefinition.of(file.toString()))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("photo.keras");
    }
}
