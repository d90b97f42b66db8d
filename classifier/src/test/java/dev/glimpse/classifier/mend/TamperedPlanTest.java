package dev.glimpse.classifier.mend;

import static dev.glimpse.classifier.mend.Mess.relabel;
import static dev.glimpse.classifier.mend.Mess.setAside;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.glimpse.data.item.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TamperedPlanTest {

    @TempDir
    private Path folder;

    private Mess mess;

    @BeforeEach
    void make() throws IOException {
        mess = new Mess(folder);
        Files.writeString(folder.resolve("secret.jpg"), "../secret.jpg");
    }

    private void refused(String message) throws IOException {
        Map<String, String> before = mess.state();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> mess.mending().apply())
                .withMessageContaining(message)
                .extracting(Throwable::getMessage)
                .asString()
                .hasLineCount(1);
        assertThat(mess.state()).isEqualTo(before);
        assertThat(mess.setAside()).doesNotExist();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> mess.mending().preview())
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.jpg",
                "daisy/../../secret.jpg",
                "daisy/./1.jpg",
                "/etc/passwd",
                "daisy//1.jpg",
                "daisy/1.jpg/",
                ".git/config",
                "daisy/\0.jpg"
            })
    void no_name_leads_out_of_the_dataset(String name) throws IOException {
        mess.planned(setAside("daisy/1.jpg"), setAside(name));
        refused("step 2: '" + name + "' is no name of a picture within the dataset");
    }

    @Test
    void a_picture_that_is_not_in_the_dataset_is_refused() throws IOException {
        mess.planned(setAside("daisy/9.jpg"));
        refused("there is no picture 'daisy/9.jpg'");
    }

    @Test
    void a_file_that_is_no_picture_of_a_class_is_refused() throws IOException {
        mess.file("notes.txt", "notes.txt");
        mess.planned(setAside("notes.txt"));
        refused("there is no picture 'notes.txt'");
    }

    @Test
    void a_picture_that_has_changed_is_refused() throws IOException {
        mess.planned();
        Files.writeString(mess.data().resolve("daisy/2.jpg"), "painted over");
        refused("step 1: daisy/2.jpg is another file than when the plan was made");
    }

    @Test
    void two_steps_for_one_picture_are_refused() throws IOException {
        mess.planned(setAside("daisy/1.jpg"), relabel("daisy/1.jpg", "rose"));
        refused("step 2: daisy/1.jpg has another step that is on");
    }

    @Test
    void a_step_on_the_target_of_another_is_refused() throws IOException {
        mess.planned(relabel("daisy/3.jpg", "rose"), setAside("rose/3.jpg"));
        refused("step 2: there is no picture 'rose/3.jpg'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tulip", "../rose", "rose/red", ".", ""})
    void a_class_that_is_none_is_refused(String label) throws IOException {
        mess.planned(relabel("daisy/1.jpg", label));
        refused(label.isEmpty() ? "\"to\" is a text" : "there is no class '" + label + "'");
    }

    @Test
    void the_label_that_it_has_is_no_new_label() throws IOException {
        mess.planned(relabel("daisy/1.jpg", "daisy"));
        refused("has the label daisy already");
        Files.writeString(
                mess.plan(), Files.readString(mess.plan()).replace("\"label\" : \"daisy\"", "\"label\" : \"rose\""));
        refused("\"to\" the one that it gets");
    }

    @Test
    void what_lies_behind_a_link_is_refused() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("1.jpg"), "tulip/1.jpg");
        Files.createSymbolicLink(mess.data().resolve("tulip"), elsewhere);
        mess.planned(setAside("tulip/1.jpg"));
        refused("is a link");

        mess.planned(relabel("daisy/1.jpg", "tulip"));
        refused("is a link");

        Files.createSymbolicLink(mess.data().resolve("daisy/8.jpg"), folder.resolve("secret.jpg"));
        Files.writeString(folder.resolve("secret.jpg"), "daisy/8.jpg");
        mess.planned(setAside("daisy/8.jpg"));
        refused("daisy/8.jpg is a link");
    }

    @Test
    void nothing_is_set_aside_through_a_link() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(mess.setAside(), elsewhere);
        mess.planned();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> mess.mending().apply())
                .withMessageContaining("photos.set-aside is no folder");
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(mess.data().resolve("daisy/2.jpg")).exists();
    }

    @Test
    void a_journal_that_leads_out_of_the_dataset_is_refused() throws IOException {
        mess.planned().mending().apply();
        Path journal = Journal.of(mess.plan());
        Files.writeString(
                journal,
                Files.readString(journal).replaceFirst("\"dataset\":\"daisy/2.jpg\"", "\"dataset\":\"../2.jpg\""));
        Map<String, String> before = mess.state();

        MendOutcome outcome = mess.mending().undo();
        assertThat(outcome.left()).singleElement().asString().contains("is no name of a picture within the dataset");
        assertThat(folder.resolve("2.jpg")).doesNotExist();
        assertThat(mess.state()).isNotEqualTo(before).containsKey("photos.set-aside/daisy/2.jpg");
    }

    @Test
    void a_file_that_is_no_journal_keeps_its_content() throws IOException {
        mess.planned();
        Path precious = Files.writeString(folder.resolve("precious.txt"), "a file without the end of a line");
        Path journal = Files.createSymbolicLink(Journal.of(mess.plan()), precious);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> mess.mending().apply())
                .withMessageContaining("plan.json.journal is a link");

        Files.delete(journal);
        Files.copy(precious, journal);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> mess.mending().apply())
                .withMessageContaining("plan.json.journal is something else");
        assertThat(journal).hasSameTextualContentAs(precious);
        assertThat(precious).hasContent("a file without the end of a line");
        assertThat(mess.data().resolve("daisy/2.jpg")).exists();
    }

    @Test
    void a_journal_that_is_not_as_it_was_written_is_refused_by_its_line() throws IOException {
        mess.planned().mending().apply();
        Path journal = Journal.of(mess.plan());
        Files.writeString(journal, Files.readString(journal).replace("{\"moved\":1}", "{\"moved\":7}"));

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> mess.mending().undo())
                .withMessageContaining("plan.json.journal, line 5 is not as it was written");
    }

    @Test
    void a_read_only_folder_is_told_before_anything_is_moved() throws IOException {
        mess.planned();
        Path daisy = mess.data().resolve("daisy");
        assumeFalse(!daisy.toFile().setWritable(false) || Files.isWritable(daisy), "the superuser writes everywhere");
        try {
            refused("no permission to move files out of");
        } finally {
            assertThat(daisy.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void only_a_folder_can_be_mended() throws IOException {
        Path manifest = Files.writeString(folder.resolve("photos.csv"), "path,label\nphotos/daisy/1.jpg,daisy\n");
        mess.planned();
        Files.writeString(
                mess.plan(), Files.readString(mess.plan()).replace(mess.data().toString(), manifest.toString()));
        refused("only in a folder of class folders");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Plan.requireMendable(manifest))
                .withMessageContaining("is a manifest");
    }
}
