package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code glimpse export}, of a model that others made. */
class ExportCommandTest {

    @TempDir
    Path folder;

    private String model = "";
    private String labels = "";

    @BeforeEach
    void save() throws IOException {
        Architecture layers = Sequential.of(input(4, 4, 3), flatten(), dense(2).softmax());
        SequencedMap<String, NdArray.Floats> zeros = new LinkedHashMap<>();
        for (PlacedWeight weight : layers.placedWeights()) {
            int count = Math.toIntExact(weight.spec().shape().count());
            zeros.put(weight.path(), new NdArray.Floats(weight.spec().shape(), new float[count]));
        }
        KerasArchive.write(folder.resolve("eyes.keras"), ModelFile.of(layers, new Weights(zeros)));
        Files.writeString(folder.resolve("labels.txt"), "open\nshut\n");
        model = folder.resolve("eyes.keras").toString();
        labels = folder.resolve("labels.txt").toString();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "out.keras      | keras.models.load_model(",
                "out.h5         | keras.models.load_model(",
                "out.weights.h5 | model.load_weights(",
                "out.json       | keras.models.model_from_json(open(",
                "out.py         | python ",
                "out.onnx       | onnxruntime.InferenceSession("
            })
    void the_ending_says_the_format_and_one_line_how_to_open_it(String name, String opening) {
        CommandLineRun run = glimpse("export", model, "-o", file(name));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("Wrote " + file(name) + " (")
                .contains(" kB): " + opening.strip())
                .hasLineCount(1);
        assertThat(Path.of(file(name))).isNotEmptyFile();
    }

    @Test
    void what_the_user_says_of_a_model_goes_along_and_is_told() {
        CommandLineRun run =
                glimpse("export", model, "--labels", labels, "--preprocessing", "tf", "-o", file("mine.keras"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("labels are those in " + labels, "--preprocessing tf")
                .hasLineCount(1);
        CommandLineRun again =
                glimpse("export", file("mine.keras"), "--labels-to", file("again.txt"), "-o", file("mine.h5"));
        assertThat(again.err()).isEmpty();
        assertThat(Path.of(file("again.txt"))).hasContent("open\nshut\n");
    }

    @Test
    void a_format_without_a_place_for_labels_says_so_unless_they_are_written() {
        String[] command = {"export", model, "--labels", labels, "-o", file("out.json")};

        assertThat(glimpse(command).err())
                .contains("keras-json has no place for labels (--labels-to writes them)", "squash to 4x4");
        assertThat(glimpse("export", model, "--labels", labels, "--labels-to", file("l.txt"), "-o", file("out.json"))
                        .err())
                .doesNotContain("labels (")
                .contains("squash to 4x4");
    }

    @Test
    void what_cannot_be_meant_is_refused_before_a_file_is_written() {
        assertThat(glimpse("export", model, "--to", "caffe", "-o", file("out.keras")))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("--to is one of keras, h5, weights-h5"));
        assertThat(glimpse("export", model, "-o", file("out.bin")))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("out.bin is that of no format"));
        assertThat(glimpse("export", model, "--labels-to", file("l.txt"), "-o", file("out.keras")))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("does not say what its outputs are called"));
        assertThat(glimpse("export", model).exitCode()).isEqualTo(2);
        assertThat(folder)
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("out."));
    }

    @Test
    void labels_replace_neither_the_model_nor_what_it_becomes() throws IOException {
        byte[] before = Files.readAllBytes(Path.of(model));

        CommandLineRun run =
                glimpse("export", model, "--labels", labels, "--labels-to", model, "-o", file("out.keras"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is the model itself");
        assertThat(Path.of(model)).hasBinaryContent(before);

        CommandLineRun same =
                glimpse("export", model, "--labels", labels, "--labels-to", file("out.keras"), "-o", file("out.keras"));
        assertThat(same.exitCode()).isEqualTo(2);
        assertThat(same.err()).contains("name the same file");
    }

    @Test
    void a_folder_is_not_written_to() throws IOException {
        Files.createDirectory(Path.of(file("out.keras")));

        CommandLineRun run = glimpse("export", model, "-o", file("out.keras"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("out.keras is a folder");
    }
}
