package dev.glimpse.classifier.mend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.glimpse.classifier.doctor.CheckedPicture;
import dev.glimpse.classifier.doctor.CopyGroup;
import dev.glimpse.classifier.doctor.Diagnosis;
import dev.glimpse.classifier.doctor.Evidence;
import dev.glimpse.classifier.doctor.Finding;
import dev.glimpse.classifier.doctor.FindingKind;
import dev.glimpse.classifier.doctor.Likeness;
import dev.glimpse.classifier.mend.Step.Action;
import dev.glimpse.classifier.mend.Step.Choice;
import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.quality.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanningTest {

    @TempDir
    private Path folder;

    private Mess mess;

    @BeforeEach
    void make() throws IOException {
        mess = new Mess(folder);
    }

    private static CheckedPicture picture(String name, Split... split) {
        return new CheckedPicture(
                0,
                name,
                name.substring(0, name.indexOf('/')),
                split.length == 0 ? Optional.empty() : Optional.of(split[0]),
                ContentHash.of(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static CopyGroup same(CheckedPicture... pictures) {
        return new CopyGroup(List.of(pictures), new Likeness.SamePixels());
    }

    private static CopyGroup near(CheckedPicture one, CheckedPicture other) {
        return new CopyGroup(
                List.of(one, other),
                new Likeness.Near(List.of(new Likeness.Pair(0, 1, 2, 1.5, OptionalDouble.of(0.987654321)))));
    }

    private static Finding.LabelSuspect suspect(
            CheckedPicture picture, String to, double certainty, Evidence evidence) {
        return new Finding.LabelSuspect(picture, to, certainty, 0.05, evidence, 1);
    }

    private Plan plan(UnaryOperator<PlanOptions> options, Finding... findings) {
        LinkedHashMap<String, Integer> labels = new LinkedHashMap<>();
        labels.put("daisy", 3);
        labels.put("rose", 2);
        return Plan.of(
                new Diagnosis(
                        mess.data().toString(),
                        5,
                        labels,
                        Optional.empty(),
                        List.of(findings),
                        List.of(),
                        List.of(),
                        List.of()),
                options);
    }

    private Plan plan(Finding... findings) {
        return plan(options -> options, findings);
    }

    @Test
    void of_exact_copies_the_largest_file_is_kept_then_the_first_by_name() throws IOException {
        mess.file("daisy/2.jpg", "a larger file than the others");
        Plan plan = plan(
                new Finding.ExactCopies(same(picture("daisy/1.jpg"), picture("daisy/2.jpg"), picture("daisy/3.jpg"))));

        assertThat(plan.steps())
                .extracting(Step::picture, Step::choice, Step::finding)
                .containsExactly(
                        tuple("daisy/1.jpg", Choice.ON, "exact-copies"),
                        tuple("daisy/3.jpg", Choice.ON, "exact-copies"));
        assertThat(plan(new Finding.ExactCopies(same(picture("daisy/1.jpg"), picture("daisy/3.jpg"))))
                        .steps())
                .extracting(Step::picture)
                .containsExactly("daisy/3.jpg");
    }

    @Test
    void the_copy_that_is_furthest_from_learning_is_kept() {
        CopyGroup group = same(picture("daisy/1.jpg", Split.TRAIN), picture("daisy/2.jpg", Split.TEST));
        Plan plan = plan(new Finding.AcrossSplits(group), new Finding.ExactCopies(group));

        assertThat(plan.steps())
                .extracting(Step::picture, Step::finding)
                .containsExactly(tuple("daisy/1.jpg", "across-splits"));
    }

    @Test
    void of_one_picture_under_two_labels_with_nothing_to_choose_by_none_is_chosen() {
        CopyGroup group = same(picture("daisy/1.jpg"), picture("rose/1.jpg"));
        Plan plan = plan(new Finding.TwoLabels(group), new Finding.ExactCopies(group));

        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(step.choice()).isEqualTo(Choice.OFF);
            assertThat(step.why()).contains("daisy or rose, is for you to say");
        });
    }

    @Test
    void the_label_that_strong_suspicion_speaks_for_wins() {
        CheckedPicture wrong = picture("daisy/1.jpg");
        CopyGroup group = same(wrong, picture("rose/1.jpg"));
        Plan plan = plan(new Finding.TwoLabels(group), suspect(wrong, "rose", 0.9, Evidence.STRONG));

        assertThat(plan.steps())
                .extracting(Step::picture, Step::choice, Step::action)
                .containsExactly(tuple("daisy/1.jpg", Choice.ON, new Action.SetAside()));
        assertThat(plan(new Finding.TwoLabels(group), suspect(wrong, "rose", 0.9, Evidence.WEAK))
                        .chosen())
                .isEmpty();
    }

    @Test
    void labels_change_from_the_certainty_that_was_asked_for() {
        Finding[] suspects = {
            suspect(picture("daisy/1.jpg"), "rose", 0.95, Evidence.STRONG),
            suspect(picture("daisy/2.jpg"), "rose", 0.6, Evidence.STRONG),
            suspect(picture("daisy/3.jpg"), "rose", 0.95, Evidence.WEAK)
        };
        assertThat(plan(suspects).chosen()).isEmpty();
        assertThat(plan(suspects).steps()).hasSize(3);
        assertThat(plan(options -> options.fixLabels(0.9), suspects).chosen())
                .extracting(Step::picture, Step::action)
                .containsExactly(tuple("daisy/1.jpg", new Action.Relabel("rose")));
    }

    @Test
    void near_copies_and_look_alikes_are_only_proposed_until_somebody_wants_them() {
        Finding found = new Finding.NearCopies(near(picture("daisy/1.jpg"), picture("daisy/2.jpg")));
        Finding alike = new Finding.LookAlikes(near(picture("daisy/3.jpg"), picture("rose/1.jpg")));
        assertThat(plan(found, alike).steps()).hasSize(2).allMatch(step -> step.choice() == Choice.OFF);
        assertThat(plan(options -> options.with(FindingKind.NEAR_COPIES), found, alike)
                        .chosen())
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.picture()).isEqualTo("daisy/2.jpg");
                    assertThat(step.score()).contains(0.9877);
                });
    }

    @Test
    void a_picture_that_stands_for_its_exact_copies_is_not_lost_with_them() throws IOException {
        mess.file("daisy/2.jpg", "a larger file than the others");
        Plan plan = plan(
                options -> options.with(FindingKind.NEAR_COPIES),
                new Finding.ExactCopies(same(picture("daisy/1.jpg"), picture("daisy/2.jpg"))),
                new Finding.NearCopies(near(picture("daisy/1.jpg"), picture("daisy/3.jpg"))));

        assertThat(plan.chosen()).extracting(Step::picture).containsExactly("daisy/1.jpg", "daisy/3.jpg");
    }

    @Test
    void a_picture_has_one_step_and_the_one_that_is_on_goes_first() {
        Plan plan = plan(
                options -> options.with(FindingKind.DARK),
                new Finding.PoorPicture(picture("daisy/1.jpg"), Check.GRAYSCALE, 0, 0.5),
                new Finding.PoorPicture(picture("daisy/1.jpg"), Check.DARK, 0.1, 0.32));

        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(step.finding()).isEqualTo("dark");
            assertThat(step.choice()).isEqualTo(Choice.ON);
            assertThat(step.why()).isEqualTo("dark: its score is 0.100, below 0.320");
        });
    }

    @Test
    void what_takes_eyes_to_say_is_only_proposed() {
        assertThat(plan(new Finding.PoorPicture(picture("daisy/1.jpg"), Check.BLURRY, 0.1, 0.29))
                        .steps())
                .singleElement()
                .matches(step -> step.choice() == Choice.OFF);
    }

    @Test
    void what_cannot_be_read_is_set_aside_as_it_is() throws IOException {
        mess.file("rose/broken.jpg", "no picture");
        Plan plan = plan(new Finding.UnreadableFile("rose/broken.jpg", "truncated JPEG"));
        plan.write(mess.plan());

        assertThat(mess.mending().apply().moves())
                .containsExactly(new MendOutcome.Move("rose/broken.jpg", "photos.set-aside/rose/broken.jpg"));
    }

    @Test
    void what_cannot_be_read_and_stands_in_no_class_is_in_nobodys_way() throws IOException {
        mess.file("broken.jpg", "no picture");
        assertThat(plan(new Finding.UnreadableFile("broken.jpg", "stands in no class folder"))
                        .steps())
                .isEmpty();
    }

    @Test
    void a_link_is_only_proposed() throws IOException {
        Files.createSymbolicLink(mess.data().resolve("rose/9.jpg"), mess.data().resolve("daisy/1.jpg"));
        Plan plan = plan(new Finding.ExactCopies(same(picture("daisy/1.jpg"), picture("rose/9.jpg"))));

        assertThat(plan.chosen()).isEmpty();
    }

    @Test
    void there_is_no_plan_for_what_is_no_folder() throws IOException {
        Path zip = Files.writeString(folder.resolve("photos.zip"), "PK");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Plan.requireMendable(zip))
                .withMessageContaining("unpack it");
    }
}
