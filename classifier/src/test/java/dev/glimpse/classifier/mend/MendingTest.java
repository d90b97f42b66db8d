package dev.glimpse.classifier.mend;

import static dev.glimpse.classifier.mend.Mess.relabel;
import static dev.glimpse.classifier.mend.Mess.setAside;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.glimpse.classifier.mend.Disk.Moment;
import dev.glimpse.classifier.mend.KilledDisk.Killed;
import dev.glimpse.classifier.mend.KilledDisk.Reach;
import dev.glimpse.classifier.mend.MendOutcome.Move;
import dev.glimpse.classifier.mend.Step.Choice;
import dev.glimpse.data.item.DataException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MendingTest {

    @TempDir
    private Path folder;

    private Mess mess;

    @BeforeEach
    void make() throws IOException {
        mess = new Mess(folder);
    }

    @Test
    void pictures_are_moved_and_a_taken_name_gets_a_number() throws IOException {
        MendOutcome outcome = mess.planned().mending().apply();

        assertThat(outcome.moves())
                .containsExactly(
                        new Move("daisy/2.jpg", "photos.set-aside/daisy/2.jpg"),
                        new Move("daisy/1.jpg", "rose/1-2.jpg"),
                        new Move("rose/red/2.jpg", "photos.set-aside/rose/red/2.jpg"));
        assertThat(mess.data().resolve("rose/1.jpg")).hasContent("rose/1.jpg");
        assertThat(mess.data().resolve("rose/1-2.jpg")).hasContent("daisy/1.jpg");
        assertThat(mess.setAside().resolve("rose/red/2.jpg")).hasContent("rose/red/2.jpg");
        assertThat(mess.data().resolve("daisy")).isDirectoryNotContaining(file -> file.endsWith("2.jpg"));
    }

    @Test
    void undo_restores_names_times_and_contents_and_leaves_nothing_behind() throws IOException {
        Map<String, String> before = mess.planned().state();
        mess.mending().apply();
        MendOutcome undone = mess.mending().undo();

        assertThat(undone.moves()).hasSize(3);
        assertThat(undone.left()).isEmpty();
        assertThat(mess.state()).isEqualTo(before);
        assertThat(mess.setAside()).doesNotExist();
        assertThat(Journal.of(mess.plan())).doesNotExist();
    }

    @Test
    void what_was_done_is_not_done_again() throws IOException {
        mess.planned().mending().apply();
        Map<String, String> after = mess.state();
        MendOutcome again = mess.mending().apply();

        assertThat(again.moves()).isEmpty();
        assertThat(again.before()).isEqualTo(3);
        assertThat(mess.state()).isEqualTo(after);
    }

    @Test
    void steps_that_are_turned_on_later_are_added_and_taken_back_with_the_others() throws IOException {
        Map<String, String> before = mess.state();
        Step later = setAside("daisy/3.jpg");
        mess.planned(setAside("daisy/1.jpg"), later.with(Choice.OFF)).mending().apply();
        assertThat(mess.data().resolve("daisy/3.jpg")).exists();
        Files.writeString(mess.plan(), Files.readString(mess.plan()).replace("\"on\" : false", "\"on\" : true"));

        assertThat(mess.mending().apply().moves()).hasSize(1);
        assertThat(mess.mending().undo().moves()).hasSize(2);
        assertThat(mess.state()).isEqualTo(before);
    }

    @Test
    void a_preview_tells_what_will_be_and_changes_nothing() throws IOException {
        Map<String, String> before = mess.planned().state();
        MendOutcome preview = mess.mending().preview();

        assertThat(mess.state()).isEqualTo(before);
        assertThat(Journal.of(mess.plan())).doesNotExist();
        assertThat(mess.mending().apply().moves()).isEqualTo(preview.moves());
        MendOutcome back = mess.mending().previewUndo();
        assertThat(mess.mending().undo().moves()).isEqualTo(back.moves());
    }

    @ParameterizedTest
    @EnumSource
    void a_process_that_is_killed_at_any_moment_can_be_gone_on_with_or_taken_back(Reach reach) throws IOException {
        Disk unhurt = new KilledDisk(Integer.MAX_VALUE, reach);
        Map<String, String> before = mess.planned().state();
        mess.mending(unhurt).apply();
        Map<String, String> after = mess.state();
        mess.mending(unhurt).undo();

        int moment = 0;
        while (kill(moment, reach, Way.APPLY)) {
            mess.mending(unhurt).apply();
            assertThat(mess.state()).as("gone on after moment %d", moment).isEqualTo(after);
            mess.mending(unhurt).undo();
            assertThat(mess.state()).as("and taken back").isEqualTo(before);

            assertThat(kill(moment, reach, Way.APPLY)).isTrue();
            if (!mess.state().equals(before)) {
                mess.mending(unhurt).undo();
            }
            assertThat(mess.state()).as("taken back after moment %d", moment).isEqualTo(before);
            Files.deleteIfExists(Journal.of(mess.plan()));
            moment++;
        }
        assertThat(moment).isGreaterThan(10);
        assertThat(mess.state()).isEqualTo(after);

        int back = 0;
        while (kill(back, reach, Way.UNDO)) {
            mess.mending(unhurt).apply();
            assertThat(mess.state())
                    .as("done again after moment %d of taking back", back)
                    .isEqualTo(after);
            assertThat(kill(back, reach, Way.UNDO)).isTrue();
            mess.mending(unhurt).undo();
            assertThat(mess.state()).as("taken back at last").isEqualTo(before);
            mess.mending(unhurt).apply();
            back++;
        }
        assertThat(back).isGreaterThan(10);
        assertThat(mess.state()).isEqualTo(before);
    }

    private enum Way {
        APPLY,
        UNDO
    }

    /** Runs until that moment; false if it was over before. */
    private boolean kill(int moment, Reach reach, Way way) {
        Mending mending = mess.mending(new KilledDisk(moment, reach));
        try {
            switch (way) {
                case APPLY -> mending.apply();
                case UNDO -> mending.undo();
            }
            return false;
        } catch (Killed _) {
            return true;
        }
    }

    @Test
    void a_last_line_that_was_cut_short_is_passed_over() throws IOException {
        mess.planned().mending().apply();
        Map<String, String> after = mess.state();
        Files.writeString(Journal.of(mess.plan()), "{\"transfer\":3,\"fr", StandardOpenOption.APPEND);

        assertThat(mess.mending().apply().moves()).isEmpty();
        assertThat(mess.state()).isEqualTo(after);
        assertThat(mess.mending().undo().moves()).hasSize(3);
    }

    @Test
    void a_move_that_fails_says_what_was_done_and_can_be_gone_on_with() throws IOException {
        int[] renames = {0};
        Disk full = (from, onto) -> {
            if (renames[0]++ == 1) {
                throw new AccessDeniedException(from.toString());
            }
            Disk.real().rename(from, onto);
        };
        Map<String, String> before = mess.planned().state();

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> mess.mending(full).apply())
                .withMessageContaining("daisy/1.jpg cannot be moved: permission denied; 1 of 3 pictures")
                .withMessageContaining("--undo");
        assertThat(mess.data().resolve("daisy/1.jpg")).hasContent("daisy/1.jpg");
        assertThat(mess.data().resolve("rose/1-2.jpg")).doesNotExist();

        assertThat(mess.mending().apply().moves()).hasSize(2);
        mess.mending().undo();
        assertThat(mess.state()).isEqualTo(before);
    }

    @Test
    void what_is_in_the_way_of_taking_back_is_told_and_never_overwritten() throws IOException {
        Map<String, String> before = mess.planned().state();
        mess.mending().apply();
        Path newer = mess.file("daisy/2.jpg", "somebody's new picture");
        Path changed = mess.setAside().resolve("rose/red/2.jpg");
        Files.writeString(changed, "painted over");
        MendOutcome undone = mess.mending().undo();

        assertThat(undone.moves()).containsExactly(new Move("rose/1-2.jpg", "daisy/1.jpg"));
        assertThat(undone.left())
                .containsExactly(
                        "rose/red/2.jpg stays photos.set-aside/rose/red/2.jpg, for it was changed since",
                        "daisy/2.jpg stays photos.set-aside/daisy/2.jpg, for another file has its old name now");
        assertThat(newer).hasContent("somebody's new picture");
        assertThat(changed).hasContent("painted over");

        Files.delete(newer);
        Files.writeString(changed, "rose/red/2.jpg");
        Files.setLastModifiedTime(changed, Files.getLastModifiedTime(mess.data().resolve("rose/1.jpg")));
        assertThat(mess.mending().undo().left()).isEmpty();
        assertThat(mess.state()).isEqualTo(before);
    }

    @Test
    void only_one_moves_pictures_of_a_dataset_at_a_time() throws IOException {
        mess.planned();
        try (FolderLock _ = FolderLock.of(MendedFolder.of(mess.data()))) {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> mess.mending().apply())
                    .withMessageContaining("another glimpse data apply");
        }
        assertThat(mess.mending().apply().moves()).hasSize(3);
    }

    @Test
    void a_plan_that_was_carried_out_is_not_written_over() throws IOException {
        mess.planned().mending().apply();

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Plan.read(mess.plan()).write(mess.plan()))
                .withMessageContaining("needed to undo it");
    }

    @Test
    void without_a_journal_there_is_nothing_to_undo() throws IOException {
        mess.planned();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> mess.mending().undo())
                .withMessageContaining("nothing to undo");
        assertThat(mess.setAside()).doesNotExist();
    }

    @Test
    void a_file_may_get_the_name_that_another_step_leaves_but_only_with_a_number() throws IOException {
        mess.planned(setAside("rose/1.jpg"), relabel("daisy/1.jpg", "rose"))
                .mending()
                .apply();

        assertThat(mess.data().resolve("rose/1-2.jpg")).hasContent("daisy/1.jpg");
        assertThat(mess.data().resolve("rose/1.jpg")).doesNotExist();
    }

    @Test
    void a_killed_process_leaves_a_name_reserved_that_nobody_else_takes() throws IOException {
        mess.planned();
        Disk disk = new Disk() {
            @Override
            public void rename(Path from, Path onto) throws IOException {
                Disk.real().rename(from, onto);
            }

            @Override
            public void reached(Moment moment) {
                if (moment == Moment.RESERVED) {
                    throw new Killed();
                }
            }
        };
        assertThatExceptionOfType(Killed.class)
                .isThrownBy(() -> mess.mending(disk).apply());
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> mess.mending().preview())
                .withMessageContaining("was cut short");
        assertThat(mess.mending().apply().moves()).hasSize(2);
        assertThat(mess.setAside().resolve("daisy/2.jpg")).hasContent("daisy/2.jpg");
    }

    @Test
    void what_somebody_brought_back_by_hand_is_back() throws IOException {
        Map<String, String> before = mess.planned().state();
        mess.mending().apply();
        Files.move(mess.setAside().resolve("daisy/2.jpg"), mess.data().resolve("daisy/2.jpg"));
        MendOutcome undone = mess.mending().undo();

        assertThat(undone.moves()).hasSize(2);
        assertThat(undone.left()).isEmpty();
        assertThat(mess.state()).isEqualTo(before);
    }
}
