package dev.glimpse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private static final long ALL = 9_912_422;
    private static final long SECOND = 1_000_000_000;

    @Test
    void a_file_gets_a_line_every_five_seconds() {
        assertThat(progress(Screen.Reader.PROGRAM, ProgressLine.AtEnd.KEPT, SECOND))
                .startsWith("train-images: ")
                .contains(" %\n")
                .hasLineCount(20)
                .doesNotContain("\r");
    }

    @Test
    void a_file_hears_nothing_of_what_is_over_in_a_moment() {
        assertThat(progress(Screen.Reader.PROGRAM, ProgressLine.AtEnd.KEPT, SECOND / 100))
                .isEmpty();
    }

    @Test
    void a_person_sees_one_line_that_ends_full() {
        String shown = progress(Screen.Reader.PERSON, ProgressLine.AtEnd.KEPT, SECOND);

        assertThat(shown).contains("train-images", "100%").endsWith("\n");
        assertThat(shown.split("\r")).allMatch(line -> line.strip().length() < 80);
    }

    @Test
    void what_only_passes_leaves_an_empty_line_to_write_on() {
        assertThat(progress(Screen.Reader.PERSON, ProgressLine.AtEnd.ERASED, SECOND))
                .matches("(?s).*\r +\r");
    }

    /** What is shown of a hundred steps, each of which takes so long. */
    private static String progress(Screen.Reader reader, ProgressLine.AtEnd atEnd, long nanosPerStep) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Screen screen = new Screen(new ByteArrayOutputStream(), reader, err, reader, Map.of("COLUMNS", "80"));
        AtomicLong clock = new AtomicLong();
        try (ProgressLine line = new ProgressLine(screen, "train-images", ProgressLine.Unit.BYTES, atEnd, clock::get)) {
            for (int step = 1; step <= 100; step++) {
                clock.addAndGet(nanosPerStep);
                line.at(ALL * step / 100, OptionalLong.of(ALL));
            }
        }
        return err.toString(StandardCharsets.UTF_8);
    }
}
