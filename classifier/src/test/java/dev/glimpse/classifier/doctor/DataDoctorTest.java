package dev.glimpse.classifier.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.classifier.doctor.Finding.AcrossSplits;
import dev.glimpse.classifier.doctor.Finding.ExactCopies;
import dev.glimpse.classifier.doctor.Finding.Imbalance;
import dev.glimpse.classifier.doctor.Finding.NearCopies;
import dev.glimpse.classifier.doctor.Finding.OddSize;
import dev.glimpse.classifier.doctor.Finding.PoorPicture;
import dev.glimpse.classifier.doctor.Finding.TooFew;
import dev.glimpse.classifier.doctor.Finding.TwoLabels;
import dev.glimpse.classifier.doctor.Finding.UnreadableFile;
import dev.glimpse.classifier.doctor.Likeness.SameFile;
import dev.glimpse.classifier.doctor.Likeness.SamePixels;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.tensor.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataDoctorTest {

    @TempDir
    private Path scratch;

    private Path data;

    @BeforeEach
    void draw() {
        data = scratch.resolve("data");
        DrawnPictures.write(data, 12, Seed.of(3));
    }

    @Test
    void drawn_pictures_are_healthy_as_far_as_copies_and_counts_go() {
        Diagnosis diagnosis = check(_ -> {});

        assertThat(diagnosis.pictures()).isEqualTo(72);
        assertThat(diagnosis.labels()).hasSize(6).containsEntry("star", 12);
        assertThat(diagnosis.counts())
                .doesNotContainKeys(
                        FindingKind.EXACT_COPIES,
                        FindingKind.NEAR_COPIES,
                        FindingKind.TWO_LABELS,
                        FindingKind.TOO_FEW,
                        FindingKind.IMBALANCE,
                        FindingKind.UNREADABLE);
        assertThat(diagnosis.backbone()).isEmpty();
    }

    @Test
    void without_a_network_it_says_what_it_could_not_see() {
        Diagnosis diagnosis = check(options -> options.withoutEmbedder("there is none here"));

        assertThat(diagnosis.notChecked())
                .extracting(NotChecked::kind)
                .containsExactlyInAnyOrder(FindingKind.NEAR_COPIES, FindingKind.LOOK_ALIKES, FindingKind.LABEL_SUSPECT);
        assertThat(diagnosis.text(3)).contains("labels that are probably wrong (there is none here)");
    }

    @Test
    void copies_are_found_whether_of_files_of_pixels_or_nearly() throws IOException {
        Path star = file("star", 0);
        Files.copy(star, data.resolve("star/same-file.png"));
        Picture ring = Picture.read(file(other("star"), 1));
        Files.write(data.resolve(other("star") + "/same-pixels.bmp"), bmp(ring));
        Picture third = Picture.read(file("star", 2));
        third.writeJpeg(data.resolve("star/encoded.jpg"), 85);

        Diagnosis diagnosis = check(_ -> {});

        assertThat(diagnosis.findings(FindingKind.EXACT_COPIES))
                .extracting(finding -> ((ExactCopies) finding).group().likeness())
                .containsExactlyInAnyOrder(new SameFile(), new SamePixels());
        assertThat(diagnosis.findings(FindingKind.NEAR_COPIES)).singleElement().satisfies(finding -> {
            CopyGroup group = ((NearCopies) finding).group();
            assertThat(group.pictures())
                    .extracting(CheckedPicture::name)
                    .containsExactlyInAnyOrder("star/encoded.jpg", "star/star-0002.png");
        });
        assertThat(diagnosis.counts()).doesNotContainKeys(FindingKind.TWO_LABELS);
    }

    @Test
    void one_picture_under_two_labels_is_found_exactly_and_nearly() throws IOException {
        String other = other("star");
        Files.copy(file("star", 0), data.resolve(other + "/wrong.png"));
        Picture.read(file("star", 1)).writeJpeg(data.resolve(other + "/wrong.jpg"), 90);

        List<Finding> found = check(_ -> {}).findings(FindingKind.TWO_LABELS);

        assertThat(found)
                .extracting(finding -> ((TwoLabels) finding).group().likeness().isExact())
                .containsExactly(true, false);
        assertThat(found)
                .extracting(finding -> ((TwoLabels) finding).group().labels())
                .containsOnly(Stream.of("star", other).sorted().toList());
    }

    @Test
    void one_picture_on_both_sides_of_a_split_is_found_where_splits_were_set_by_hand() throws IOException {
        List<String> rows = new ArrayList<>(List.of("path,label,split"));
        for (int i = 0; i < 12; i++) {
            rows.add("data/star/" + file("star", i).getFileName() + ",star,train");
            rows.add("data/" + other("star") + "/" + file(other("star"), i).getFileName() + ",other,train");
        }
        Files.copy(file("star", 4), data.resolve("held-out.png"));
        rows.add("data/held-out.png,star,test");
        Path manifest = Files.write(scratch.resolve("pictures.csv"), rows);

        try (Dataset dataset = Dataset.open(manifest)) {
            Diagnosis diagnosis = DataDoctor.check(dataset, _ -> {});

            assertThat(diagnosis.findings(FindingKind.ACROSS_SPLITS))
                    .singleElement()
                    .satisfies(finding -> {
                        CopyGroup group = ((AcrossSplits) finding).group();
                        assertThat(group.splits()).containsExactly(Split.TRAIN, Split.TEST);
                        assertThat(group.likeness()).isEqualTo(new SameFile());
                    });
        }
    }

    @Test
    void bad_pictures_are_found_with_their_scores() throws IOException {
        even(0).writePng(data.resolve("star/black.png"));
        even(255).writePng(data.resolve("star/white.png"));
        Resize.to(48, 400).apply(Picture.read(file("star", 0))).writePng(data.resolve("star/wide.png"));
        Files.writeString(data.resolve("star/broken.png"), "no picture");
        byte[] whole = Picture.read(file("star", 5)).toJpeg(90);
        Files.write(data.resolve("star/cut.jpg"), Arrays.copyOf(whole, whole.length / 3));

        Diagnosis diagnosis = check(_ -> {});

        assertThat(poor(diagnosis, FindingKind.DARK)).contains("star/black.png");
        assertThat(poor(diagnosis, FindingKind.LIGHT)).contains("star/white.png");
        assertThat(poor(diagnosis, FindingKind.LOW_INFORMATION)).contains("star/black.png", "star/white.png");
        assertThat(poor(diagnosis, FindingKind.ODD_ASPECT_RATIO)).containsExactly("star/wide.png");
        assertThat(diagnosis.findings(FindingKind.ODD_SIZE))
                .extracting(finding -> ((OddSize) finding).width())
                .containsExactly(400);
        assertThat(diagnosis.findings(FindingKind.UNREADABLE))
                .extracting(finding -> ((UnreadableFile) finding).name())
                .contains("star/broken.png");
        PoorPicture black = (PoorPicture) diagnosis.findings(FindingKind.DARK).getFirst();
        assertThat(black.score()).isZero();
        assertThat(black.threshold()).isEqualTo(0.32);
    }

    @Test
    void what_most_pictures_have_is_how_they_are() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Picture.read(file).gray().writePng(file);
            }
        }
        Diagnosis diagnosis = check(_ -> {});

        assertThat(diagnosis.counts()).doesNotContainKey(FindingKind.GRAYSCALE);
        assertThat(diagnosis.leftOut()).contains(new LeftOut(FindingKind.GRAYSCALE, 72, 72));
    }

    @Test
    void labels_with_too_few_pictures_are_named_with_the_largest() throws IOException {
        Path few = Files.createDirectories(data.resolve("few"));
        Picture.read(file("star", 0)).gray().writePng(few.resolve("one.png"));

        Diagnosis diagnosis = check(_ -> {});

        assertThat(diagnosis.findings(FindingKind.TOO_FEW)).containsExactly(new TooFew("few", 1, 10));
        assertThat(diagnosis.findings(FindingKind.IMBALANCE)).singleElement().satisfies(finding -> {
            assertThat(((Imbalance) finding).label()).isEqualTo("few");
            assertThat(((Imbalance) finding).largestPictures()).isEqualTo(12);
        });
    }

    @Test
    void what_is_not_wanted_is_not_found() throws IOException {
        even(0).writePng(data.resolve("star/black.png"));

        assertThat(check(options -> options.without(FindingKind.DARK)).counts())
                .doesNotContainKey(FindingKind.DARK)
                .containsKey(FindingKind.LOW_INFORMATION);
    }

    @Test
    void json_has_all_of_it() throws IOException {
        Files.copy(file("star", 0), data.resolve(other("star") + "/copy.png"));
        even(0).writePng(data.resolve("star/black.png"));

        Diagnosis diagnosis = check(_ -> {});
        JsonNode json = JsonMapper.shared().readTree(diagnosis.json());

        assertThat(json.get("pictures").asInt()).isEqualTo(74);
        assertThat(json.get("backbone").isNull()).isTrue();
        assertThat(json.get("findings")).hasSameSizeAs(diagnosis.findings());
        JsonNode first = json.get("findings").get(0);
        assertThat(first.get("kind").asString()).isEqualTo("two-labels");
        assertThat(first.get("likeness").asString()).isEqualTo("same-file");
        assertThat(first.get("pictures").get(0).get("sha256").asString()).hasSize(64);
        assertThat(json.get("counts").get("dark").asInt()).isEqualTo(1);
        assertThat(json.get("notChecked")).hasSize(3);
    }

    private Diagnosis check(Consumer<DoctorOptions> options) {
        try (Dataset dataset = Dataset.open(data)) {
            return DataDoctor.check(dataset, options);
        }
    }

    private static List<String> poor(Diagnosis diagnosis, FindingKind kind) {
        return diagnosis.findings(kind).stream()
                .map(finding -> ((PoorPicture) finding).picture().name())
                .toList();
    }

    private Path file(String label, int number) {
        return data.resolve(label).resolve(String.format("%s-%04d.png", label, number));
    }

    private static String other(String label) {
        return DrawnPictures.labels().stream()
                .filter(name -> !name.equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static Picture even(int level) {
        byte[] pixels = new byte[48 * 48 * 3];
        Arrays.fill(pixels, (byte) level);
        return Picture.of(48, 48, 3, pixels);
    }

    /** An uncompressed bitmap of 24 bits, its rows from the bottom to the top. */
    private static byte[] bmp(Picture picture) {
        Picture rgb = picture.rgb();
        int stride = (rgb.width() * 3 + 3) / 4 * 4;
        ByteBuffer bytes = ByteBuffer.allocate(54 + stride * rgb.height()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 'B').put((byte) 'M').putInt(bytes.capacity()).putInt(0).putInt(54);
        bytes.putInt(40)
                .putInt(rgb.width())
                .putInt(rgb.height())
                .putShort((short) 1)
                .putShort((short) 24);
        for (int y = rgb.height() - 1; y >= 0; y--) {
            bytes.position(54 + (rgb.height() - 1 - y) * stride);
            for (int x = 0; x < rgb.width(); x++) {
                for (int channel = 2; channel >= 0; channel--) {
                    bytes.put((byte) rgb.at(y, x, channel));
                }
            }
        }
        return bytes.array();
    }
}
