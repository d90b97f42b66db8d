package dev.glimpse.nn.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.glimpse.nn.NnException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that can be read in two ways, or lead out of themselves, are refused. */
class ZipMembersTest {

    @TempDir
    Path folder;

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private SequencedMap<String, ZipMembers.Member> members(byte[] zip) throws IOException {
        Path file = Files.write(folder.resolve("some.zip"), zip);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return ZipMembers.of(channel);
        }
    }

    private static byte[] replaced(byte[] bytes, String from, String to, boolean everywhere) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.lastIndexOf(from);
        String changed =
                everywhere ? text.replace(from, to) : text.substring(0, at) + to + text.substring(at + from.length());
        return changed.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void members_are_found_with_their_places_and_sizes() throws IOException {
        assertThat(members(zip("config.json", "assets/", "assets/words.txt")).values())
                .extracting(ZipMembers.Member::name, ZipMembers.Member::size)
                .containsExactly(tuple("config.json", 11L), tuple("assets/words.txt", 16L));
    }

    @Test
    void two_members_of_one_name_are_refused() throws IOException {
        byte[] twice = replaced(zip("config.json", "confih.json"), "confih", "config", true);

        assertThatThrownBy(() -> members(twice))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("two files named \"config.json\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "assets/../../evil", "/etc/passwd", "C:evil", "assets\\evil"})
    void a_name_that_leads_out_of_the_archive_is_refused(String name) throws IOException {
        byte[] bytes = zip(name);

        assertThatThrownBy(() -> members(bytes)).isInstanceOf(NnException.class).hasMessageContaining("leads out");
    }

    @Test
    void a_table_that_disagrees_with_what_stands_before_a_member_is_refused() throws IOException {
        byte[] bytes = replaced(zip("config.json"), "config.json", "konfig.json", false);

        assertThatThrownBy(() -> members(bytes))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("before konfig.json");
    }

    @Test
    void an_archive_that_is_cut_off_anywhere_is_refused() throws IOException {
        byte[] bytes = zip("config.json", "metadata.json");

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> members(cut)).as("%s bytes", length).isInstanceOf(NnException.class);
        }
    }
}
