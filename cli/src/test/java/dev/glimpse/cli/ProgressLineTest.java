package dev.glimpse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    @Test
    void a_file_gets_a_line_for_each_tenth() {
        String shown = progress(Screen.Reader.PROGRAM);

        assertThat(shown.lines()).hasSize(10).first().isEqualTo("train-images: 10 %");
        assertThat(shown).endsWith("train-images: 100 %\n").doesNotContain("\r");
    }

    @Test
    void a_person_sees_one_line_that_ends_full() {
        String shown = progress(Screen.Reader.PERSON);

        assertThat(shown).contains("train-images", "100%").endsWith("\n");
        assertThat(shown.split("\r")).allMatch(line -> line.strip().length() < 80);
    }

    private static String progress(Screen.Reader reader) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Screen screen = new Screen(new ByteArrayOutputStream(), reader, err, reader, Map.of("COLUMNS", "80"));
        try (ProgressLine line = new ProgressLine(screen, "train-images", ProgressLine.Unit.BYTES)) {
            for (long done = 0; done <= 9_912_422; done += 4_956_211 / 50) {
                line.at(done, OptionalLong.of(9_912_422));
            }
            line.at(9_912_422, OptionalLong.of(9_912_422));
        }
        return err.toString(StandardCharsets.UTF_8);
    }
}
