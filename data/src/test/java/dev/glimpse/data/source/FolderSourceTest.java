package dev.glimpse.data.source;

import static dev.glimpse.data.TestPictures.classes;
import static dev.glimpse.data.TestPictures.png;
import static dev.glimpse.data.TestPictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {

    @TempDir
    Path folder;

    private List<String> names(Source source) {
        return IntStream.range(0, source.size()).mapToObj(source::name).toList();
    }

    @Test
    void class_folders_give_labels_in_the_order_of_their_code_points() {
        classes(folder, 1, "tulip", "Rose", "daisy", "10", "9");
        try (Source source = Source.open(folder)) {
            assertThat(source.labels()).containsExactly("10", "9", "Rose", "daisy", "tulip");
            assertThat(names(source))
                    .containsExactly("10/0.png", "9/0.png", "Rose/0.png", "daisy/0.png", "tulip/0.png");
            assertThat(source.label(3)).isEqualTo(3);
            assertThat(source.split(0)).isEmpty();
        }
    }

    @Test
    void names_beyond_the_basic_plane_come_after_all_others_as_in_python() {
        assertThat(List.of("\uFB01", "\uD83D\uDC1F", "z").stream().sorted(CodePoints.ORDER))
                .containsExactly("z", "\uFB01", "\uD83D\uDC1F");
    }

    @Test
    void pictures_in_folders_inside_a_class_belong_to_it() {
        classes(folder, 1, "cat");
        write(folder.resolve("dog/small/brown/1.png"), png(5));
        write(folder.resolve("dog/2.png"), png(6));
        try (Source source = Source.open(folder)) {
            assertThat(source.labels()).containsExactly("cat", "dog");
            assertThat(names(source)).containsExactly("cat/0.png", "dog/2.png", "dog/small/brown/1.png");
        }
    }

    @Test
    void folders_called_train_and_test_are_splits_by_hand() {
        classes(folder.resolve("Train"), 2, "cat", "dog");
        classes(folder.resolve("val"), 1, "cat", "dog");
        classes(folder.resolve("test"), 1, "cat", "dog");
        try (Source source = Source.open(folder)) {
            assertThat(source.labels()).containsExactly("cat", "dog");
            assertThat(source.size()).isEqualTo(8);
            assertThat(IntStream.range(0, 8).mapToObj(source::split).map(Optional::orElseThrow))
                    .containsExactly(
                            Split.TRAIN,
                            Split.TRAIN,
                            Split.TRAIN,
                            Split.TRAIN,
                            Split.TEST,
                            Split.TEST,
                            Split.VALIDATION,
                            Split.VALIDATION);
        }
    }

    @Test
    void classes_may_be_called_train_and_test() {
        classes(folder, 2, "train", "test");
        try (Source source = Source.open(folder)) {
            assertThat(source.labels()).containsExactly("test", "train");
            assertThat(source.split(0)).isEmpty();
        }
    }

    @Test
    void a_folder_that_only_wraps_another_is_looked_through() {
        classes(folder.resolve("download/flowers"), 1, "rose", "tulip");
        try (Source source = Source.open(folder)) {
            assertThat(source.labels()).containsExactly("rose", "tulip");
        }
    }

    @Test
    void dot_files_and_notes_of_file_managers_are_passed_over() {
        classes(folder, 1, "cat", "dog");
        for (String name :
                List.of(".DS_Store", "._0.png", "Thumbs.db", "readme.txt", ".hidden/x.png", "__MACOSX/y.png")) {
            write(folder.resolve("cat").resolve(name), png(9));
            write(folder.resolve(name), png(9));
        }
        try (Source source = Source.open(folder)) {
            assertThat(source.labels()).containsExactly("cat", "dog");
            assertThat(source.size()).isEqualTo(2);
            assertThat(source.strays()).isEmpty();
        }
    }

    @Test
    void pictures_beside_the_class_folders_are_named() {
        classes(folder, 1, "cat", "dog");
        write(folder.resolve("lost.png"), png(9));
        try (Source source = Source.open(folder)) {
            assertThat(source.size()).isEqualTo(2);
            assertThat(source.strays()).containsExactly(new Unreadable("lost.png", "stands in no class folder"));
        }
    }

    @Test
    void a_class_folder_without_pictures_is_a_class() throws IOException {
        classes(folder, 1, "cat", "dog");
        Files.createDirectories(folder.resolve("bird"));
        try (Source source = Source.open(folder)) {
            assertThat(source.labels()).containsExactly("bird", "cat", "dog");
        }
    }

    @Test
    void links_are_followed_but_not_in_circles() throws IOException {
        Path elsewhere = classes(folder.resolve("elsewhere"), 2, "dogs");
        Path root = classes(folder.resolve("root"), 1, "cat");
        Files.createSymbolicLink(root.resolve("dog"), elsewhere.resolve("dogs"));
        Files.createSymbolicLink(root.resolve("cat/again"), root);
        Files.createSymbolicLink(root.resolve("cat/gone.png"), root.resolve("nowhere.png"));
        try (Source source = Source.open(root)) {
            assertThat(names(source)).contains("cat/0.png", "dog/0.png", "dog/1.png");
            assertThat(source.strays())
                    .containsExactlyInAnyOrder(
                            new Unreadable("cat/again", "a link that leads back to its own folder"),
                            new Unreadable("cat/gone.png", "a link that leads nowhere"));
        }
    }

    @Test
    void names_with_spaces_and_letters_of_any_alphabet_can_be_read() throws IOException {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                System.getProperty("sun.jnu.encoding", "").equalsIgnoreCase("UTF-8"),
                "file names are ASCII only in this locale");
        write(folder.resolve("Gänse blümchen/été 1.png"), png(1));
        write(folder.resolve("薔薇/花.png"), png(2));
        try (Source source = Source.open(folder)) {
            assertThat(source.labels()).containsExactly("Gänse blümchen", "薔薇");
            assertThat(source.bytes(0)).isEqualTo(png(1));
            assertThat(source.bytes(1)).isEqualTo(png(2));
        }
    }

    @Test
    void a_folder_without_pictures_says_what_to_do() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Source.open(folder))
                .withMessageContaining("no pictures")
                .withMessageContaining("folder named after it");
        write(folder.resolve("a.png"), png(1));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Source.open(folder))
                .withMessageContaining("1 picture in")
                .withMessageContaining("no class folders");
    }

    @Test
    void a_path_that_is_not_there_or_no_dataset_is_refused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Source.open(folder.resolve("nothing")))
                .withMessageContaining("there is no");
        Path text = write(folder.resolve("a.doc"), new byte[] {1, 2, 3, 4, 5});
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Source.open(text))
                .withMessageContaining("not a dataset");
    }
}
