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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataCheckCommandTest {

    @TempDir
    private Path scratch;

    private Path data;

    @BeforeEach
    void draw() throws IOException {
        data = scratch.resolve("data");
        DrawnPictures.write(data, 4, Seed.of(1));
        Files.copy(data.resolve("cup/cup-0000.png"), data.resolve("star/copy.png"));
        Files.writeString(data.resolve("star/broken.png"), "no picture");
    }

    @Test
    void text_names_what_spoils_most_first() {
        CommandLineRun run = glimpse("data", "check", data.toString(), "--no-embeddings");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("25 pictures under 6 labels", "cup/cup-0000.png = star/copy.png: cup and star")
                .containsSubsequence(
                        "files that cannot be read: 1",
                        "one picture under two labels: 1",
                        "labels with too few pictures: 6",
                        "and 1 more",
                        "exact copies: 1, 1 of them under two labels, see above",
                        "not fully checked: labels that are probably wrong (--no-embeddings was given)");
    }

    @Test
    void json_goes_to_a_file_or_to_standard_output() throws IOException {
        Path file = scratch.resolve("found.json");
        glimpse("data", "check", data.toString(), "--no-embeddings", "--json", file.toString());
        CommandLineRun run = glimpse("data", "check", data.toString(), "--no-embeddings", "--json", "-");

        JsonNode written = JsonMapper.shared().readTree(file.toFile());
        assertThat(JsonMapper.shared().readTree(run.out())).isEqualTo(written);
        assertThat(written.get("counts").get("two-labels").asInt()).isEqualTo(1);
    }

    @Test
    void no_plan_is_advised_for_what_no_plan_can_mend() throws IOException {
        Path manifest =
                Files.writeString(scratch.resolve("set.csv"), "data/cup/cup-0000.png,cup\ndata/star/copy.png,star\n");
        Path page = scratch.resolve("report.html");
        CommandLineRun run =
                glimpse("data", "check", manifest.toString(), "--no-embeddings", "--html", page.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContain("To go on");
        assertThat(page).content().contains("Nothing has been changed.").doesNotContain("To go on");

        glimpse("data", "check", data.toString(), "--no-embeddings", "--html", page.toString());
        assertThat(page).content().contains("To go on", "--fix plan.json");
    }

    @Test
    void strict_ends_with_2_where_something_was_found() {
        CommandLineRun run = glimpse("data", "check", data.toString(), "--no-embeddings", "--strict");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("glimpse: --strict: ").doesNotContain("\tat ");
        assertThat(run.out()).contains("exact copies");
    }

    @Test
    void kinds_can_be_skipped_and_findings_shown() {
        CommandLineRun run = glimpse(
                "data", "check", data.toString(), "--no-embeddings", "--skip", "two-labels,unreadable", "--show", "9");

        assertThat(run.out())
                .doesNotContain("under two labels", "cannot be read", "more\n")
                .contains("exact copies: 1");
    }

    @Test
    void options_that_make_no_sense_are_refused_before_anything_is_read() {
        assertRefused("--skip takes unreadable, two-labels", "--skip", "ghosts");
        assertRefused("--show is 1 or more", "--show", "0");
        assertRefused("--no-embeddings away", "--no-embeddings", "--backbone", "mobilenet_v2");
        assertRefused("there is no pretrained network 'x'", "--backbone", "x");
        assertRefused(
                "does not exist: create it first",
                "--json",
                scratch.resolve("nowhere/found.json").toString());
        String one = scratch.resolve("one").toString();
        assertRefused("is named twice", "--html", one, "--json", one);
        assertRefused("is named twice", "--html", one, "--fix", one);
    }

    private void assertRefused(String message, String... options) {
        String[] words = new String[options.length + 3];
        words[0] = "data";
        words[1] = "check";
        words[2] = data.toString();
        System.arraycopy(options, 0, words, 3, options.length);
        CommandLineRun run = glimpse(words);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }
}
