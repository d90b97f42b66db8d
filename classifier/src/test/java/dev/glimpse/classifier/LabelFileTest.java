package dev.glimpse.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat\nblack dog",
                "cat\nblack dog\n",
                "\uFEFFcat\r\nblack dog\r\n\r\n",
                "  cat \rblack dog",
                "0 cat\n1 black dog\n",
                "0\tcat\r\n1\tblack dog",
                "[\"cat\", \"black dog\"]",
                "\uFEFF\n {\"0\": \"cat\", \"1\": \"black dog\"}",
                "{\"1\": [\"n02\", \"black dog\"], \"0\": [\"n01\", \"cat\"]}",
                "{\"black dog\": 1, \"cat\": 0}"
            })
    void labels_are_read_in_every_form_in_which_they_are_handed_round(String text) throws IOException {
        assertThat(LabelFile.read(file(text))).isEqualTo(List.of("cat", "black dog"));
    }

    @Test
    void numbers_that_do_not_count_the_lines_are_part_of_the_labels() throws IOException {
        assertThat(LabelFile.read(file("1 euro\n2 euro\n"))).containsExactly("1 euro", "2 euro");
        assertThat(LabelFile.read(file("0\n1\n2"))).containsExactly("0", "1", "2");
    }

    @Test
    void two_classes_of_one_name_get_their_wordnet_numbers() throws IOException {
        assertThat(LabelFile.read(file("""
                {"0": ["n02012849", "crane"], "1": ["n03126707", "crane"], "2": ["n01", "tench"]}"""))).containsExactly("crane (n02012849)", "crane (n03126707)", "tench");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "cat\n\ndog",
                "cat\ndog\ncat",
                "[]",
                "[1, 2]",
                "[\"cat\"",
                "{\"0\": \"cat\", \"2\": \"dog\"}",
                "{\"0\": \"cat\", \"00\": \"dog\"}",
                "{\"cat\": 0, \"dog\": 0}",
                "{\"a\": \"cat\"}",
                "[\"cat\", \"cat\"]",
                "[\"cat\", \" \"]"
            })
    void what_is_not_one_label_for_each_output_is_refused_by_the_file_s_name(String text) throws IOException {
        Path file = file(text);

        assertThatThrownBy(() -> LabelFile.read(file))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_file_that_is_missing_or_no_text_is_refused() throws IOException {
        assertThatThrownBy(() -> LabelFile.read(folder.resolve("none")))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("there is no file");
        Path latin = folder.resolve("latin.txt");
        Files.write(latin, "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> LabelFile.read(latin)).hasMessageContaining("UTF-8");
    }

    @Test
    @Tag("shared-data")
    void keras_s_own_index_of_imagenet_has_a_thousand_labels() {
        String shared = System.getProperty("glimpse.shared", "");
        assumeTrue(!shared.isEmpty(), "needs the index: give -Dglimpse.shared=FOLDER");

        assertThat(LabelFile.read(Path.of(shared, "imagenet_class_index.json")))
                .hasSize(1000)
                .startsWith("tench")
                .endsWith("toilet_tissue")
                .contains("crane (n02012849)", "crane (n03126707)");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("labels.txt"), text);
    }
}
