package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.image.Picture;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterCommandTest {

    @TempDir
    private Path folder;

    private String picture = "";
    private String result = "";

    /** A red point on black. */
    @BeforeEach
    void draw() {
        byte[] pixels = new byte[7 * 7 * 3];
        pixels[(3 * 7 + 3) * 3] = 100;
        picture = folder.resolve("point.png").toString();
        result = folder.resolve("out.png").toString();
        Picture.of(7, 7, 3, pixels).writePng(Path.of(picture));
    }

    @Test
    void a_kernel_by_name_goes_over_each_colour() {
        CommandLineRun run = glimpse("filter", picture, "--kernel", "box-blur", "-o", result);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("Wrote " + result + ": convolved by 3 x 3 weights that sum to 1\n");
        Picture seen = Picture.read(Path.of(result));
        assertThat(seen.channels()).isEqualTo(3);
        assertThat(seen.at(2, 4, 0)).isEqualTo(11);
        assertThat(seen.at(2, 4, 1)).isZero();
    }

    @Test
    void convolution_and_cross_correlation_are_told_apart() {
        String numbers = "-1 0 0 0 0 0 0 0 1";

        glimpse("filter", picture, "--kernel", numbers, "-o", result, "--gray");
        Picture convolved = Picture.read(Path.of(result));
        CommandLineRun run = glimpse("filter", picture, "--kernel", numbers, "-o", result, "--gray", "--correlate");
        Picture correlated = Picture.read(Path.of(result));

        assertThat(run.out()).contains("cross-correlated by 3 x 3 weights that sum to 0");
        // The gray of (100, 0, 0) is 30.
        assertThat(convolved.channels()).isEqualTo(1);
        assertThat(convolved.at(4, 4, 0)).isEqualTo(30);
        assertThat(convolved.at(2, 2, 0)).isZero();
        assertThat(correlated.at(2, 2, 0)).isEqualTo(30);
        assertThat(correlated.at(4, 4, 0)).isZero();
    }

    @Test
    void what_becomes_of_sums_can_be_said() {
        glimpse("filter", picture, "--kernel", "-1", "-o", result, "--show", "absolute");
        assertThat(Picture.read(Path.of(result)).at(3, 3, 0)).isEqualTo(100);

        CommandLineRun run = glimpse(
                "filter", picture, "--kernel", "1 1 1; 1 1 1; 1 1 1", "--normalise", "--border", "black", "-o", result);
        assertThat(run.out()).contains("sum to 1");
        assertThat(Picture.read(Path.of(result)).at(2, 2, 0)).isEqualTo(11);
    }

    @Test
    void what_cannot_be_done_is_one_line_and_exit_code_2() {
        refuses("there is no kernel \"edgy\"", "filter", picture, "--kernel", "edgy", "-o", result);
        refuses("a square kernel has", "filter", picture, "--kernel", "1 2", "-o", result);
        refuses("cannot be normalised", "filter", picture, "--kernel", "edge", "--normalise", "-o", result);
        refuses("a picture is written as .png or .jpg", "filter", picture, "--kernel", "edge", "-o", "out.txt");
        refuses("this is the picture that is read", "filter", picture, "--kernel", "edge", "-o", picture);
        refuses("no such file", "filter", folder.resolve("gone.png").toString(), "--kernel", "edge", "-o", result);
        refuses(
                "--border is one of reflect, nearest, black",
                "filter",
                picture,
                "--kernel",
                "edge",
                "-o",
                result,
                "--border",
                "round");
        refuses("missing required option", "filter", picture, "-o", result);
        assertThat(Path.of(result)).doesNotExist();
    }

    @Test
    void a_folder_is_no_picture() throws java.io.IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));

        refuses("inner", "filter", inner.toString(), "--kernel", "edge", "-o", result);
    }

    private static void refuses(String words, String... arguments) {
        CommandLineRun run = glimpse(arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("glimpse: ").contains(words).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }
}
