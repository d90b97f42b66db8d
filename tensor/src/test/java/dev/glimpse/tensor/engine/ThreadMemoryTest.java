package dev.glimpse.tensor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadMemoryTest {

    private static final Machine MACHINE = new Machine("a processor", 4, "2.10");

    private static final ThreadChoice.Measured MEASURED = new ThreadChoice.Measured(
            2,
            List.of(new ThreadChoice.Timing(1, 3.5), new ThreadChoice.Timing(2, 2), new ThreadChoice.Timing(4, 2.25)));

    @TempDir
    Path folder;

    @Test
    void what_was_measured_is_remembered_for_the_machine() {
        ThreadMemory memory = new ThreadMemory(folder.resolve("new"));
        memory.remember(MACHINE, MEASURED);

        ThreadChoice recalled = memory.recall(MACHINE).orElseThrow();
        assertThat(recalled.threads()).isEqualTo(2);
        assertThat(recalled.reason())
                .startsWith("2, remembered in " + folder)
                .endsWith("1 thread 3.5 ms, 2 threads 2.0 ms, 4 threads 2.3 ms");
    }

    @Test
    void another_machine_is_measured_anew() {
        ThreadMemory memory = new ThreadMemory(folder);
        memory.remember(MACHINE, MEASURED);

        assertThat(memory.recall(new Machine("a processor", 8, "2.10"))).isEmpty();
        assertThat(memory.recall(new Machine("a processor", 4, "2.11"))).isEmpty();
    }

    @Test
    void a_damaged_file_is_as_good_as_none() throws IOException {
        ThreadMemory memory = new ThreadMemory(folder);
        memory.remember(MACHINE, MEASURED);
        try (var files = Files.list(folder)) {
            Files.writeString(files.findFirst().orElseThrow(), "threads=many");
        }
        assertThat(memory.recall(MACHINE)).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_written_to_is_no_error() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        ThreadMemory memory = new ThreadMemory(file.resolve("below"));

        memory.remember(MACHINE, MEASURED);

        assertThat(memory.recall(MACHINE)).isEmpty();
    }

    @Test
    void more_threads_win_only_if_they_are_worth_it() {
        assertThat(ThreadRace.fastest(Map.of(1, List.of(9L, 100L, 101L, 102L, 500L)))
                        .threads())
                .isEqualTo(1);
        Map<Integer, List<Long>> nearlyEqual = new java.util.LinkedHashMap<>();
        nearlyEqual.put(1, List.of(100L));
        nearlyEqual.put(2, List.of(97L));
        assertThat(ThreadRace.fastest(nearlyEqual).threads()).isEqualTo(1);
        nearlyEqual.put(4, List.of(60L));
        assertThat(ThreadRace.fastest(nearlyEqual).threads()).isEqualTo(4);
    }

    @Test
    void powers_of_two_and_all_processors_are_tried() {
        assertThat(ThreadRace.candidates(1)).containsExactly(1);
        assertThat(ThreadRace.candidates(2)).containsExactly(1, 2);
        assertThat(ThreadRace.candidates(12)).containsExactly(1, 2, 4, 8, 12);
    }
}
