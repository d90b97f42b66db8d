package dev.glimpse.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.tensor.engine.ThreadChoice;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EngineTest {

    @Test
    void the_engine_tells_what_it_is() {
        Engine.Description engine = Engine.describe();

        assertThat(engine.libtorch()).startsWith("2.");
        assertThat(engine.processor()).isNotBlank();
        assertThat(engine.graphics()).isNotNegative();
        assertThat(Device.cpu().isAvailable()).isTrue();
        assertThat(Device.cuda(99).isAvailable()).isFalse();
    }

    @Test
    void tests_compute_with_as_many_threads_as_they_are_told() {
        assertThat(Engine.threads())
                .isInstanceOf(ThreadChoice.Told.class)
                .extracting(ThreadChoice::reason)
                .asString()
                .endsWith("because the system property glimpse.threads says so");
    }

    @Test
    void javacpp_no_longer_counts_memory_against_the_heap() {
        Engine.threads();

        assertThat(org.bytedeco.javacpp.Pointer.maxBytes()).isZero();
        assertThat(org.bytedeco.javacpp.Pointer.maxPhysicalBytes()).isZero();
    }

    @Test
    void a_thread_count_that_is_no_number_is_refused() {
        assertThatThrownBy(() -> Engine.told("many", "GLIMPSE_THREADS"))
                .isInstanceOf(TensorException.class)
                .hasMessage("GLIMPSE_THREADS is a number of threads from 1 to 1024, got \"many\"");
    }

    @Test
    void a_platform_without_an_engine_is_told_so() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.bytedeco.javacpp.platform=linux-arm64",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Elsewhere.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(said).contains("TensorException: the engine (libtorch) runs on Linux and Windows on x86-64");
    }

    /** A program on a machine that libtorch is not made for. */
    static final class Elsewhere {

        private Elsewhere() {}

        public static void main(String... arguments) {
            for (int attempt = 0; attempt < 2; attempt++) {
                try {
                    Tensor.ones(Shape.of(1));
                    System.exit(1);
                } catch (TensorException e) {
                    System.out.println(e);
                }
            }
        }
    }
}
