package dev.glimpse.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glimpse.image.Picture;
import dev.glimpse.zoo.pixel.PixelMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Model files from the outside world, whose outputs were recorded with TensorFlow Lite. */
@Tag("shared-data")
class RealFilesTest {

    @ParameterizedTest
    @CsvSource({"pretrainedResnet, none", "vww_96, 0..1"})
    void a_keras_2_file_predicts_what_was_recorded(String name, String preprocessing) throws IOException {
        Path folder = shared().resolve("keras/mlcommons-tiny");
        JsonNode expected = JsonMapper.shared().readTree(folder.resolve(name + ".expected.json"));
        List<String> labels = expected.get("class_names")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        int side = expected.get("input_shape").get(1).intValue();
        byte[] pixels = Files.readAllBytes(folder.resolve(name + ".inputs.u8.bin"));
        int size = side * side * 3;

        try (Classifier classifier = Classifier.load(folder.resolve(name + ".h5"), open -> open.labels(labels)
                .preprocessing(PixelMode.named(preprocessing).orElseThrow()))) {
            for (int i = 0; i < expected.get("outputs").size(); i++) {
                Picture picture = Picture.of(side, side, 3, Arrays.copyOfRange(pixels, i * size, (i + 1) * size));
                for (Guess guess : classifier.predict(picture).guesses()) {
                    double recorded = expected.get("outputs")
                            .get(i)
                            .get(labels.indexOf(guess.label()))
                            .doubleValue();
                    assertThat((double) guess.probability())
                            .as(guess.label() + " of picture " + i)
                            .isCloseTo(
                                    recorded, within(expected.get("tolerance").doubleValue()));
                }
            }
        }
    }

    @Test
    void a_picture_file_is_brought_to_the_size_as_pillow_does_it() throws IOException {
        Path folder = shared().resolve("keras/mlcommons-tiny");
        JsonNode expected = JsonMapper.shared().readTree(folder.resolve("vww_96.expected.json"));

        try (Classifier classifier =
                Classifier.load(folder.resolve("vww_96.h5"), open -> open.labels(List.of("non_person", "person"))
                        .preprocessing(PixelMode.UNIT))) {
            Prediction kitten = classifier.predict(shared().resolve("photos/kitten.jpg"));
            assertThat(kitten.best().label()).isEqualTo("non_person");
            assertThat((double) kitten.best().probability())
                    .as("the decoder and the resizer differ from Pillow's by a grey level at most")
                    .isCloseTo(expected.get("outputs").get(1).get(0).doubleValue(), within(1e-2));
        }
    }

    private static Path shared() {
        String shared = System.getProperty("glimpse.shared", "");
        assumeTrue(!shared.isEmpty(), "the model files are not here: -Dglimpse.shared names their folder");
        return Path.of(shared);
    }
}
