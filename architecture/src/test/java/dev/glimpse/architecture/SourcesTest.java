package dev.glimpse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules that only the sources show. */
class SourcesTest {

    /** "About 400": past this there are two ideas in a file. */
    private static final int LINES = 420;

    private static final Predicate<String> SPEAKS_OF_ITS_MAKING = Pattern.compile(
                    "\\b(TODO|FIXME|XXX|TBD)\\b|\\.\\./shared|\\bissue #?\\d+", Pattern.CASE_INSENSITIVE)
            .asPredicate();

    private static final List<Path> MAIN = House.sources("main");
    private static final List<Path> ALL =
            Stream.concat(MAIN.stream(), House.sources("test").stream()).toList();

    @Test
    void enough_sources_are_seen() {
        assertThat(MAIN).hasSizeGreaterThan(200);
        assertThat(ALL).hasSizeGreaterThan(250);
    }

    @Test
    void every_package_says_what_it_is_and_is_null_marked() {
        var folders = MAIN.stream().map(Path::getParent).distinct();
        assertThat(folders).allSatisfy(folder -> {
            Path info = folder.resolve("package-info.java");
            assertThat(info).as("description of a package").exists();
            assertThat(House.read(info)).contains("@NullMarked").startsWith("/**");
        });
    }

    @Test
    void a_file_has_one_idea() {
        assertThat(ALL).allSatisfy(file -> assertThat(House.read(file).lines().count())
                .as("lines of " + House.nameOf(file))
                .isLessThanOrEqualTo(LINES));
    }

    @Test
    void sources_speak_of_the_product_alone() {
        var self = House.ROOT.resolve("architecture");
        assertThat(Stream.concat(ALL.stream(), documents().stream()).filter(file -> !file.startsWith(self)))
                .allSatisfy(file -> assertThat(House.read(file).lines().filter(SPEAKS_OF_ITS_MAKING))
                        .as(House.nameOf(file))
                        .isEmpty());
    }

    @Test
    void decision_records_are_numbered_without_gaps_and_say_their_state() {
        var records = House.filesIn(
                House.ROOT.resolve("docs/adr"),
                file -> file.getFileName().toString().matches("\\d{4}-.*\\.md"));
        assertThat(records).isNotEmpty();
        for (int number = 1; number <= records.size(); number++) {
            Path decision = records.get(number - 1);
            assertThat(decision.getFileName().toString()).startsWith("%04d-".formatted(number));
            assertThat(House.read(decision))
                    .as(decision.getFileName().toString())
                    .containsPattern("(?m)^# .+")
                    .containsPattern("(?m)^Status: (accepted|superseded by \\d{4}|proposed)")
                    .contains("## Context", "## Decision", "## Consequences");
        }
    }

    @Test
    void the_build_has_the_modules_of_the_house() {
        assertThat(House.modulesOfTheBuild()).isEqualTo(Set.copyOf(House.ARROWS.keySet()));
        for (String module : House.ARROWS.keySet()) {
            assertThat(House.read(House.ROOT.resolve(module).resolve("pom.xml")))
                    .contains("<artifactId>glimpse-" + module + "</artifactId>", "<description>")
                    .contains("<module.name>dev.glimpse." + module + "</module.name>");
        }
    }

    /** {@code ./glimpse} builds with {@code -Dmaven.test.skip}, which makes no jar of tests. */
    @Test
    void jars_of_tests_are_needed_only_by_tests() {
        for (String module : House.ARROWS.keySet()) {
            var dependencies = House.read(House.ROOT.resolve(module).resolve("pom.xml"))
                    .replaceAll("(?s)<activation><property><name>!maven\\.test\\.skip<.*?</profile>", "");
            assertThat(dependencies)
                    .as(module
                            + "/pom.xml: put the dependency into a profile that !maven.test.skip activates, as nn does")
                    .doesNotContain("<type>test-jar</type>");
        }
    }

    @Test
    void links_between_documents_lead_somewhere() {
        assertThat(documents()).isNotEmpty().allSatisfy(document -> assertThat(
                        House.matches("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)[^)]*\\)", House.read(document))
                                .filter(link -> !Files.exists(document.resolveSibling(link))))
                .as("broken links of " + House.nameOf(document))
                .isEmpty());
    }

    private static List<Path> documents() {
        var atTheRoot = Stream.of("README.md", "CONTRIBUTING.md").map(House.ROOT::resolve);
        var docs = House.filesIn(
                House.ROOT.resolve("docs"), file -> file.toString().endsWith(".md"));
        return Stream.concat(atTheRoot, docs.stream()).toList();
    }
}
