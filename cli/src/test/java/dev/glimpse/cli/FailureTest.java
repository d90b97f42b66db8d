package dev.glimpse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.NnException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void what_the_user_can_put_right_ends_with_2() {
        assertThat(Failure.of(new NnException("dense needs [features], got [26, 26, 32]: put flatten() before it")))
                .isEqualTo(new Failure(2, "dense needs [features], got [26, 26, 32]: put flatten() before it"));
        assertThat(Failure.of(new NoSuchFileException("birds.keras")))
                .isEqualTo(new Failure(2, "there is no file or folder birds.keras"));
    }

    @Test
    void a_full_disk_ends_with_1_however_it_is_wrapped() {
        IOException full = new FileSystemException("birds.keras", null, "No space left on device");

        assertThat(Failure.of(full)).isEqualTo(new Failure(1, "the disk is full: birds.keras"));
        assertThat(Failure.of(new UncheckedIOException(full)))
                .isEqualTo(new Failure(1, "the disk is full: birds.keras"));
        assertThat(Failure.of(new NnException("cannot write birds.keras", full)).exitCode())
                .isEqualTo(1);
    }

    @Test
    void a_bug_says_so_and_how_to_see_more() {
        Failure failure = Failure.of(new IllegalStateException("two heads"));

        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.message()).contains("bug in Glimpse", "two heads", "--debug");
    }

    @Test
    void too_little_memory_says_how_to_give_more() {
        assertThat(Failure.of(new OutOfMemoryError()).message()).contains("GLIMPSE_OPTS=-Xmx");
    }

    @Test
    void a_list_stays_one_on_one_line() {
        assertThat(Failure.of(new NnException("wrong in 3 places:\n  a is missing\n  b is missing\n  c is left over"))
                        .line())
                .isEqualTo("glimpse: wrong in 3 places: a is missing; b is missing; c is left over");
    }

    @Test
    void the_message_is_one_line_that_cannot_command_the_terminal() {
        assertThat(new Failure(2, "one\n   two \u001b[31m three\u202e").line())
                .isEqualTo("glimpse: one two \uFFFD[31m three\uFFFD");
    }
}
