package dev.glimpse.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.table.TableOptions.Divider;
import dev.glimpse.data.table.TableOptions.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,2\n3,4\n",
                "a;b\r\n1;2\r\n3;4",
                "a\tb\n1\t2\n3\t4\n",
                " a   b\n 1 2 \n\n 3\t 4",
                "a|b\n1|2\n3|4",
                "\uFEFFa,b\n1,2\n3,4"
            })
    void what_divides_the_columns_and_a_header_are_found_out(String text) throws IOException {
        Table table = Table.read(file(text));
        assertThat(table.names()).containsExactly("a", "b");
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.rows(List.of(1, 0))).containsExactly(2, 1, 4, 3);
    }

    @Test
    void without_a_header_columns_are_known_by_their_numbers() throws IOException {
        Table table = Table.read(file("0.00632  18.00 -2.5e1 .5\n0.1 2 3 4.\n"));
        assertThat(table.names()).containsExactly("1", "2", "3", "4");
        assertThat(table.numbers(table.column("3"))).containsExactly(-25, 3);
        assertThat(table.numbers(3)).containsExactly(0.5, 4);
        assertThat(table.columns("1-2, 4")).containsExactly(0, 1, 3);
    }

    @Test
    void what_32_bits_cannot_hold_is_refused_where_they_are_asked_for() throws IOException {
        Table table = Table.read(file("a,b\n1,2\n3,1e300\n"));
        assertThat(table.isNumeric(1)).isTrue();
        assertThat(table.numbers(1)).containsExactly(2, 1e300);
        assertThatThrownBy(() -> table.rows(List.of(1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 2 of values, column 2: 1.0E300 is too large");
    }

    @Test
    void quotes_hold_dividers_line_breaks_and_quotes() throws IOException {
        Table table = Table.read(file("\"rooms, all\",\"the \"\"price\"\"\"\n\"1\",2\n3,\"4\"\n"));
        assertThat(table.names()).containsExactly("rooms, all", "the \"price\"");
        assertThat(table.numbers(table.column("rooms, all"))).containsExactly(1, 3);
    }

    @Test
    void a_header_can_be_said_to_be_there_or_not() throws IOException {
        Path years = file("2019,2020\n1,2\n");
        assertThat(Table.read(years).rows()).isEqualTo(2);
        Table named = Table.read(years, read -> read.header(Header.PRESENT));
        assertThat(named.names()).containsExactly("2019", "2020");
        assertThat(named.numbers(named.column("2020"))).containsExactly(2);
        assertThat(Table.read(file("1 2\n3 4"), read -> read.divider(new Divider.Blanks()))
                        .rows())
                .isEqualTo(2);
    }

    @Test
    void a_column_of_words_may_be_there_but_not_be_asked_for() throws IOException {
        Table iris = Table.read(file("5.1,3.5,Iris-setosa\n4.9,3.0,Iris-setosa\n"));
        assertThat(iris.numbers(0)).containsExactly(5.1, 4.9);
        assertThatThrownBy(() -> iris.numbers(2))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 1, column 3: 'Iris-setosa' is no number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n3,\n", "a,b\n1,2\n3,NA\n", "a,b\n1,2\n3,?\n", "a,b\n1,2\n3,NaN"})
    void a_missing_value_is_refused_with_its_line_and_column(String text) throws IOException {
        Table table = Table.read(file(text));
        assertThatThrownBy(() -> table.numbers(1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 3, column 2 ('b'): the value is missing");
        assertThat(table.numbers(0)).containsExactly(1, 3);
    }

    @Test
    void numbers_of_other_kinds_are_refused() throws IOException {
        Table table = Table.read(file("0x1p3;0,5;1e999;1d\n1;2;3;4\n"), read -> read.header(Header.ABSENT));
        for (int column = 0; column < 4; column++) {
            int asked = column;
            assertThatThrownBy(() -> table.numbers(asked))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("line 1, column " + (asked + 1));
        }
        assertThatThrownBy(() -> table.numbers(1)).hasMessageContaining("decimal comma");
        assertThatThrownBy(() -> table.numbers(2)).hasMessageContaining("too large");
    }

    @Test
    void a_row_of_another_length_is_refused_with_its_line() throws IOException {
        assertThatThrownBy(() -> Table.read(file("1 2 3\n4 5\n")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 2: expected 3 columns as in the first line, got 2");
        assertThatThrownBy(() -> Table.read(file("a,b\n1,2\n\n3,4,5\n"))).hasMessageContaining("line 4");
    }

    @Test
    void columns_that_are_not_there_or_named_twice_are_refused() throws IOException {
        Table table = Table.read(file("a,b,a\n1,2,3\n"));
        assertThatThrownBy(() -> table.column("c"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a, b, a");
        assertThatThrownBy(() -> table.column("4")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> table.column("a")).hasMessageContaining("2 columns called 'a'");
        assertThatThrownBy(() -> table.columns("1,b,2")).hasMessageContaining("twice");
        assertThatThrownBy(() -> table.columns("3-1")).hasMessageContaining("backwards");
    }

    @Test
    void what_is_no_table_is_refused() throws IOException {
        assertThatThrownBy(() -> Table.read(folder.resolve("none.csv"))).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Table.read(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is a folder");
        assertThatThrownBy(() -> Table.read(file("")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no rows");
        assertThatThrownBy(() -> Table.read(file("a,\"b\n1,2\n"))).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Table.read(file("1".repeat(2 << 20)))).isInstanceOf(DataException.class);
        Path latin = folder.resolve("latin.csv");
        Files.write(latin, "größe,b\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Table.read(latin))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void a_divider_is_a_word_or_a_character() {
        assertThat(Divider.of("semicolon")).isEqualTo(new Divider.Mark(';'));
        assertThat(Divider.of("|")).isEqualTo(new Divider.Mark('|'));
        assertThat(Divider.of("blanks")).isEqualTo(new Divider.Blanks());
        assertThatThrownBy(() -> Divider.of("a")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Divider.of("::")).isInstanceOf(DataException.class);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "table", ".csv"), text);
    }
}
