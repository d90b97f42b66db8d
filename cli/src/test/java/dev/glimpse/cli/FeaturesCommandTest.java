package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.image.Picture;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FeaturesCommandTest {

    @TempDir
    private Path folder;

    private String picture = "";

    /** A white square on black. */
    @BeforeEach
    void draw() {
        byte[] pixels = new byte[90 * 120];
        for (int y = 30; y < 60; y++) {
            Arrays.fill(pixels, y * 120 + 40, y * 120 + 80, (byte) 255);
        }
        picture = folder.resolve("square.png").toString();
        Picture.of(90, 120, 1, pixels).rgb().writePng(Path.of(picture));
    }

    @Test
    void each_feature_has_a_line_with_its_length() {
        CommandLineRun run = glimpse("features", picture);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith(picture + ": 90 x 120 pixels\n").hasLineCount(7);
        assertThat(run.out())
                .contains("hog               1,764 numbers: 8 x 8 cells, 9 directions")
                .contains("color-histogram     512 numbers: 2 boxes of colour space in use")
                .contains("sift                200 numbers: ", " key points of 128 numbers");
    }

    @Test
    void json_has_all_numbers() {
        CommandLineRun run = glimpse("features", picture, "--kinds", "harris:grid=2,sift", "--json");

        JsonNode root = JsonMapper.shared().readTree(run.out());
        assertThat(root.get("height").asInt()).isEqualTo(90);
        assertThat(root.get("length").asInt()).isEqualTo(211);
        JsonNode harris = root.get("features").get(0);
        assertThat(harris.get("feature").asString()).isEqualTo("harris:grid=2");
        assertThat(harris.get("values")).hasSize(11);
        assertThat(harris.get("values").get(7).asDouble()).isEqualTo(0.25);
        assertThat(root.get("features").get(1).get("keyPoints").get(0).get("x").asDouble())
                .isBetween(0.0, 120.0);
    }

    @Test
    void what_they_see_is_drawn_in_a_panel_each() {
        Path drawing = folder.resolve("seen.png");

        CommandLineRun run =
                glimpse("features", picture, "--kinds", "hog,harris,hough,sift", "--draw", drawing.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEqualTo("Wrote " + drawing + "\n");
        Picture seen = Picture.read(drawing);
        // Three panels of 480 x 360 beside one another, and one below.
        assertThat(seen.width()).isEqualTo(3 * 480 + 4 * 6);
        assertThat(seen.height()).isEqualTo(2 * (360 + 28 + 6) + 6);
    }

    @Test
    void what_cannot_be_done_is_one_line_and_exit_code_2() {
        refuses("expected hog, lbp", "features", picture, "--kinds", "hogs");
        refuses("cell of hog", "features", picture, "--kinds", "hog:cell=x");
        refuses("a picture is written as .png or .jpg", "features", picture, "--draw", "seen");
        String nowhere = folder.resolve("gone").resolve("seen.png").toString();
        refuses("there is no folder " + folder.resolve("gone"), "features", picture, "--draw", nowhere);
        refuses("no such file", "features", folder.resolve("gone.png").toString());
    }

    private static void refuses(String words, String... arguments) {
        CommandLineRun run = glimpse(arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("glimpse: ").contains(words).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }
}
