package dev.glimpse.classifier.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.TeachingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchRunTest {

    private static final Space SPACE = Space.parse(List.of("x=0.3|0.9|0.1|0.7|0.5|0.2|0.8|0.4|0.6", "recipe=fake"));
    private static final int PICTURES = 900;

    @TempDir
    Path folder;

    private final FakeJudge judge = new FakeJudge();

    private SearchResult run(FakeJudge who, Space space, List<Rung> rungs, Optional<Duration> budget) {
        Plan plan = new Plan(new LinkedHashMap<>(Map.of("options", space.toString())));
        try (SearchFolder opened = SearchFolder.open(folder.resolve("search"), plan)) {
            Deadline deadline = Deadline.within(budget, 0, () -> who.nanos);
            return new SearchRun(opened, space, space.grid(UnaryOperator.identity()), rungs, 1, who, deadline).run();
        }
    }

    private SearchResult run(FakeJudge who) {
        return run(who, SPACE, Rung.all(9, PICTURES), Optional.empty());
    }

    private SearchResult halved(FakeJudge who) {
        return run(who, SPACE, Rung.halving(3, 9, PICTURES, 2), Optional.empty());
    }

    @Test
    void the_best_on_validation_wins_and_is_judged_by_the_test_split_once() throws IOException {
        SearchResult result = run(judge);

        assertThat(result.end()).isEqualTo(SearchResult.End.COMPLETE);
        assertThat(result.tries()).extracting(Try::number).containsExactly(2, 7, 4, 9, 5, 8, 1, 6, 3);
        assertThat(result.onTest()).contains(new SearchResult.OnTest(0.5, 50));
        assertThat(judge.finished).isEqualTo(1);
        assertThat(files())
                .contains("best.keras", "result.json", "results.csv", "search.json", "try-0002/configuration.json")
                .contains("try-0002/metrics.json", "try-0002/model.keras")
                .noneMatch(name -> name.endsWith(".part"));
        assertThat(Files.readString(folder.resolve("search/results.csv")))
                .startsWith("rank,try,x,accuracy,logLoss,of,pictures,share,seconds,state,why\n1,2,0.9,0.8999")
                .hasLineCount(10);
        assertThat(result.text(3)).contains("Rank  Try  x    Accuracy", "   1    2  0.9    90.0 %", "… and 6 more");
        assertThat(result.json()).contains("\"end\" : \"complete\"", "\"test\" : {", "\"options\" : {");
    }

    @Test
    void halving_gives_a_third_of_the_tries_three_times_the_pictures() {
        SearchResult result = halved(judge);

        assertThat(judge.taught)
                .containsExactly(
                        "0.3 on 100",
                        "0.9 on 100",
                        "0.1 on 100",
                        "0.7 on 100",
                        "0.5 on 100",
                        "0.2 on 100",
                        "0.8 on 100",
                        "0.4 on 100",
                        "0.6 on 100",
                        "0.9 on 300",
                        "0.8 on 300",
                        "0.7 on 300",
                        "0.9 on 900");
        assertThat(result.best().orElseThrow().scores())
                .extracting(Score::share)
                .containsExactly(1 / 9.0, 1 / 3.0, 1.0);
        assertThat(result.tries()).extracting(Try::number).containsExactly(2, 7, 4, 9, 5, 8, 1, 6, 3);
        assertThat(result.text(2)).contains("Learnt from", "100 %", "33 %");
    }

    @Test
    void a_search_that_was_killed_goes_on_and_ends_as_if_it_never_was() throws IOException {
        for (int time : new int[] {4, 8, 2}) {
            FakeJudge killed = new FakeJudge().killedAt(time);
            assertThatThrownBy(() -> halved(killed)).isInstanceOf(FakeJudge.Killed.class);
        }
        String broken = halved(judge).json();
        assertThat(judge.taught).containsExactly("0.7 on 300", "0.9 on 900");
        assertThat(files()).noneMatch(name -> name.endsWith(".part"));

        try (Stream<Path> all = Files.walk(folder.resolve("search"))) {
            all.sorted((one, other) -> other.compareTo(one)).forEach(SearchRunTest::delete);
        }
        assertThat(halved(new FakeJudge()).json()).isEqualTo(broken);
    }

    @Test
    void the_same_again_teaches_nothing_and_asks_the_test_split_no_more() {
        SearchResult first = run(judge);
        SearchResult again = run(judge);

        assertThat(again).isEqualTo(first);
        assertThat(judge.taught).hasSize(9);
        assertThat(judge.finished).isEqualTo(1);
    }

    @Test
    void a_search_that_is_stopped_keeps_what_is_over() {
        FakeJudge stopped = new FakeJudge().stoppedAt(4);
        SearchResult result = run(stopped);

        assertThat(result.end()).isEqualTo(SearchResult.End.STOPPED);
        assertThat(result.tries()).hasSize(3);
        assertThat(result.model()).isEmpty();
        assertThat(stopped.finished).isZero();
        assertThat(run(judge).tries()).hasSize(9);
        assertThat(judge.taught).hasSize(6);
    }

    @Test
    void nothing_is_begun_that_there_is_no_time_for() {
        SearchResult result = run(judge, SPACE, Rung.all(9, PICTURES), Optional.of(Duration.ofMillis(4500)));

        assertThat(result.end()).isEqualTo(SearchResult.End.OUT_OF_TIME);
        assertThat(judge.taught).hasSize(4);
        assertThat(result.best().orElseThrow().number()).isEqualTo(2);
        assertThat(result.model()).isPresent();
        assertThat(run(judge).end()).isEqualTo(SearchResult.End.COMPLETE);
        assertThat(judge.taught).hasSize(9);
    }

    @Test
    void what_cannot_have_been_measured_is_refused() throws IOException {
        run(judge);
        Path file = folder.resolve("search/try-0003/metrics.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"accuracy\" : [^,]*", "\"accuracy\" : 7.0"));
        assertThatThrownBy(() -> run(judge))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("try-0003")
                .hasMessageContaining("is damaged");
    }

    @Test
    void a_model_that_was_taken_away_is_missed_with_the_way_to_have_it_again() throws IOException {
        run(judge);
        Files.delete(folder.resolve("search/best.keras"));
        Files.delete(folder.resolve("search/try-0002/model.keras"));
        assertThatThrownBy(() -> run(judge))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("remove the folder")
                .hasMessageContaining("try-0002");
    }

    @Test
    void no_time_at_all_is_told() {
        assertThatThrownBy(() -> run(judge, SPACE, Rung.all(9, PICTURES), Optional.of(Duration.ofMillis(500))))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("give a larger budget");
    }

    @Test
    void a_try_that_fails_is_a_row_and_not_the_end() {
        Space space = Space.parse(List.of("x=0.3|-1|0.9"));
        SearchResult result = run(judge, space, Rung.halving(3, 3, 90, 2), Optional.empty());

        assertThat(result.end()).isEqualTo(SearchResult.End.COMPLETE);
        assertThat(result.tries()).extracting(Try::number).containsExactly(3, 1, 2);
        assertThat(result.text(9)).contains("   -    2  -1   failed: x is at least 0, got -1.0");
        assertThat(judge.events)
                .contains(new TeachingEvent.Remark(
                        "try 2, x=-1, on 30 of 90 pictures failed: x is at" + " least 0, got -1.0"));
        run(judge, space, Rung.halving(3, 3, 90, 2), Optional.empty());
        assertThat(judge.taught).as("it is not tried again").hasSize(4);
    }

    @Test
    void where_all_tries_fail_the_reason_is_told() {
        assertThatThrownBy(() -> run(judge, Space.parse(List.of("x=-1|-2")), Rung.all(2, PICTURES), Optional.empty()))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("none of the 2 tries could be taught; the first: x is at least 0");
    }

    @Test
    void another_search_in_the_same_folder_is_refused() throws IOException {
        run(judge);
        assertThatThrownBy(() -> run(judge, Space.parse(List.of("x=0.5|0.6")), Rung.all(2, PICTURES), Optional.empty()))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("holds another search: there options = ")
                .hasMessageContaining("choose another folder");
        assertThat(judge.taught).hasSize(9);

        Path other = Files.createDirectory(folder.resolve("letters"));
        Files.writeString(other.resolve("letter.txt"), "dear");
        Plan plan = new Plan(new LinkedHashMap<>());
        assertThatThrownBy(() -> SearchFolder.open(other, plan))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("holds something else (letter.txt)");
        assertThatThrownBy(() -> SearchFolder.open(other.resolve("letter.txt"), plan))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("is a file");
    }

    @Test
    void two_searches_do_not_share_a_folder() {
        Plan plan = new Plan(new LinkedHashMap<>());
        try (SearchFolder _ = SearchFolder.open(folder.resolve("one"), plan)) {
            assertThatThrownBy(() -> SearchFolder.open(folder.resolve("one"), plan))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("another search writes into");
        }
        SearchFolder.open(folder.resolve("one"), plan).close();
    }

    @Test
    void a_damaged_file_is_told_by_its_name() throws IOException {
        run(judge);
        Path metrics = folder.resolve("search/try-0003/metrics.json");
        for (String text : List.of("{", "[]", "{}", "{\"rounds\":[{\"pictures\":\"many\"}]}")) {
            Files.writeString(metrics, text);
            assertThatThrownBy(() -> run(judge))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("metrics.json is damaged");
        }
    }

    @Test
    void an_option_that_decides_everything_has_all_influence() {
        Space space = Space.parse(List.of("x=0.2|0.8", "y=int:1..3"));
        SearchResult result = run(judge, space, Rung.all(6, PICTURES), Optional.empty());

        // Of y each value has two tries, which says nothing yet.
        assertThat(result.influence()).containsOnlyKeys("x");
        assertThat(result.influence().get("x")).isCloseTo(1, within(1e-12));
    }

    private List<String> files() throws IOException {
        Path search = folder.resolve("search");
        try (Stream<Path> all = Files.walk(search)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> search.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
