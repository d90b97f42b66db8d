package dev.glimpse.classifier.mend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.glimpse.classifier.mend.Step.Choice;
import dev.glimpse.data.item.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {

    @TempDir
    private Path folder;

    @Test
    void a_plan_is_read_as_it_was_written() throws IOException {
        Mess mess = new Mess(folder);
        mess.planned(Mess.setAside("daisy/\u00e9 \"1\".jpg").with(Choice.OFF), Mess.relabel("daisy/2.jpg", "rose"));
        Plan plan = Plan.read(mess.plan());

        assertThat(plan.dataset()).isEqualTo(mess.data());
        assertThat(plan.steps())
                .containsExactly(
                        Mess.setAside("daisy/\u00e9 \"1\".jpg").with(Choice.OFF), Mess.relabel("daisy/2.jpg", "rose"));
        assertThat(plan.chosen()).hasSize(1);
    }

    @Test
    void a_dataset_may_be_named_relative_to_the_plan() throws IOException {
        Mess mess = new Mess(folder);
        mess.planned();
        Files.writeString(
                mess.plan(), Files.readString(mess.plan()).replace(mess.data().toString(), "photos"));

        assertThat(mess.mending().apply().moves()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"on\" : true | \"on\" : \"yes\" | step 1: \"on\" is true or false",
                "\"on\" : true | \"onn\" : true | has a \"onn\", which is unknown",
                "set-aside | delete | \"do\" is \"set-aside\" or \"relabel\", got 'delete'",
                "\"score\" : 0.25 | \"score\" : \"much\" | \"score\" is a number",
                "\"picture\" : \"daisy/1.jpg\", | | \"picture\" is missing",
                "\"version\" : 1 | \"version\" : 2 | version 2",
                "\"version\" : 1 | \"version\" : 1.5 | version 1.5",
                "\"version\" : 1 | \"version\" : \"1\" | version \"1\"",
                "\"score\" : 0.25 | \"score\" : 1e999 | \"score\" is a number, and no endless one",
                "\"version\" : 1 | \"version\" : 1, \"dataset\" : \"/elsewhere\" | Duplicate",
                "\"on\" : true | \"on\" : false, \"on\" : true | Duplicate",
                "glimpse-data-plan | something | is no plan",
                "\"steps\" : | \"steps\" | this is not JSON",
                "1970-01-01T00:00:00Z | today | \"created\" is a time",
                "\"dataset\" | \"data\" | has a \"data\", which is unknown",
            })
    void a_slip_of_the_pen_is_told_where_it_is(String right, String wrong, String message) throws IOException {
        Mess mess = new Mess(folder);
        mess.planned(Mess.setAside("daisy/1.jpg"));
        String text = Files.readString(mess.plan());
        assertThat(text).contains(right);
        Files.writeString(mess.plan(), text.replace(right, wrong == null ? "" : wrong));

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Plan.read(mess.plan()))
                .withMessageContaining("plan.json")
                .withMessageContaining(message);
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Plan.read(folder.resolve("plan.json")))
                .withMessageContaining("there is no plan");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Plan.read(folder))
                .withMessageContaining("is a folder");
    }
}
