package dev.glimpse.nn.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.Hdf5Reader.Group;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files that h5py wrote, in all layouts that the reader knows, against what h5py reads in them. */
class Hdf5ReaderTest {

    @TempDir
    Path folder;

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Hdf5ReaderTest.class.getResourceAsStream("/keras/" + name), name)) {
            return in.readAllBytes();
        }
    }

    private Path file(String name) throws IOException {
        return Files.write(folder.resolve(name), resource("hdf5layout/" + name));
    }

    private static JsonNode expected() throws IOException {
        return JsonMapper.shared().readTree(resource("hdf5layout/expected.json"));
    }

    private static Group parent(Hdf5Reader file, String path) {
        Group group = file.root();
        for (String name : path.substring(0, Math.max(0, path.lastIndexOf('/'))).split("/")) {
            group = name.isEmpty() ? group : file.group(group, name).orElseThrow();
        }
        return group;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static double[] values(SavedArray array) {
        return switch (array) {
            case SavedArray.Floats floats -> {
                double[] values = new double[floats.values().length];
                Arrays.setAll(values, i -> floats.values()[i]);
                yield values;
            }
            case SavedArray.Doubles doubles -> doubles.values();
            case SavedArray.Longs longs ->
                Arrays.stream(longs.values()).asDoubleStream().toArray();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest.h5", "latest.h5"})
    void arrays_texts_and_groups_are_those_that_h5py_finds(String name) throws IOException {
        JsonNode expected = expected();
        Path path = file(name);

        Hdf5Reader.read(path, file -> {
            expected.path("arrays").forEachEntry((array, content) -> {
                SavedArray found = file.array(parent(file, array), name(array));
                assertThat(found.shape().toList())
                        .as(array)
                        .isEqualTo(content.path("shape")
                                .valueStream()
                                .map(JsonNode::asInt)
                                .toList());
                assertThat(values(found))
                        .as(array)
                        .isEqualTo(content.path("values")
                                .valueStream()
                                .mapToDouble(JsonNode::asDouble)
                                .toArray());
            });
            expected.path("texts").forEachEntry((attribute, content) -> {
                int at = attribute.lastIndexOf('@');
                String group = attribute.substring(0, at);
                if (!expected.path("arrays").has(group)) {
                    assertThat(file.texts(parent(file, group + "/x"), attribute.substring(at + 1)))
                            .as(attribute)
                            .hasValue(content.valueStream()
                                    .map(JsonNode::asString)
                                    .toList());
                }
            });
            List<String> groups = new ArrayList<>();
            groups(file, file.root(), "", groups);
            assertThat(groups)
                    .containsExactlyInAnyOrderElementsOf(expected.path("groups")
                            .valueStream()
                            .map(JsonNode::asString)
                            .toList());
            return name;
        });
    }

    private static void groups(Hdf5Reader file, Group group, String path, List<String> into) {
        file.groups(group).forEach((name, inner) -> {
            into.add(path + "/" + name);
            groups(file, inner, path + "/" + name, into);
        });
    }

    @Test
    void a_part_of_a_file_is_read_as_a_file() throws IOException {
        byte[] content = resource("hdf5layout/latest.h5");
        byte[] all = new byte[content.length + 1234];
        System.arraycopy(content, 0, all, 1000, content.length);
        Path path = Files.write(folder.resolve("around.bin"), all);

        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            SavedArray one = Hdf5Reader.read(
                    channel,
                    1000,
                    content.length,
                    file -> file.array(file.group(file.root(), "types").orElseThrow(), "one"));

            assertThat(one.toFloats()).containsExactly(7);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    soft      | is a link
                    external  | is a link
                    outside   | in another file
                    virtual   | from other files
                    lzf       | "lzf" are not supported
                    growing   | without maxshape
                    unwritten | declares 4000000 bytes and has 0
                    holes     | 1 of 8 pieces
                    records   | something other than numbers
                    text      | holds text
                    zeros     | more than 0 bytes of memory
                    type      | is a group
                    """)
    void what_is_not_plainly_in_the_file_is_refused_with_the_reason(String member, String reason) throws IOException {
        Path path = file("refused.h5");

        assertThatThrownBy(() -> Hdf5Reader.read(path, file -> file.array(file.root(), member)))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("/" + member)
                .hasMessageContaining(reason);
    }

    @Test
    void a_model_in_the_newest_layout_and_compressed_is_the_same_model() throws IOException {
        Path plain = Files.write(folder.resolve("plain.h5"), resource("hdf5/graph_rmsprop.h5"));

        ModelFile packed = ModelFiles.read(file("model_graph_rmsprop.h5"));

        ModelFile expected = ModelFiles.read(plain);
        assertThat(packed.architecture()).isEqualTo(expected.architecture());
        assertThat(packed.weights().byPath().keySet())
                .isEqualTo(expected.weights().byPath().keySet());
        packed.weights().byPath().forEach((path, array) -> assertThat(array.values())
                .as(path)
                .isEqualTo(expected.weights().get(path).values()));
    }

    @Test
    void a_file_that_is_cut_off_is_refused_and_says_how_much_is_missing() throws IOException {
        byte[] content = resource("hdf5layout/earliest.h5");
        Path path = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(content, content.length / 2));

        assertThatThrownBy(() -> Hdf5Reader.read(path, Hdf5Reader::root))
                .isInstanceOf(NnException.class)
                .hasMessageContaining("cut off: it has " + content.length / 2 + " bytes of " + content.length);
    }
}
