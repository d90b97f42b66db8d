package dev.glimpse.cli;

import static dev.glimpse.cli.CommandLineRun.glimpse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.cli.Checkup.Finding;
import dev.glimpse.cli.Checkup.Problem;
import dev.glimpse.cli.Checkup.Weight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {

    @Test
    void the_doctor_names_what_it_finds() {
        CommandLineRun run = glimpse("doctor");

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(Runtime.version().toString(), System.getProperty("java.home"), "libtorch 2.", "OpenCV 4.");
    }

    @Test
    void the_doctor_answers_in_json() {
        CommandLineRun run = glimpse("doctor", "--json");
        JsonNode found = JsonMapper.shared().readTree(run.out());

        assertThat(found.get("works").asBoolean()).isTrue();
        assertThat(found.get("engine").get("threads").get("count").asInt()).isPositive();
        assertThat(found.get("heapBytes").asLong())
                .isEqualTo(Runtime.getRuntime().maxMemory());
        assertThat(found.get("memory").get("freeBytes").asLong())
                .isLessThanOrEqualTo(found.get("memory").get("bytes").asLong());
        assertThat(found.get("problems").isArray()).isTrue();
    }

    @Test
    void the_doctor_says_what_to_do_where_native_code_does_not_load() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.bytedeco.javacpp.platform=linux-nowhere",
                        "-cp",
                        Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                                .orElse(System.getProperty("java.class.path")),
                        Glimpse.class.getName(),
                        "doctor")
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isEqualTo(1);
        assertThat(output)
                .contains(
                        "Problem: the engine does not start", "Problem: pictures cannot be read", "can be written to");
    }

    @Test
    void each_problem_comes_with_its_fix_and_only_some_stop_the_work() {
        Checkup slow = new Checkup(
                List.of(new Finding("disk", "Disk", "3 MB free")),
                List.of(new Problem(Weight.HURTS, "the disk is nearly full", "make room")));
        Checkup dead = new Checkup(List.of(), List.of(new Problem(Weight.STOPS, "no engine", "another machine")));

        assertThat(slow.text()).isEqualTo("""
                Disk  3 MB free

                Could be better: the disk is nearly full
                  make room
                """);
        assertThat(slow.works()).isTrue();
        assertThat(dead.works()).isFalse();
        assertThat(JsonMapper.shared()
                        .readTree(dead.json())
                        .get("problems")
                        .get(0)
                        .get("fix")
                        .asString())
                .isEqualTo("another machine");
    }
}
