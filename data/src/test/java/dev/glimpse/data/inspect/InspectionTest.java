package dev.glimpse.data.inspect;

import static dev.glimpse.data.TestPictures.classes;
import static dev.glimpse.data.TestPictures.grayPng;
import static dev.glimpse.data.TestPictures.idx;
import static dev.glimpse.data.TestPictures.jpeg;
import static dev.glimpse.data.TestPictures.png;
import static dev.glimpse.data.TestPictures.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.inspect.DataReport.Duplicate;
import dev.glimpse.data.inspect.DataReport.Range;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Unreadable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {

    @TempDir
    Path folder;

    private DataReport report() {
        try (Dataset data = Dataset.open(folder)) {
            return Inspection.of(data, (done, all) -> {});
        }
    }

    @Test
    void counts_sizes_and_formats_are_reported_for_each_class_and_split() {
        classes(folder, 20, "cat", "dog");
        write(folder.resolve("cat/large.jpg"), jpeg(64, 32, 1));
        write(folder.resolve("dog/grey.png"), grayPng(20, 4, 1));
        DataReport report = report();
        assertThat(report.pictures()).isEqualTo(42);
        assertThat(report.classes().getFirst().label()).isEqualTo("cat");
        assertThat(report.classes().getFirst().pictures()).isEqualTo(21);
        assertThat(report.classes().getFirst().splits())
                .isEqualTo(Map.of(Split.TRAIN, 15, Split.VALIDATION, 3, Split.TEST, 3));
        assertThat(report.widths()).isEqualTo(new Range(8, 8, 64));
        assertThat(report.heights()).isEqualTo(new Range(4, 6, 32));
        assertThat(report.formats()).isEqualTo(Map.of("PNG", 41, "JPEG", 1));
        assertThat(report.gray()).isEqualTo(1);
        assertThat(report.problems()).isEmpty();
        assertThat(report.text())
                .contains("42 pictures in 2 classes", "width 8 to 64 (median 8), height 4 to 32 (median 6) pixels")
                .contains("PNG 41, JPEG 1; in colour 41, grey 1")
                .containsPattern("cat +21 +15 +3 +3")
                .containsPattern("all +42 +30 +6 +6");
    }

    @Test
    void a_picture_whose_header_is_sound_and_whose_pixels_are_not_is_unreadable() {
        classes(folder, 20, "cat", "dog");
        byte[] whole = jpeg(400, 300, 1);
        write(folder.resolve("cat/cut.jpg"), Arrays.copyOf(whole, whole.length / 2));
        write(folder.resolve("cat/empty.jpg"), new byte[0]);
        DataReport report = report();
        assertThat(report.pictures()).isEqualTo(40);
        assertThat(report.unreadableCount()).isEqualTo(2);
        assertThat(report.unreadable()).extracting(Unreadable::name).containsExactly("cat/empty.jpg", "cat/cut.jpg");
        assertThat(report.text()).contains("unreadable files, left out: 2", "cat/cut.jpg: ");
    }

    @Test
    void copies_and_contradictions_are_found_also_in_different_files() {
        classes(folder, 20, "cat", "dog");
        write(folder.resolve("cat/copy.png"), png(3));
        write(folder.resolve("dog/copy.png"), png(4));
        byte[] plain = png(5);
        byte[] longer = Arrays.copyOf(plain, plain.length + 9);
        write(folder.resolve("cat/longer.png"), longer);
        DataReport report = report();
        assertThat(report.copies()).isEqualTo(3);
        assertThat(report.duplicates())
                .containsExactly(
                        new Duplicate(List.of("cat/3.png", "cat/copy.png"), List.of("cat"), true),
                        new Duplicate(List.of("cat/4.png", "dog/copy.png"), List.of("cat", "dog"), true),
                        new Duplicate(List.of("cat/5.png", "cat/longer.png"), List.of("cat"), false));
        assertThat(report.contradictions()).hasSize(1);
        assertThat(report.text())
                .contains("pictures under two labels: 1", "cat/4.png = dog/copy.png: cat and dog")
                .contains("more than once: 2", "the same pixels in different files");
    }

    @Test
    void what_keeps_a_dataset_from_being_learnt_is_a_problem() {
        classes(folder, 20, "cat");
        DataReport report = report();
        assertThat(report.problems()).singleElement().asString().contains("only one class, 'cat'");
        assertThat(report.classes().getFirst().splits()).isEmpty();
        assertThat(report.text()).contains("problem: there is only one class");
    }

    @Test
    void of_classes_with_few_pictures_it_is_said_what_they_go_without() {
        classes(folder, 2, "cat", "dog");
        DataReport report = report();
        assertThat(report.problems()).isEmpty();
        assertThat(report.remarks()).anySatisfy(remark -> assertThat(remark).contains("too few pictures", "'cat'"));
        assertThat(report.text()).contains("note: There are too few pictures");
    }

    @Test
    void digits_are_reported_too() throws IOException {
        idx(folder, "train", 40, true);
        idx(folder, "t10k", 20, true);
        DataReport report = report();
        assertThat(report.formats()).isEqualTo(Map.of("IDX", 60));
        assertThat(report.widths()).isEqualTo(new Range(4, 4, 4));
        assertThat(report.gray()).isEqualTo(60);
        assertThat(report.classes().get(3).splits()).isEqualTo(Map.of(Split.TRAIN, 4, Split.TEST, 2));
    }
}
