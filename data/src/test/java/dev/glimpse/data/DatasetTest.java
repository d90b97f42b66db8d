package dev.glimpse.data;

import static dev.glimpse.data.TestPictures.classes;
import static dev.glimpse.data.TestPictures.grayPng;
import static dev.glimpse.data.TestPictures.idx;
import static dev.glimpse.data.TestPictures.png;
import static dev.glimpse.data.TestPictures.write;
import static dev.glimpse.data.TestPictures.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {

    @TempDir
    Path folder;

    @Test
    void a_folder_is_opened_with_hashes_labels_and_no_splits() {
        classes(folder, 3, "cat", "dog");
        try (Dataset data = Dataset.open(folder)) {
            assertThat(data.labels()).containsExactly("cat", "dog");
            assertThat(data.counts()).containsExactly(3, 3);
            Item item = data.item(4);
            assertThat(item.name()).isEqualTo("dog/1.png");
            assertThat(item.hash()).isEqualTo(ContentHash.of(png(1001)));
            assertThat(item.split()).isEmpty();
            assertThat(data.picture(item).width()).isEqualTo(8);
            assertThat(data.picture(item).height()).isEqualTo(6);
        }
    }

    @Test
    void empty_and_broken_files_are_named_counted_and_left_out() {
        classes(folder, 2, "cat", "dog");
        write(folder.resolve("cat/empty.jpg"), new byte[0]);
        write(
                folder.resolve("cat/text.png"),
                "this is no picture".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        write(folder.resolve("cat/LICENSE"), "neither is this".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        write(folder.resolve("dog/short.png"), Arrays.copyOf(png(1), 20));
        try (Dataset data = Dataset.open(folder)) {
            assertThat(data.size()).isEqualTo(4);
            assertThat(data.unreadableCount()).isEqualTo(3);
            assertThat(data.unreadable())
                    .extracting(Unreadable::name)
                    .containsExactly("cat/empty.jpg", "cat/text.png", "dog/short.png");
            assertThat(data.unreadable().getFirst().reason()).contains("empty");
        }
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Dataset.open(folder, OpenOptions::strict))
                .withMessageContaining("3 files are no readable picture")
                .withMessageContaining("cat/empty.jpg (");
    }

    @Test
    void a_file_that_may_not_be_read_is_named() throws IOException {
        classes(folder, 2, "cat", "dog");
        Path gone = folder.resolve("cat/gone.png");
        Files.createSymbolicLink(gone, folder.resolve("nowhere"));
        try (Dataset data = Dataset.open(folder)) {
            assertThat(data.size()).isEqualTo(4);
            assertThat(data.unreadable()).containsExactly(new Unreadable("cat/gone.png", "a link that leads nowhere"));
        }
    }

    @Test
    void nothing_readable_is_no_dataset() {
        write(folder.resolve("cat/a.png"), new byte[0]);
        write(folder.resolve("dog/b.png"), new byte[3]);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Dataset.open(folder))
                .withMessageContaining("none of the 2 files")
                .withMessageContaining("cat/a.png");
    }

    @Test
    void splitting_records_what_was_decided_and_follows_the_record() {
        classes(folder, 20, "cat", "dog");
        Map<String, String> record;
        Map<ContentHash, Split> before;
        try (Dataset data = Dataset.open(folder).split()) {
            assertThat(data.counts(Split.TRAIN)).containsExactly(14, 14);
            assertThat(data.counts(Split.VALIDATION)).containsExactly(3, 3);
            assertThat(data.counts(Split.TEST)).containsExactly(3, 3);
            assertThat(data.items(Split.TEST)).allMatch(item -> item.split().orElseThrow() == Split.TEST);
            record = data.splits().toMap();
            before = splits(data);
        }
        classes(folder, 90, "cat", "dog");
        try (Dataset data =
                Dataset.open(folder).split(split -> split.known(dev.glimpse.data.split.Splits.of(record, "here")))) {
            assertThat(splits(data)).containsAllEntriesOf(before);
            assertThat(data.splits().size()).isEqualTo(180);
        }
    }

    private static Map<ContentHash, Split> splits(Dataset data) {
        return data.items()
                .collect(Collectors.toMap(Item::hash, item -> item.split().orElseThrow()));
    }

    @Test
    void mnist_keeps_its_test_digits_and_gives_validation_only_when_asked() throws IOException {
        idx(folder, "train", 200, true);
        idx(folder, "t10k", 50, true);
        try (Dataset data = Dataset.open(folder)) {
            assertThat(data.split().size(Split.TRAIN)).isEqualTo(200);
            assertThat(data.split().size(Split.VALIDATION)).isZero();
            Dataset asked = data.split(split -> split.shares(0.1, 0.3));
            assertThat(asked.size(Split.TEST)).isEqualTo(50);
            assertThat(asked.size(Split.VALIDATION)).isEqualTo(20);
            assertThat(asked.size(Split.TRAIN)).isEqualTo(180);
        }
    }

    @Test
    void a_picture_in_train_and_in_test_counts_in_test_and_is_mentioned() {
        classes(folder.resolve("train"), 5, "cat", "dog");
        write(folder.resolve("test/cat/copy.png"), png(3));
        write(folder.resolve("test/dog/other.png"), png(77));
        try (Dataset data = Dataset.open(folder).split()) {
            assertThat(data.counts(Split.TEST)).containsExactly(2, 1);
            assertThat(data.remarks()).singleElement().asString().startsWith("1 picture also stands");
        }
    }

    @Test
    void a_limit_takes_the_same_part_of_each_class_every_time() throws IOException {
        classes(folder.resolve("big"), 40, "cat");
        classes(folder.resolve("big"), 20, "a", "dog");
        try (Dataset data = Dataset.open(folder.resolve("big"))) {
            Dataset ten = data.limited(Limit.parse("8"));
            assertThat(ten.counts()).containsExactly(2, 4, 2);
            assertThat(data.limited(Limit.parse("10%")).items().map(Item::name))
                    .containsExactlyElementsOf(ten.items().map(Item::name).toList());
            assertThat(data.limited(Limit.parse("1")).counts()).containsExactly(1, 1, 1);
            assertThat(data.limited(Limit.parse("1000")).size()).isEqualTo(80);
        }
        idx(folder, "train", 200, false);
        idx(folder, "t10k", 100, false);
        try (Dataset digits = Dataset.open(folder).limited(Limit.parse("0.1"))) {
            assertThat(digits.size(Split.TRAIN)).isEqualTo(20);
            assertThat(digits.size(Split.TEST)).isEqualTo(10);
        }
    }

    @Test
    void a_limit_that_is_none_is_refused() {
        for (String text : List.of("0", "-3", "0.0", "150%", "many", "1.5", "")) {
            assertThatExceptionOfType(DataException.class).as(text).isThrownBy(() -> Limit.parse(text));
        }
    }

    @Test
    void labels_can_be_those_of_a_model() {
        classes(folder, 2, "cat", "dog");
        try (Dataset data = Dataset.open(folder)) {
            Dataset other = data.withLabels(List.of("wolf", "dog", "cat"));
            assertThat(other.counts()).containsExactly(0, 2, 2);
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> data.withLabels(List.of("wolf", "cat")))
                    .withMessageContaining("class 'dog'")
                    .withMessageContaining("wolf, cat");
        }
    }

    @Test
    void a_zip_and_its_folder_are_the_same_dataset() throws IOException {
        classes(folder.resolve("set"), 12, "cat", "dog");
        Object[] entries = new Object[48];
        for (int i = 0; i < 24; i++) {
            entries[2 * i] = "set/" + (i < 12 ? "cat/" : "dog/") + i % 12 + ".png";
            entries[2 * i + 1] = png(i < 12 ? i : 1000 + i - 12);
        }
        Path file = zip(folder.resolve("set.zip"), entries);
        try (Dataset plain = Dataset.open(folder.resolve("set")).split();
                Dataset zipped = Dataset.open(file).split()) {
            assertThat(zipped.splits()).isEqualTo(plain.splits());
            assertThat(zipped.item(13).hash()).isEqualTo(plain.item(13).hash());
            assertThat(zipped.picture(zipped.item(13))).isEqualTo(plain.picture(plain.item(13)));
        }
    }

    @Test
    void progress_rises_to_the_number_of_files() {
        classes(folder, 100, "cat", "dog");
        List<Integer> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
        try (Dataset data = Dataset.open(folder, open -> open.threads(3).progress((done, all) -> seen.add(done)))) {
            assertThat(data.size()).isEqualTo(200);
        }
        assertThat(seen).isSorted().last().isEqualTo(200);
    }

    @Test
    void grey_pictures_have_one_channel() {
        write(folder.resolve("a/1.png"), grayPng(3, 2, 1));
        write(folder.resolve("b/1.png"), grayPng(3, 2, 2));
        try (Dataset data = Dataset.open(folder)) {
            assertThat(data.picture(data.item(0)).channels()).isEqualTo(1);
        }
    }
}
