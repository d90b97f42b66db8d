package dev.glimpse.classifier.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KnownArchitectureTest {

    /** The counts that Keras 3.15 gives for the same layers. */
    @ParameterizedTest
    @CsvSource({
        "lenet,     10, 61706,   0",
        "mnist-cnn, 10, 609354,  0",
        "kerasui,   2,  921538,  832",
        "small-cnn, 4,  60948,   352"
    })
    void parameters_are_as_many_as_in_keras(String name, int classes, long trainable, long nonTrainable) {
        var count = KnownArchitecture.named(name).orElseThrow().of(classes).parameterCount();

        assertThat(count.trainable()).isEqualTo(trainable);
        assertThat(count.nonTrainable()).isEqualTo(nonTrainable);
    }

    @ParameterizedTest
    @EnumSource
    void takes_other_pictures_and_any_number_of_classes(KnownArchitecture known) {
        var architecture = known.of(Shape.of(224, 224, 3), 17);

        assertThat(architecture.inputShapes()).containsExactly(Shape.of(224, 224, 3));
        assertThat(architecture.outputShapes()).containsExactly(Shape.of(17));
        assertThat(KnownArchitecture.named(known.word())).contains(known);
    }

    @Test
    void too_few_classes_and_too_small_pictures_are_refused() {
        assertThatThrownBy(() -> KnownArchitecture.LENET.of(1))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("at least 2 classes");
        assertThatThrownBy(() -> KnownArchitecture.KERASUI.of(Shape.of(32, 32, 1), 3))
                .isInstanceOf(NnException.class);
        assertThat(KnownArchitecture.named("vgg")).isEmpty();
    }
}
