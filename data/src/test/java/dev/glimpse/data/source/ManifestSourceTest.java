package dev.glimpse.data.source;

import static dev.glimpse.data.TestPictures.png;
import static dev.glimpse.data.TestPictures.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestSourceTest {

    @TempDir
    Path folder;

    @BeforeEach
    void draw() {
        write(folder.resolve("pictures/a 1.png"), png(1));
        write(folder.resolve("pictures/b,2.png"), png(2));
        write(folder.resolve("pictures/c.png"), png(3));
    }

    private Source open(String manifest) {
        return Source.open(write(folder.resolve("set.csv"), manifest.getBytes(UTF_8)));
    }

    private void refuses(String manifest, String... words) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(manifest))
                .satisfies(e -> assertThat(e).message().contains(words));
    }

    @Test
    void lines_of_path_and_label_need_no_header() throws IOException {
        try (Source source = open("pictures/c.png,rose\npictures/a 1.png,daisy\n")) {
            assertThat(source.labels()).containsExactly("daisy", "rose");
            assertThat(source.name(0)).isEqualTo("pictures/c.png");
            assertThat(source.label(0)).isEqualTo(1);
            assertThat(source.split(0)).isEmpty();
            assertThat(source.bytes(1)).isEqualTo(png(1));
        }
    }

    @Test
    void a_spreadsheets_byte_order_mark_line_ends_quotes_and_header_are_understood() {
        try (Source source =
                open("\uFEFFLabel,Path,Split,Remark\r\nrose,\"pictures/b,2.png\",train,\"so \"\"nice\"\"\"\r\n"
                        + "été,pictures/c.png,VAL,\r\n\r\n薔薇,pictures/a 1.png,,\r\n")) {
            assertThat(source.labels()).containsExactly("rose", "été", "薔薇");
            assertThat(source.name(0)).isEqualTo("pictures/b,2.png");
            assertThat(IntStream.range(0, 3).mapToObj(source::split))
                    .containsExactly(Optional.of(Split.TRAIN), Optional.of(Split.VALIDATION), Optional.empty());
        }
    }

    @Test
    void semicolons_and_tabs_separate_too() {
        try (Source source = open("path;label\npictures/c.png;rose\npictures/a 1.png;daisy\n")) {
            assertThat(source.labels()).containsExactly("daisy", "rose");
        }
        try (Source source = open("pictures/c.png\trose\ttest\n")) {
            assertThat(source.split(0)).contains(Split.TEST);
        }
    }

    @Test
    void a_windows_programs_backslashes_lead_to_the_file() throws IOException {
        try (Source source = open("pictures\\c.png,rose\n")) {
            assertThat(source.bytes(0)).isEqualTo(png(3));
        }
    }

    @Test
    void missing_pictures_are_named_with_their_lines() {
        refuses(
                "path,label\npictures/c.png,rose\nnone.png,rose\npictures/d.png,daisy\n",
                "line 3: no file 'none.png'",
                "line 4: no file 'pictures/d.png'",
                "relative to " + folder);
        refuses("1.png,a\n2.png,a\n3.png,a\n4.png,a\n5.png,a\n", "line 3", "and 2 more");
    }

    @Test
    void a_header_without_a_label_is_refused() {
        refuses("path,colour\npictures/c.png,red\n", "line 1", "no column for the label", "path, colour");
    }

    @Test
    void lines_that_are_too_short_or_empty_in_a_cell_are_named() {
        refuses("pictures/c.png,rose\npictures/c.png\n", "line 2", "expected path,label[,split]");
        refuses("pictures/c.png,rose\n,rose\n", "line 2", "the path is empty");
        refuses("pictures/c.png, \n", "line 1", "the label is empty");
    }

    @Test
    void an_unknown_split_is_named() {
        refuses("pictures/c.png,rose,later\n", "line 1", "train, validation or test", "'later'");
    }

    @Test
    void an_empty_manifest_lists_no_pictures() {
        refuses("", "lists no pictures");
        refuses("path,label\n", "lists no pictures");
    }

    @Test
    void a_quote_that_never_ends_is_no_csv() {
        refuses("pictures/c.png,\"rose\n", "is not a CSV file");
    }

    @Test
    void a_manifest_in_another_encoding_is_refused() {
        Path file = write(folder.resolve("latin.csv"), "pictures/c.png,été\n".getBytes(ISO_8859_1));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Source.open(file))
                .withMessageContaining("UTF-8");
    }
}
