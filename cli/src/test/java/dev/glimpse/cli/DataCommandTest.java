package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataCommandTest {

    @TempDir
    private Path folder;

    @Test
    void info_counts_pictures_and_names_what_is_wrong() throws IOException {
        twoClasses();
        Files.writeString(folder.resolve("cat/broken.png"), "");
        Files.copy(folder.resolve("cat/0.png"), folder.resolve("dog/copy.png"));
        CommandLineRun run = glimpse("data", "info", folder.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("cat", "dog", "broken.png", "copy.png");
    }

    @Test
    void info_answers_in_json() throws IOException {
        twoClasses();
        Files.writeString(folder.resolve("cat/broken.png"), "");
        Files.copy(folder.resolve("cat/0.png"), folder.resolve("dog/copy.png"));
        CommandLineRun run = glimpse("data", "info", folder.toString(), "--json");
        JsonNode report = JsonMapper.shared().readTree(run.out());

        assertThat(run.exitCode()).isZero();
        assertThat(report.get("pictures").asInt()).isEqualTo(21);
        assertThat(report.get("classes").get(0).get("label").asString()).isEqualTo("cat");
        assertThat(report.get("classes").get(0).get("pictures").asInt()).isEqualTo(10);
        assertThat(report.get("unreadable").get(0).get("name").asString()).endsWith("broken.png");
        assertThat(report.get("duplicates").get(0).get("labels")).hasSize(2);
        assertThat(report.get("width").get("median").asInt()).isEqualTo(20);
    }

    @Test
    void info_is_strict_when_asked() throws IOException {
        twoClasses();
        Files.writeString(folder.resolve("cat/broken.png"), "");
        CommandLineRun run = glimpse("data", "info", "--strict", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("glimpse: ", "broken.png").doesNotContain("\tat ");
    }

    @Test
    void what_is_no_dataset_is_one_line_and_exit_code_2() {
        assertThat(glimpse("data", "info", folder.toString())).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("glimpse: ").hasLineCount(1);
        });
        assertThat(glimpse("data", "info", folder.resolve("nowhere").toString()).exitCode())
                .isEqualTo(2);
        assertThat(glimpse("data").err()).contains("info, check, apply or fetch");
        assertThat(glimpse("data", "fetch", "imagenet", folder.toString()).err())
                .contains("imagenet", "mnist");
    }

    @Test
    void fetch_says_what_each_mirror_answered() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String mirror = "http://127.0.0.1:" + server.getAddress().getPort() + "/mnist/";
            CommandLineRun run = glimpse("data", "fetch", "mnist", folder.toString(), "--mirror", mirror);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("glimpse: cannot fetch train-images-idx3-ubyte.gz", mirror, "404");
        } finally {
            server.stop(0);
        }
    }

    private void twoClasses() throws IOException {
        for (int label = 0; label < 2; label++) {
            Path ofClass = Files.createDirectory(folder.resolve(label == 0 ? "cat" : "dog"));
            for (int i = 0; i < 10; i++) {
                BufferedImage picture = new BufferedImage(20, 16, BufferedImage.TYPE_INT_RGB);
                picture.setRGB(i, label, 0xFFFFFF);
                ImageIO.write(picture, "png", ofClass.resolve(i + ".png").toFile());
            }
        }
    }
}
