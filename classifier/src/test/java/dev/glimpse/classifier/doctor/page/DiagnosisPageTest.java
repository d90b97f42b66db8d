package dev.glimpse.classifier.doctor.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.classifier.doctor.CheckedPicture;
import dev.glimpse.classifier.doctor.CopyGroup;
import dev.glimpse.classifier.doctor.Diagnosis;
import dev.glimpse.classifier.doctor.Evidence;
import dev.glimpse.classifier.doctor.Finding;
import dev.glimpse.classifier.doctor.FindingKind;
import dev.glimpse.classifier.doctor.LeftOut;
import dev.glimpse.classifier.doctor.Likeness;
import dev.glimpse.classifier.doctor.NotChecked;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Item;
import dev.glimpse.image.Picture;
import dev.glimpse.image.quality.Check;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class DiagnosisPageTest {

    private static final String HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>";

    @TempDir
    private Path folder;

    private Dataset dataset(String... labels) throws IOException {
        for (String label : labels) {
            Path ofLabel = Files.createDirectories(folder.resolve("data").resolve(label));
            for (int i = 0; i < 3; i++) {
                byte[] pixels = new byte[32 * 32 * 3];
                Arrays.fill(pixels, (byte) (40 * i + 3 * label.length()));
                Picture.of(32, 32, 3, pixels).writePng(ofLabel.resolve(i + ".png"));
            }
        }
        return Dataset.open(folder.resolve("data"));
    }

    private static CheckedPicture checked(Dataset dataset, int number) {
        Item item = dataset.item(number);
        return new CheckedPicture(
                number, item.name(), dataset.labels().get(item.label()), Optional.empty(), item.hash());
    }

    private static Diagnosis diagnosis(Dataset dataset, List<Finding> findings) {
        LinkedHashMap<String, Integer> labels = new LinkedHashMap<>();
        for (int i = 0; i < dataset.labels().size(); i++) {
            labels.put(dataset.labels().get(i), dataset.counts()[i]);
        }
        return new Diagnosis(
                dataset.location().toString(),
                dataset.size(),
                labels,
                Optional.of("mobilenet_v2"),
                findings,
                List.of(new LeftOut(FindingKind.GRAYSCALE, 5, 6)),
                List.of(new NotChecked(FindingKind.BLURRY, "nobody asked")),
                List.of("A remark <b>as it is</b>."));
    }

    private static List<Finding> oneOfEach(Dataset dataset) {
        CheckedPicture one = checked(dataset, 0);
        CheckedPicture other = checked(dataset, 3);
        CopyGroup same = new CopyGroup(List.of(one, other), new Likeness.SamePixels());
        CopyGroup near = new CopyGroup(
                List.of(one, other),
                new Likeness.Near(List.of(new Likeness.Pair(0, 1, 3, 2.5, OptionalDouble.of(0.98)))));
        List<Finding> findings = new ArrayList<>(List.of(
                new Finding.UnreadableFile(HOSTILE, "empty file"),
                new Finding.TwoLabels(same),
                new Finding.AcrossSplits(near),
                new Finding.LabelSuspect(one, other.label(), 0.93, 0.02, Evidence.STRONG, 1),
                new Finding.TooFew(one.label(), 3, 10),
                new Finding.Imbalance(one.label(), 3, other.label(), 60),
                new Finding.ExactCopies(same),
                new Finding.NearCopies(near),
                new Finding.LookAlikes(near),
                new Finding.OddSize(one, 32, 32, 0.1, 0.5)));
        for (Check check : Check.values()) {
            findings.add(new Finding.PoorPicture(one, check, 0.125, check.threshold()));
        }
        return findings;
    }

    @Test
    void it_shows_every_kind_of_finding_and_needs_nothing_else() throws Exception {
        try (Dataset dataset = dataset("circle", "square")) {
            String page = DiagnosisPage.of(
                            diagnosis(dataset, oneOfEach(dataset)), dataset, "glimpse data check d --fix p")
                    .html();

            for (FindingKind kind : FindingKind.values()) {
                assertThat(page).contains(Wording.title(kind).replace("'", "&#39;"));
            }
            assertThat(page)
                    .contains("data:image/png;base64,", "prefers-color-scheme: dark", "93 % against 2 %")
                    .contains("glimpse data check d --fix p", "Not fully checked: blurry pictures", "5 of 6 pictures")
                    .doesNotContainPattern("(?:src|href)=\"(?!data:|#)")
                    .doesNotContain("<script", "url(", "@import");
            assertThat(Pattern.compile("<img (?![^>]*alt=\"[^\"]+\")")
                            .matcher(page)
                            .find())
                    .as("a picture without words for it")
                    .isFalse();
        }
    }

    @Test
    void names_are_never_taken_for_markup() throws Exception {
        try (Dataset dataset = dataset("a&b'c", "square")) {
            String page = DiagnosisPage.of(diagnosis(dataset, oneOfEach(dataset)), dataset, HOSTILE)
                    .html();

            assertThat(page)
                    .doesNotContain("<script", "<img src=x", "<b>as it is")
                    .contains("&lt;script&gt;", "a&amp;b&#39;c");
            assertThat(elements(page)).contains("article", "figure", "bdi").doesNotContain("script");
        }
    }

    /** The names of all elements; fails if one is not closed where it should be. */
    private static List<String> elements(String page) throws Exception {
        String xml = page.replace("<!DOCTYPE html>\n", "")
                .replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("<(meta|img|br)( [^>]*)?>", "<$1$2/>");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        var nodes = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getElementsByTagName("*");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            names.add(nodes.item(i).getNodeName());
        }
        return names;
    }

    @Test
    void of_many_findings_the_worst_are_shown_and_the_others_counted() throws Exception {
        try (Dataset dataset = dataset("circle", "square")) {
            List<Finding> many = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                many.add(new Finding.PoorPicture(checked(dataset, i % 6), Check.DARK, 0.1, 0.32));
            }
            Path file = folder.resolve("report.html");
            DiagnosisPage.of(diagnosis(dataset, many), dataset, "advice").write(file);

            assertThat(file).content().contains("and 976 more").contains("Dark pictures (1,000)");
            assertThat(Files.readString(file).split("<figure", -1)).hasSize(DiagnosisPage.MOST + 1);
        }
    }

    @Test
    void a_picture_that_has_gone_since_is_missing_and_no_error() throws Exception {
        try (Dataset dataset = dataset("circle", "square")) {
            Files.delete(folder.resolve("data/circle/0.png"));
            String page = DiagnosisPage.of(diagnosis(dataset, oneOfEach(dataset)), dataset, "advice")
                    .html();

            assertThat(page).contains("no picture");
        }
    }

    @Test
    void a_dataset_with_nothing_wrong_is_told_so() throws Exception {
        try (Dataset dataset = dataset("circle", "square")) {
            assertThat(DiagnosisPage.of(diagnosis(dataset, List.of()), dataset, "advice")
                            .html())
                    .contains("nothing found", "Nothing that is likely to spoil");
        }
    }
}
