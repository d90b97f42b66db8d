package dev.glimpse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
