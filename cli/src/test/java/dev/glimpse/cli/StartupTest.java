package dev.glimpse.cli;

import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fresh process loads before it answers. */
class StartupTest {

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "completion", "summary mnist-cnn", "summary --keras kerasui"})
    void answers_without_the_engine(String arguments) throws IOException, InterruptedException {
        String loaded = loadedBy(arguments.split(" "));

        assertThat(loaded)
                .contains("dev.glimpse.cli.Glimpse ")
                .doesNotContain("org.bytedeco", "dev.glimpse.tensor.Engine");
    }

    @Test
    void predicts_without_libtorch(@TempDir Path folder) throws IOException, InterruptedException {
        Path model = folder.resolve("model.keras");
        try (Model small =
                Model.build(Sequential.of(input(8, 8, 3), conv2d(4, 3).relu(), flatten(), dense(2).softmax()))) {
            small.save(model);
        }
        Path picture = folder.resolve("picture.png");
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());

        String loaded = loadedBy("predict", model.toString(), picture.toString());

        assertThat(loaded)
                .contains("ai.onnxruntime.OrtSession ", picture.toString())
                .doesNotContain("org.bytedeco.pytorch");
    }

    private static String loadedBy(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load",
                "-cp",
                Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                        .orElse(System.getProperty("java.class.path")),
                Glimpse.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
