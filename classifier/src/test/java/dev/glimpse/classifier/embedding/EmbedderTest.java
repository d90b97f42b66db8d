package dev.glimpse.classifier.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.image.Augmentation;
import dev.glimpse.image.Decoding;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.Backbone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedderTest {

    /** ONNX Runtime and libtorch add up in other orders. */
    private static final Offset<Float> SAME = within(1e-5f);

    private static final Backbone BACKBONE = TinyBackbone.pooled(1);
    private static final Augmentation CHANGE =
            Augmentation.none().flip().rotate(20).brightness(0.3);

    @TempDir
    Path folder;

    private Path pictures;
    private EmbeddingStore store;

    @BeforeEach
    void draw() {
        pictures = folder.resolve("pictures");
        store = new EmbeddingStore(folder.resolve("store"));
        DrawnPictures.write(pictures, 7, Seed.of(1));
    }

    @Test
    void vectors_are_what_the_network_says_of_each_picture() {
        try (Dataset dataset = Dataset.open(pictures).split();
                Embedder embedder = embedder(BACKBONE);
                Model model = Model.of(BACKBONE.model())) {
            Embedded embedded = embedder.embed(dataset, _ -> {});
            assertThat(embedded.shape()).isEqualTo(Shape.of(6));
            for (Item item : dataset.items().toList()) {
                Picture picture = Picture.readFor(pictures.resolve(item.name()), embedder.resize(), Decoding::rgb);
                float[] expected = model.predict(List.of(new NdArray.Bytes(Shape.of(1, 16, 16, 3), picture.pixels())))
                        .getFirst()
                        .values();
                assertThat(embedded.vector(item.index())).containsExactly(expected, SAME);
                assertThat(embedder.embed(dataset.picture(item))).containsExactly(expected, SAME);
            }
        }
    }

    @Test
    void the_front_of_a_network_gives_maps_instead_of_vectors() {
        ModelFile front = TinyBackbone.cut(1);
        try (Dataset dataset = Dataset.open(pictures).split();
                Embedder embedder = Embedder.of(front, "tiny.conv", "seed 1", Resize.Fit.SQUASH, store)) {
            Embedded embedded = embedder.embed(dataset, _ -> {});
            assertThat(embedded.shape()).isEqualTo(Shape.of(14, 14, 6));
            assertThat(embedded.batches(Split.TRAIN, 4).inputShapes()).containsExactly(Shape.of(14, 14, 6));
            NdArray.Floats all = embedded.floats(Split.TEST);
            assertThat(all.shape()).isEqualTo(Shape.of(dataset.size(Split.TEST), 14, 14, 6));
            int first = dataset.items(Split.TEST).findFirst().orElseThrow().index();
            assertThat(all.values()).startsWith(embedded.vector(first));
        }
    }

    @Test
    void what_was_computed_once_is_found_by_every_other_dataset_and_embedder() {
        float[] before;
        try (Dataset dataset = Dataset.open(pictures).split();
                Embedder embedder = embedder(BACKBONE)) {
            Embedded embedded = embedder.embed(dataset, _ -> {});
            assertThat(embedded.computed()).isEqualTo(dataset.size());
            assertThat(embedder.embed(dataset, _ -> {}).computed()).isZero();
            before = embedded.floats(Split.TRAIN).values();
        }
        try (Dataset dataset = Dataset.open(pictures).split();
                Embedder embedder = embedder(TinyBackbone.pooled(1))) {
            List<Long> progress = new ArrayList<>();
            Embedded embedded = embedder.embed(dataset, options -> options.progress((done, _) -> progress.add(done)));
            assertThat(embedded.computed()).isZero();
            assertThat(embedded.floats(Split.TRAIN).values()).isEqualTo(before);
            assertThat(progress).containsExactly((long) dataset.size());
        }
        assertThat(store.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.name()).startsWith("tiny-");
            assertThat(entry.bytes()).isEqualTo(store.bytes()).isPositive();
        });
    }

    @Test
    void one_more_picture_embeds_one_picture_and_a_second_copy_none() throws IOException {
        Dataset before = embed(_ -> {}).dataset();
        Path first = pictures.resolve(before.item(0).name());
        Files.copy(first, first.resolveSibling("copy.png"));
        assertThat(embed(_ -> {}).computed()).isZero();
        Picture.read(first).gray().writePng(first.resolveSibling("new.png"));
        Files.copy(first.resolveSibling("new.png"), first.resolveSibling("newer.png"));
        assertThat(embed(_ -> {}).computed()).isOne();
    }

    @Test
    void other_weights_and_another_fit_have_vectors_of_their_own() {
        Embedded one = embed(_ -> {});
        try (Dataset dataset = Dataset.open(pictures).split();
                Embedder other = embedder(TinyBackbone.pooled(2));
                Embedder cropped = Embedder.of(BACKBONE, Resize.Fit.CENTER_CROP, store)) {
            assertThat(other.embed(dataset, _ -> {}).computed()).isEqualTo(dataset.size());
            assertThat(other.embed(dataset, _ -> {}).vector(0)).isNotEqualTo(one.vector(0));
            assertThat(cropped.embed(dataset, _ -> {}).computed()).isEqualTo(dataset.size());
        }
        assertThat(store.entries()).hasSize(3);
    }

    @Test
    void looks_differ_and_are_the_same_ones_each_time() {
        Embedded first = embed(options -> options.looks(3, CHANGE));
        int train = first.dataset().size(Split.TRAIN);
        assertThat(first.computed()).isEqualTo(first.dataset().size() + 2 * train);
        assertThat(embed(options -> options.looks(3, CHANGE)).computed()).isZero();
        assertThat(embed(options -> options.looks(4, CHANGE)).computed()).isEqualTo(train);
        assertThat(embed(options -> options.looks(2, Augmentation.none().flip()))
                        .computed())
                .isEqualTo(train);

        float[] anew = looks(first);
        store.clear();
        assertThat(store.entries()).isEmpty();
        Embedded again = embed(options -> options.looks(3, CHANGE));
        assertThat(looks(again)).containsExactly(anew, SAME);
        int picture =
                first.dataset().items(Split.TRAIN).findFirst().orElseThrow().index();
        float[][] seen = new float[3][first.length()];
        for (int look = 0; look < 3; look++) {
            first.copy(picture, look, seen[look], 0);
        }
        assertThat(seen[0]).isNotEqualTo(seen[1]).isNotEqualTo(seen[2]).isEqualTo(first.vector(picture));
        assertThat(seen[1]).isNotEqualTo(seen[2]);
    }

    private static float[] looks(Embedded embedded) {
        int[] train =
                embedded.dataset().items(Split.TRAIN).mapToInt(Item::index).toArray();
        float[] all = new float[2 * train.length * embedded.length()];
        for (int i = 0; i < 2 * train.length; i++) {
            embedded.copy(train[i / 2], 1 + i % 2, all, i * embedded.length());
        }
        return all;
    }

    @Test
    void pictures_that_cannot_be_read_are_left_out_and_told_of() throws IOException {
        Path whole = pictures.resolve(DrawnPictures.labels().getFirst()).resolve("whole.jpg");
        Picture.of(64, 64, 3, noise()).writeJpeg(whole, 90);
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(whole.resolveSibling("half.jpg"), Arrays.copyOf(bytes, bytes.length / 2));
        List<String> told = new ArrayList<>();
        Embedded embedded = embed(options -> options.unreadable(picture -> told.add(picture.name())));
        assertThat(told).singleElement().asString().endsWith("half.jpg");
        assertThat(embedded.isComplete()).isTrue();
        assertThat(embedded.dataset().items().map(Item::name)).noneMatch(name -> name.endsWith("half.jpg"));
        assertThatThrownBy(() -> embed(options -> options.strictness(Strictness.REFUSE)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("half.jpg");
    }

    private static byte[] noise() {
        byte[] pixels = new byte[64 * 64 * 3];
        Seed.of(5).random().nextBytes(pixels);
        return pixels;
    }

    @Test
    void a_file_that_was_changed_since_is_not_taken_for_what_it_was() throws IOException {
        try (Dataset dataset = Dataset.open(pictures).split();
                Embedder embedder = embedder(BACKBONE)) {
            Item changed = dataset.item(3);
            Picture.read(pictures.resolve(changed.name())).gray().writePng(pictures.resolve(changed.name()));
            List<String> told = new ArrayList<>();
            Embedded embedded =
                    embedder.embed(dataset, options -> options.unreadable(picture -> told.add(picture.reason())));
            assertThat(told).containsExactly("it was changed since the dataset was opened");
            assertThat(embedded.dataset().size()).isEqualTo(dataset.size() - 1);
        }
    }

    @Test
    void what_was_computed_before_it_was_stopped_is_kept() {
        Embedded stopped = embed(options -> options.stopWhen(() -> true));
        assertThat(stopped.isComplete()).isFalse();
        assertThat(stopped.dataset().size()).isPositive().isEqualTo((int) stopped.computed());
        Embedded whole = embed(_ -> {});
        assertThat(whole.isComplete()).isTrue();
        assertThat(whole.computed()).isEqualTo(whole.dataset().size() - stopped.computed());
    }

    @Test
    void the_same_pass_gives_the_same_batches_wherever_it_begins_and_shows_each_look_in_turn() {
        Embedded embedded = embed(options -> options.looks(3, CHANGE));
        var batches = embedded.batches(Split.TRAIN, 4);
        assertThat(batches.samples()).isEqualTo(embedded.dataset().size(Split.TRAIN));
        List<float[]> whole = inputs(batches, 1, 0);
        assertThat(inputs(batches, 1, 2)).containsExactlyElementsOf(whole.subList(2, whole.size()));
        assertThat(whole.getFirst()).isNotEqualTo(inputs(batches, 2, 0).getFirst());

        List<List<Float>> shown = new ArrayList<>();
        long key =
                embedded.dataset().items(Split.TRAIN).findFirst().orElseThrow().key();
        for (int epoch = 0; epoch < 3; epoch++) {
            try (var stream = batches.open(new Batches.Pass(Seed.of(7), epoch, 0))) {
                for (var next = stream.next(); next.isPresent(); next = stream.next()) {
                    for (int i = 0; i < next.get().size(); i++) {
                        if (next.get().items()[i] == key) {
                            float[] row = next.get().inputs().getFirst().toFloats();
                            shown.add(List.of(row[i * 6], row[i * 6 + 1], row[i * 6 + 2]));
                        }
                    }
                }
            }
        }
        assertThat(shown).hasSize(3).doesNotHaveDuplicates();
    }

    private static List<float[]> inputs(Batches batches, int epoch, int first) {
        List<float[]> inputs = new ArrayList<>();
        try (var stream = batches.open(new Batches.Pass(Seed.of(7), epoch, first))) {
            for (var next = stream.next(); next.isPresent(); next = stream.next()) {
                inputs.add(next.get().inputs().getFirst().toFloats());
            }
            assertThat(stream.done()).isEqualTo(batches.count());
        }
        return inputs;
    }

    @Test
    void batches_to_judge_by_come_as_listed_with_their_labels() {
        Embedded embedded = embed(_ -> {});
        float[] all = embedded.floats(Split.TEST).values();
        int[] labels = embedded.labels(Split.TEST);
        int at = 0;
        try (var stream = embedded.batches(Split.TEST, 3).open(Batches.Pass.first())) {
            for (var next = stream.next(); next.isPresent(); next = stream.next()) {
                float[] rows = next.get().inputs().getFirst().toFloats();
                float[] targets = next.get().targets().getFirst().toFloats();
                int classes = embedded.dataset().labels().size();
                for (int i = 0; i < next.get().size(); i++, at++) {
                    assertThat(targets[i * classes + labels[at]]).isEqualTo(1);
                    for (int j = 0; j < 6; j++) {
                        assertThat(rows[i * 6 + j]).isEqualTo(all[at * 6 + j]);
                    }
                }
            }
        }
        assertThat(at).isEqualTo(labels.length);
    }

    @Test
    void another_view_of_the_same_pictures_has_the_same_vectors() {
        Embedded embedded = embed(_ -> {});
        List<String> turned = embedded.dataset().labels().reversed();
        Embedded view = embedded.withDataset(
                embedded.dataset().where(item -> item.index() % 2 == 1).withLabels(turned));
        assertThat(view.vector(0)).isEqualTo(embedded.vector(1));
        assertThat(view.dataset().labels()).isEqualTo(turned);
        DrawnPictures.write(folder.resolve("others"), 1, Seed.of(9));
        try (Dataset others = Dataset.open(folder.resolve("others"))) {
            assertThatThrownBy(() -> embedded.withDataset(others)).hasMessageContaining("has no vector");
        }
    }

    @Test
    void where_nothing_can_be_kept_that_is_said_once_and_it_goes_on() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        List<String> remarks = new ArrayList<>();
        float[] expected = embed(_ -> {}).floats(Split.TRAIN).values();
        try (Dataset dataset = Dataset.open(pictures).split();
                Embedder embedder =
                        Embedder.of(BACKBONE, Resize.Fit.SQUASH, new EmbeddingStore(file.resolve("store")))) {
            for (int i = 0; i < 2; i++) {
                Embedded embedded = embedder.embed(
                        dataset, options -> options.looks(2, CHANGE).remarks(remarks::add));
                assertThat(embedded.floats(Split.TRAIN).values()).containsExactly(expected, SAME);
                assertThat(embedded.computed()).isPositive();
            }
        }
        assertThat(remarks).singleElement().asString().contains("tiny", "cannot be kept", "goes on without");
    }

    @Test
    void threads_that_embed_the_same_pictures_all_get_the_right_vectors() throws Exception {
        float[] expected = embed(_ -> {}).floats(Split.TRAIN).values();
        store.clear();
        try (Dataset dataset = Dataset.open(pictures).split();
                Embedder shared = embedder(BACKBONE);
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<float[]>> all = Stream.of(shared, shared, shared)
                    .map(embedder -> threads.submit(() ->
                            embedder.embed(dataset, _ -> {}).floats(Split.TRAIN).values()))
                    .toList();
            for (Future<float[]> one : all) {
                assertThat(one.get()).containsExactly(expected, SAME);
            }
            assertThat(store.entries().getFirst().vectors()).isEqualTo(dataset.size());
        }
    }

    @Test
    void what_was_not_used_for_longest_goes_when_there_is_too_much() {
        store = new EmbeddingStore(store.folder(), 0);
        embed(_ -> {});
        String first = store.entries().getFirst().name();
        try (Dataset dataset = Dataset.open(pictures).split();
                Embedder other = embedder(TinyBackbone.pooled(2))) {
            other.embed(dataset, _ -> {});
        }
        assertThat(store.entries()).singleElement().satisfies(entry -> assertThat(entry.name())
                .isNotEqualTo(first));
    }

    private Embedder embedder(Backbone backbone) {
        return Embedder.of(backbone, Resize.Fit.SQUASH, store);
    }

    private Embedded embed(Consumer<EmbeddingOptions> options) {
        try (Dataset dataset = Dataset.open(pictures).split();
                Embedder embedder = embedder(BACKBONE)) {
            return embedder.embed(dataset, options);
        }
    }
}
