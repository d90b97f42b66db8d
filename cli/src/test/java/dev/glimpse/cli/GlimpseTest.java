package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GlimpseTest {

    @Test
    void help_goes_to_standard_output() {
        CommandLineRun run = glimpse("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: glimpse", "completion", "glimpse COMMAND --help");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void a_missing_command_is_one_line() {
        CommandLineRun run = glimpse();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("glimpse: a command is missing (glimpse --help says what there is)\n");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void an_unknown_option_or_command_comes_with_a_suggestion() {
        assertThat(glimpse("--hepl")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("glimpse: unknown option: '--hepl'; did you mean --help?");
            assertThat(run.err()).hasLineCount(1);
        });
        assertThat(glimpse("completoin").err())
                .startsWith("glimpse: there is no command 'completoin'; did you mean completion");
        assertThat(glimpse("completion", "zsh").err()).startsWith("glimpse: 'zsh' is one argument too many (");
    }

    @Test
    void colours_are_for_people_who_want_them() {
        assertThat(glimpse(Screen.Reader.PERSON, Map.of(), "nonsense").err()).contains("\u001b[31m");
        assertThat(glimpse(Screen.Reader.PERSON, Map.of(), "--help").out()).contains("\u001b[");
        assertThat(glimpse(Screen.Reader.PERSON, Map.of("NO_COLOR", "1"), "nonsense")
                        .err())
                .doesNotContain("\u001b");
        assertThat(glimpse(Screen.Reader.PERSON, Map.of("TERM", "dumb"), "--help")
                        .out())
                .doesNotContain("\u001b");
        assertThat(glimpse(Screen.Reader.PROGRAM, Map.of(), "--help").out()).doesNotContain("\u001b");
    }

    @Test
    void completion_is_a_script_that_knows_the_commands() {
        CommandLineRun run = glimpse("completion");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("complete -F _complete_glimpse", "--debug");
    }

    @Test
    void a_reader_that_has_seen_enough_is_no_error_to_speak_of() {
        assertThat(runInto("Broken pipe")).isEqualTo(new CommandLineRun(1, "", ""));
        assertThat(runInto("No space left on device"))
                .isEqualTo(new CommandLineRun(1, "", "glimpse: the disk is full\n"));
    }

    private static CommandLineRun runInto(String trouble) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(trouble);
            }
        };
        var err = new java.io.ByteArrayOutputStream();
        int exitCode =
                Glimpse.run(new Screen(broken, Screen.Reader.PROGRAM, err, Screen.Reader.PROGRAM, Map.of()), "--help");
        return new CommandLineRun(exitCode, "", err.toString(java.nio.charset.StandardCharsets.UTF_8));
    }
}
