package dev.glimpse.zoo.imagenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ImageNetClassTest {

    @Test
    void there_are_a_thousand_in_the_order_of_their_numbers() {
        assertThat(ImageNetClass.all()).hasSize(1000);
        assertThat(ImageNetClass.all())
                .extracting(ImageNetClass::wordNetId)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(ImageNetClass.all().get(285)).isEqualTo(new ImageNetClass("n02124075", "Egyptian_cat"));
    }

    @Test
    void labels_are_names_and_those_that_two_share_have_their_numbers() {
        assertThat(ImageNetClass.labels())
                .hasSize(1000)
                .doesNotHaveDuplicates()
                .contains("tabby", "crane (n02012849)", "crane (n03126707)", "maillot (n03710637)");
    }

    @Test
    @Tag("shared-data")
    void they_are_those_that_keras_publishes() throws IOException {
        String shared = System.getProperty("glimpse.shared", "");
        assumeTrue(!shared.isEmpty(), "Keras's list is not here: -Dglimpse.shared names its folder");
        String json = IntStream.range(0, 1000)
                .mapToObj(i -> {
                    ImageNetClass one = ImageNetClass.all().get(i);
                    return "\"" + i + "\": [\"" + one.wordNetId() + "\", \"" + one.name() + "\"]";
                })
                .collect(Collectors.joining(", ", "{", "}"));
        assertThat(Files.readString(Path.of(shared, "imagenet_class_index.json")))
                .isEqualTo(json);
    }
}
