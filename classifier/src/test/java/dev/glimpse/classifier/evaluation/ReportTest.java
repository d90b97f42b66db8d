package dev.glimpse.classifier.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private static final List<String> HOSTILE =
            List.of("<script>alert(1)</script>", "\" onload=\"alert(2)", "\u001b[31mred & 'quoted'");

    @Test
    void text_fits_the_terminal() {
        for (int columns : new int[] {76, 80, 100}) {
            for (int labels : new int[] {2, 5, 15, 20, 60}) {
                assertThat(sample(labels).text(columns).lines())
                        .as("%d labels in %d columns", labels, columns)
                        .allMatch(line -> PlainText.width(line) <= columns);
            }
        }
    }

    @Test
    void few_labels_have_a_matrix_and_many_have_their_most_confused_pairs() {
        assertThat(sample(5).text(80)).contains("a row for each true label").doesNotContain("Most confused");
        assertThat(sample(60).text(80)).contains("Most confused labels").doesNotContain("a row for each");
        assertThat(sample(60).text(80)).contains("The 20 labels found worst, of 60");
    }

    @Test
    void text_says_how_many_pictures_the_accuracy_rests_on() {
        assertThat(sample(5).text(80))
                .contains("of 300)", "95 % interval", "the test split")
                .doesNotContain("top-5");
        assertThat(sample(15).text(80)).contains("top-5 accuracy");
    }

    @Test
    void text_cannot_command_the_terminal() {
        String text = hostile().text(80);

        assertThat(text.chars().filter(c -> c != '\n').noneMatch(Character::isISOControl))
                .isTrue();
    }

    @Test
    void scores_that_nothing_defines_are_left_open() {
        Evaluator evaluator = Evaluator.of(List.of("cat", "dog", "newt"), Basis.unknown("two pictures"));
        evaluator.add("a", 0, new float[] {1, 0, 0});
        evaluator.add("b", 1, new float[] {1, 0, 0});
        Report report = Report.of("pets", evaluator.evaluation());

        assertThat(report.text(80)
                        .lines()
                        .filter(line -> line.startsWith("  newt"))
                        .findFirst())
                .hasValueSatisfying(line -> assertThat(line).matches("  newt +- +- +- +0"));
        assertThat(report.html()).contains("title=\"no picture to measure it by\"");
        assertThat(json(report).get("classes").get(2).get("precision").asDouble())
                .isZero();
    }

    @Test
    void json_holds_the_numbers_in_full() {
        Report report = sample(15);
        JsonNode json = json(report);
        Evaluation evaluation = report.evaluation();

        assertThat(json.get("pictures").asLong()).isEqualTo(evaluation.pictures());
        assertThat(json.get("accuracy").asDouble())
                .isEqualTo(evaluation.accuracy().value());
        assertThat(json.get("topK").get("k").asInt()).isEqualTo(5);
        assertThat(json.get("measuredOn").get("acquaintance").asString()).isEqualTo("held-out");
        assertThat(json.get("confusion").get(3).get(3).asLong())
                .isEqualTo(evaluation.confusion().count(3, 3));
        assertThat(json.get("mistakes").get(0).get("probability").floatValue())
                .isEqualTo(evaluation.mistakes().getFirst().probability());
        assertThat(json.get("classes")).hasSize(15);
        assertThat(json.get("facts").get("Recipe").asString()).isEqualTo("from-scratch");
        assertThat(json.get("training").get("keptEpoch").asInt()).isEqualTo(13);
        assertThat(json.get("training")
                        .get("epochs")
                        .get(19)
                        .get("metrics")
                        .get("loss")
                        .asDouble())
                .isCloseTo(1.5 * Math.exp(-20 / 6.0) + 0.08, within(1e-15));
    }

    @Test
    void a_loss_that_diverged_is_null_in_json_and_a_gap_in_the_curve() {
        TrainingCurves curves = TrainingCurves.of(List.of(
                TrainingCurves.Epoch.of(1, java.util.Map.of("loss", 2.0)),
                TrainingCurves.Epoch.of(2, java.util.Map.of("loss", Double.NaN)),
                TrainingCurves.Epoch.of(3, java.util.Map.of("loss", 1.0))));
        Report report = Report.of("m", sample(3).evaluation(), about -> about.curves(curves));

        assertThat(json(report)
                        .get("training")
                        .get("epochs")
                        .get(1)
                        .get("metrics")
                        .get("loss")
                        .isNull())
                .isTrue();
        assertThat(report.html()).doesNotContain("NaN");
    }

    @Test
    void the_page_needs_nothing_but_itself() {
        String page = sample(15).html();

        assertThat(page).doesNotContain("<script", "<link", "@import", "http://", "https://", "url(");
        assertThat(Pattern.compile("(src|href)=\"(?!#|data:)").matcher(page).find())
                .isFalse();
    }

    @Test
    void labels_and_names_stay_text_in_the_page() {
        String page = hostile().html();

        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script", "\" onload=\"", "\u001b");
    }

    @Test
    void the_page_is_sound_xml_apart_from_its_void_elements() throws Exception {
        String page =
                hostile().html().replaceAll("<(meta|img)([^>]*)>", "<$1$2/>").replace("<!DOCTYPE html>", "");

        var parsed = javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
        assertThat(parsed.getElementsByTagName("section").getLength()).isGreaterThanOrEqualTo(6);
    }

    @Test
    void every_link_leads_somewhere() {
        String page = sample(15).html();

        assertThat(Pattern.compile("href=\"#([^\"]+)\"").matcher(page).results())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(page).contains("id=\"" + link.group(1) + "\""));
    }

    @Test
    void pictures_stand_in_the_page_and_unknown_ones_leave_a_place() {
        byte[] png = png();
        Report report = Report.of(
                "m",
                sample(3).evaluation(),
                about -> about.thumbnails(item -> item.endsWith("1.png") ? Optional.of(png) : Optional.empty()));

        assertThat(report.html())
                .contains("src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(png) + "\"")
                .contains("class=\"tiny\"", "no picture", "alt=\"A picture of the label");
    }

    @Test
    void bytes_that_are_no_picture_are_not_passed_on() {
        Report report = Report.of(
                "m",
                sample(3).evaluation(),
                about -> about.thumbnails(
                        _ -> Optional.of("<svg onload='alert(3)'/>".getBytes(StandardCharsets.UTF_8))));

        assertThat(report.html()).contains("no picture").doesNotContain("<img");
    }

    @Test
    void hundreds_of_labels_make_a_page_of_moderate_size() {
        Report report = Report.of(
                "m", Samples.evaluation(Samples.labels(500), Samples.items(3000, 500), Basis.heldOut("a large set")));

        assertThat(report.html()).hasSizeLessThan(400_000).contains("The labels confused most often");
    }

    @Test
    void writing_leaves_the_page_alone_in_its_folder(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("report.html");
        sample(3).writeHtml(page);
        sample(5).writeHtml(page);

        assertThat(Files.readString(page)).isEqualTo(sample(5).html());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(page);
        }
    }

    @Test
    void shades_carry_readable_numbers() {
        Pattern rule = Pattern.compile("background: #([0-9a-f]{6}); color: #([0-9a-f]{6})");

        assertThat(rule.matcher(HeatScale.rules()).results())
                .hasSize(4 * HeatScale.DEEPEST)
                .allSatisfy(shade -> assertThat(HeatScale.contrast(
                                Integer.parseInt(shade.group(1), 16), Integer.parseInt(shade.group(2), 16)))
                        .isGreaterThanOrEqualTo(4.5));
    }

    @Test
    void per_cents_never_round_to_all_or_nothing() {
        assertThat(Figures.percent(new Proportion(99_999, 100_000))).isEqualTo("99.999 %");
        assertThat(Figures.percent(new Proportion(500, 500))).isEqualTo("100.0 %");
        assertThat(Figures.percent(new Proportion(1, 100_000))).isEqualTo("0.001 %");
        assertThat(Figures.percent(new Proportion(1, 3))).isEqualTo("33.3 %");
        assertThat(Figures.percent(0.99999999, 1)).isEqualTo("100.00000 %");
    }

    @Test
    void axes_have_round_ticks() {
        Axis axis = Axis.around(0.31, 1.17, 0, 100);

        assertThat(axis.ticks()).hasSizeBetween(3, 7);
        assertThat(axis.ticks().stream().map(axis::label)).containsExactly("0.2", "0.4", "0.6", "0.8", "1.0", "1.2");
        assertThat(Axis.around(0.5, 0.5, 0, 100).ticks()).hasSizeBetween(3, 7);
    }

    private static Report sample(int labels) {
        return Report.of(
                "sample.keras",
                Samples.evaluation(Samples.labels(labels), Samples.items(300, labels), Basis.heldOut("the test split")),
                about -> about.fact("Recipe", "from-scratch").curves(Samples.curves()));
    }

    private static Report hostile() {
        Evaluator evaluator = Evaluator.of(HOSTILE, Basis.trainedOn(HOSTILE.get(0)));
        evaluator.add(HOSTILE.get(0), 0, new float[] {0.1f, 0.1f, 0.8f});
        evaluator.add(HOSTILE.get(1), 1, new float[] {0.1f, 0.1f, 0.8f});
        evaluator.add(HOSTILE.get(2), 2, new float[] {0.1f, 0.1f, 0.8f});
        return Report.of(HOSTILE.get(0), evaluator.evaluation(), about -> about.fact(HOSTILE.get(0), HOSTILE.get(1))
                .curves(TrainingCurves.of(List.of(TrainingCurves.Epoch.of(1, java.util.Map.of(HOSTILE.get(0), 1.0))))));
    }

    private static JsonNode json(Report report) {
        return JsonMapper.shared().readTree(report.json());
    }

    private static byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
