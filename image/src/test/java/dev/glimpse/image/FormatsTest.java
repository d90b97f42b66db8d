package dev.glimpse.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files in every format and kind, as Pillow sees them. */
class FormatsTest {

    static List<String> files() {
        return Recorded.lines("formats.txt");
    }

    /** The tolerance is 0 for what is stored without loss; 1 for blending; 2 and 3 for decoders of JPEG and inks. */
    @ParameterizedTest
    @MethodSource("files")
    void a_file_is_decoded_as_pillow_decodes_it(String recorded) {
        String[] words = recorded.split(" ");
        Picture expected = Picture.of(
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Recorded.bytes("formats/" + words[0] + ".raw"));

        Picture decoded = Picture.decode(Recorded.bytes("formats/" + words[0]), words[0]);

        assertThat(decoded).hasToString(expected.toString());
        assertThat(Patterns.farthest(decoded, expected)).isLessThanOrEqualTo(Integer.parseInt(words[4]));
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_header_agrees_with_the_picture(String recorded, @TempDir Path folder) throws IOException {
        String[] words = recorded.split(" ");
        byte[] content = Recorded.bytes("formats/" + words[0]);
        Path file = Files.write(folder.resolve("file"), content);

        PictureInfo info = PictureHeader.read(content, words[0]);

        assertThat(PictureHeader.read(file)).isEqualTo(info);

        assertThat(info.uprightHeight()).isEqualTo(Integer.parseInt(words[1]));
        assertThat(info.uprightWidth()).isEqualTo(Integer.parseInt(words[2]));
        assertThat(info.channels()).isEqualTo(Integer.parseInt(words[3]));
    }
}
