package dev.glimpse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThirdPartyTest {

    private static final Path COMMITTED = House.ROOT.resolve("THIRD-PARTY.txt");
    private static final Path FOUND = House.ROOT.resolve("architecture/target/third-party.txt");

    @Test
    void the_list_of_what_ships_is_current() {
        assertThat(libraries(COMMITTED))
                .as("Java libraries in THIRD-PARTY.txt against " + House.nameOf(FOUND) + ", which the build writes")
                .hasSizeGreaterThan(10)
                .isEqualTo(libraries(FOUND));
    }

    @Test
    void the_licence_gate_cannot_be_passed_by_any_licence() {
        assertThat(House.read(House.ROOT.resolve("architecture/pom.xml")))
                .contains("<failOnBlacklist>true</failOnBlacklist>", "<failOnMissing>true</failOnMissing>");
    }

    private static List<String> libraries(Path file) {
        return House.read(file)
                .lines()
                .filter(line -> line.matches(" {5}\\(.+\\(\\S+:\\S+:\\S+ - .+\\)"))
                .sorted()
                .toList();
    }
}
