package dev.glimpse.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.tensor.Shape;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.weights.Top;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooTest {

    private static final KnownNetwork SMALL = Published.SMALL;
    private static final KnownNetwork OTHER =
            KnownNetwork.named("mobilenet_0.5").orElseThrow();

    @TempDir
    Path folder;

    @Test
    void a_folder_with_a_file_of_the_published_name_has_the_network() {
        Zoo zoo = Zoo.in(folder);
        assertThat(zoo.atHand()).isEmpty();

        Published.in(folder, SMALL, Top.WITHOUT);

        assertThat(zoo.atHand()).containsExactly(SMALL);
        assertThat(zoo.hasClassifier(SMALL)).isFalse();
        assertThat(zoo.list())
                .singleElement()
                .satisfies(held -> assertThat(held.file().network()).isEqualTo("mobilenet_0.25"));
    }

    @Test
    void a_backbone_takes_pixels_of_any_legal_size_and_gives_one_vector() {
        Published.in(folder, SMALL, Top.WITHOUT);

        Backbone backbone = Zoo.in(folder).backbone(SMALL, new Size2(64, 96));

        assertThat(backbone.input()).isEqualTo(Shape.of(64, 96, 3));
        assertThat(backbone.length()).isEqualTo(256);
        assertThat(backbone.word()).isEqualTo("mobilenet_0.25");
        assertThat(backbone.checksum()).hasSize(64);
        assertThat(backbone.model()
                        .architecture()
                        .graph()
                        .steps()
                        .get(1)
                        .layer()
                        .className())
                .isEqualTo("Rescaling");
        assertOwnNumbers(backbone);
    }

    @Test
    void weights_with_top_serve_as_a_backbone_too() {
        Published.in(folder, SMALL, Top.WITH);
        Zoo zoo = Zoo.in(folder);

        assertOwnNumbers(zoo.backbone(SMALL, Size2.square(32)));
        assertThat(zoo.classifier(SMALL).architecture().outputShapes()).containsExactly(Shape.of(1000));
    }

    private static void assertOwnNumbers(Backbone backbone) {
        for (PlacedWeight weight : backbone.model().architecture().placedWeights()) {
            assertThat(backbone.model().weights().get(weight.path()).values()).containsOnly(Published.number(weight));
        }
    }

    @Test
    void weights_that_are_not_there_are_asked_for_with_their_address_and_their_place() {
        assertThatThrownBy(() -> Zoo.in(folder).backbone(SMALL, Size2.square(224)))
                .isInstanceOf(ZooException.class)
                .hasMessage("the weights of mobilenet_0.25 are not here: fetch them with"
                        + " 'glimpse zoo pull mobilenet_0.25', or put mobilenet_2_5_224_tf_no_top.h5 from"
                        + " https://storage.googleapis.com/tensorflow/keras-applications/mobilenet/mobilenet_2_5_224_tf_no_top.h5"
                        + " into " + folder);
        Published.in(folder, SMALL, Top.WITHOUT);
        assertThatThrownBy(() -> Zoo.in(folder).classifier(SMALL))
                .isInstanceOf(ZooException.class)
                .hasMessageContaining("'glimpse zoo pull mobilenet_0.25 --top'");
    }

    @Test
    void a_file_is_added_with_top_or_without_as_it_is() {
        Zoo zoo = Zoo.in(folder.resolve("zoo"));
        for (Top top : Top.values()) {
            Path file = Published.in(folder, SMALL, top);
            Path renamed = folder.resolve(top + ".h5");
            file.toFile().renameTo(renamed.toFile());

            Added added = zoo.add(SMALL, renamed);

            assertThat(added.origin()).isEqualTo(Added.Origin.UNPROVEN);
            assertThat(added.held().file()).isEqualTo(Published.file(SMALL, top));
            assertThat(added.held().path()).hasSameBinaryContentAs(renamed);
        }
        assertThat(zoo.verify()).hasSize(2).allSatisfy(verdict -> assertThat(verdict.problem())
                .isEmpty());
    }

    @Test
    void a_file_of_the_right_layers_that_is_not_the_published_one_is_said_to_be_another() {
        KnownNetwork squeezeNet = KnownNetwork.named("squeezenet").orElseThrow();
        Zoo zoo = Zoo.in(folder.resolve("zoo"));

        Added added = zoo.add(squeezeNet, Published.in(folder, squeezeNet, Top.WITHOUT));

        assertThat(added.origin()).isEqualTo(Added.Origin.OTHER);
        assertThat(zoo.backbone(squeezeNet, Size2.square(64)).length()).isEqualTo(512);
    }

    @Test
    void weights_of_another_architecture_are_refused_with_the_first_differences() {
        Path file = Published.in(folder, OTHER, Top.WITHOUT);

        assertThatThrownBy(() -> Zoo.in(folder.resolve("zoo")).add(SMALL, file))
                .isInstanceOf(ZooException.class)
                .hasMessage(
                        file + " does not have the weights of mobilenet_0.25 but those of mobilenet_0.5: they differ in"
                                + " 135 places, first conv1/kernel has shape [3, 3, 3, 16] and needs [3, 3, 3, 8];"
                                + " conv1_bn/gamma has shape [16] and needs [8]; conv1_bn/beta has shape [16] and needs [8]");
        assertThat(folder.resolve("zoo")).doesNotExist();
    }

    @Test
    void a_file_without_weights_is_refused() throws IOException {
        Path text = Files.writeString(folder.resolve("weights.h5"), "<html>not found</html>");

        assertThatThrownBy(() -> Zoo.in(folder).add(SMALL, text))
                .isInstanceOf(ZooException.class)
                .hasMessageContaining("weights.h5");
        assertThatThrownBy(() -> Zoo.in(folder).add(SMALL, folder.resolve("none.h5")))
                .isInstanceOf(ZooException.class)
                .hasMessage("there is no file " + folder.resolve("none.h5"));
    }

    @Test
    void a_file_that_changed_since_it_came_is_found_by_verifying() throws IOException {
        Zoo zoo = Zoo.in(folder.resolve("zoo"));
        Path there =
                zoo.add(SMALL, Published.in(folder, SMALL, Top.WITHOUT)).held().path();
        FileTime came = Files.getLastModifiedTime(there);
        byte[] bytes = Files.readAllBytes(there);
        bytes[bytes.length - 1] ^= 1;
        Files.write(there, bytes);
        Files.setLastModifiedTime(there, came);

        assertThat(zoo.verify()).singleElement().satisfies(verdict -> assertThat(
                        verdict.problem().orElseThrow())
                .startsWith("its checksum is not that with which it came, SHA-256 "));
    }

    @Test
    void a_file_that_is_cut_off_is_found_by_verifying_and_by_using_it() throws IOException {
        Path there = Published.in(folder, SMALL, Top.WITHOUT);
        Files.write(there, java.util.Arrays.copyOf(Files.readAllBytes(there), 500_000));

        assertThat(Zoo.in(folder).verify()).singleElement().satisfies(verdict -> assertThat(
                        verdict.problem().orElseThrow())
                .contains("cut off"));
        assertThatThrownBy(() -> Zoo.in(folder).backbone(SMALL, Size2.square(224)))
                .isInstanceOf(ZooException.class)
                .hasMessageContaining("is damaged: delete it and fetch it with 'glimpse zoo pull mobilenet_0.25'");
    }

    @Test
    void a_file_that_is_put_in_place_by_hand_has_to_be_the_published_one() throws IOException {
        KnownNetwork squeezeNet = KnownNetwork.named("squeezenet").orElseThrow();
        Published.in(folder, squeezeNet, Top.WITHOUT);

        assertThatThrownBy(() -> Zoo.in(folder).backbone(squeezeNet, Size2.square(64)))
                .isInstanceOf(ZooException.class)
                .hasMessageContaining("is damaged or not the published file (SHA-256 1715424")
                .hasMessageContaining("glimpse zoo add");
    }

    @Test
    void a_file_that_was_written_to_is_used_only_if_it_is_the_same() throws IOException {
        Path there = Published.in(folder, SMALL, Top.WITHOUT);
        String before = Zoo.in(folder).backbone(SMALL, Size2.square(32)).checksum();
        Files.setLastModifiedTime(there, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(Zoo.in(folder).backbone(SMALL, Size2.square(32)).checksum()).isEqualTo(before);

        Files.write(there, new byte[] {0}, StandardOpenOption.APPEND);
        Files.setLastModifiedTime(there, FileTime.from(Instant.now().plusSeconds(10)));
        assertThatThrownBy(() -> Zoo.in(folder).backbone(SMALL, Size2.square(32)))
                .isInstanceOf(ZooException.class)
                .hasMessageContaining("has changed since it came")
                .hasMessageContaining("glimpse zoo add");
        assertThat(Zoo.in(folder).verify())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.problem().orElse("")).contains("its checksum is not"));
    }
}
