package dev.glimpse.cli;

import dev.glimpse.data.table.TableOptions;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of {@code glimpse regress}: how the table stands in its file, and which columns matter. */
final class TableColumns {

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            order = 1,
            description = "What is to be told, by its name or its number from 1. Default: the last column.")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--features",
            paramLabel = "COLUMNS",
            order = 2,
            description = "What to learn from, such as 1-3,rooms. Default: all other columns.")
    private Optional<String> features = Optional.empty();

    @Option(
            names = "--divider",
            paramLabel = "WHAT",
            order = 3,
            description = "What divides columns: comma, semicolon, tab, blanks, or a character. Default: as the first"
                    + " line has it.")
    private Optional<String> divider = Optional.empty();

    @Option(
            names = "--header",
            paramLabel = "HOW",
            order = 4,
            description = "Whether the first line names the columns: present or absent. Default: it does if it has no"
                    + " number and the second line has one.")
    private Optional<String> header = Optional.empty();

    Optional<String> target() {
        return target;
    }

    Optional<String> features() {
        return features;
    }

    TableOptions apply(TableOptions usual) {
        TableOptions told =
                divider.map(TableOptions.Divider::of).map(usual::divider).orElse(usual);
        return header.map(word -> Words.read(TableOptions.Header.class, "--header", word))
                .map(told::header)
                .orElse(told);
    }
}
