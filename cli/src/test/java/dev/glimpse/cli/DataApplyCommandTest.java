package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataApplyCommandTest {

    @TempDir
    private Path scratch;

    private Path data;
    private Path plan;

    @BeforeEach
    void draw() throws IOException {
        data = scratch.resolve("data");
        plan = scratch.resolve("plan.json");
        DrawnPictures.write(data, 2, Seed.of(1));
        Files.copy(data.resolve("cup/cup-0000.png"), data.resolve("cup/zcopy.png"));
        Files.writeString(data.resolve("star/broken.png"), "no picture");
    }

    private CommandLineRun check(String... more) {
        String[] words = new String[4 + more.length];
        System.arraycopy(new String[] {"data", "check", data.toString(), "--no-embeddings"}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return glimpse(words);
    }

    private CommandLineRun apply(String... more) {
        String[] words = new String[3 + more.length];
        System.arraycopy(new String[] {"data", "apply", plan.toString()}, 0, words, 0, 3);
        System.arraycopy(more, 0, words, 3, more.length);
        return glimpse(words);
    }

    @Test
    void what_is_found_is_planned_done_and_taken_back() {
        Path page = scratch.resolve("report.html");
        CommandLineRun checked = check("--fix", plan.toString(), "--html", page.toString());
        assertThat(checked.exitCode()).as(checked.err()).isZero();
        assertThat(checked.err()).contains("2 to set aside, 0 to another label", "data apply " + plan, "Wrote " + page);
        assertThat(page).content().contains("cup/zcopy.png", "data:image/png;base64,", "data apply " + plan);

        assertThat(apply("--dry-run").out())
                .contains("star/broken.png -> data.set-aside/star/broken.png", "2 pictures of", "would be moved");
        assertThat(data.resolve("star/broken.png")).exists();

        CommandLineRun done = apply();
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out())
                .startsWith("Moved 2 pictures of")
                .contains("--undo")
                .hasLineCount(1);
        assertThat(data.resolve("cup/zcopy.png")).doesNotExist();
        assertThat(scratch.resolve("data.set-aside/cup/zcopy.png")).exists();
        assertThat(apply().out()).contains("Nothing to do", "2 pictures had been moved before");

        assertThat(check("--fix", plan.toString())).satisfies(again -> {
            assertThat(again.exitCode()).isEqualTo(2);
            assertThat(again.err()).contains("needed to undo it");
        });

        assertThat(apply("--undo").out()).startsWith("Brought back 2 pictures");
        assertThat(data.resolve("cup/zcopy.png")).exists();
        assertThat(scratch.resolve("data.set-aside")).doesNotExist();
    }

    @Test
    void what_cannot_be_brought_back_is_named_and_the_exit_code_is_2() throws IOException {
        check("--fix", plan.toString());
        apply();
        Files.writeString(data.resolve("star/broken.png"), "another one");
        CommandLineRun undone = apply("--undo");

        assertThat(undone.exitCode()).isEqualTo(2);
        assertThat(undone.out()).startsWith("Brought back 1 picture of");
        assertThat(undone.err())
                .startsWith("glimpse: 1 picture cannot be brought back as it is now")
                .contains(
                        "star/broken.png stays data.set-aside/star/broken.png, for another file has its old name now");
    }

    @Test
    void options_that_do_not_go_together_are_refused_before_the_work() {
        assertThat(check("--fix-on", "blurry").err()).contains("add --fix FILE");
        assertThat(check("--fix", plan.toString(), "--fix-on", "blury").err())
                .contains("--fix-on takes all, unreadable");
        assertThat(check("--fix", plan.toString(), "--fix-labels", "90").err()).contains("from 0 to 1, got 90.0");
        assertThat(check("--html", scratch.resolve("no/where.html").toString()).err())
                .contains("create it first");
        assertThat(glimpse("data", "apply", plan.toString())).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("glimpse: there is no plan").hasLineCount(1);
        });
    }
}
