package dev.glimpse.nn.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.glimpse.tensor.Shape;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a text is, it is read or refused, soon and in little memory. */
class MangledTextTest {

    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            "=",
            ".",
            "**",
            "*",
            "//",
            "/",
            "-",
            "+",
            "%",
            ":",
            ";",
            "\n",
            "\n    ",
            "\\\n",
            "\"",
            "'",
            "'''",
            "#",
            "1",
            "0",
            "-1",
            "1e308",
            "2**62",
            "9223372036854775807",
            "None",
            "True",
            "model",
            "model.add(",
            "Sequential(",
            "Model(",
            "Input(shape=(8, 8, 3))",
            "Dense(3)",
            "Conv2D(8, 3)",
            "x",
            "x = ",
            "(x)",
            "([x, x])",
            "Add()",
            "concatenate([",
            "for ",
            "if ",
            "def ",
            "lambda ",
            "import ",
            "from ",
            " as ",
            "kernel_size=",
            "strides=",
            "activation=",
            "'relu'",
            "name='a'",
            "LeakyReLU(0.1)",
            "input_shape=(None, 3)",
            "Conv2DTranspose(2**30, 2**30, 2**30)",
            "UpSampling2D(2**31-1)",
            "ZeroPadding2D(((1,2**31-1),(3,4)))",
            "Reshape((-1, 2**31-1, 2**31-1))",
            "Cropping2D(-5)",
            "depth_multiplier=2**31-1",
            "output_padding=()",
            "axis=[]",
            "axis=7",
            "BatchNormalization(axis=-9)",
            "Permute((9,1))",
            "Resizing(0, 3)",
            "Rescaling([])",
            "Normalization(mean=[1,2], variance=3)",
            "PReLU(shared_axes=[8])",
            "\u00e9",
            "\uD83D\uDE00",
            "\0",
            "\t",
            "f'",
            "@");

    private static void read(String text) {
        long start = System.nanoTime();
        Parsed parsed = KerasScript.parse(
                text, script -> script.input(Shape.of(24, 24, 3)).labels(3));
        if (parsed instanceof Parsed.Refused(List<Problem> problems, ScriptException exception)) {
            assertThat(problems).as(text).isNotEmpty();
            assertThat(exception.getMessage()).as(text).hasSizeLessThan(200_000);
        }
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        assertThat(time).as(text.length() < 500 ? text : text.substring(0, 500)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void every_beginning_of_a_text_is_read_or_refused() {
        for (String text : Texts.ALL) {
            for (int length = 0; length <= text.length(); length += 3) {
                read(text.substring(0, length));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_text_with_pieces_changed_is_read_or_refused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder(Texts.ALL.get(random.nextInt(Texts.ALL.size())));
            int changes = random.nextInt(1, 6);
            for (int change = 0; change < changes && !text.isEmpty(); change++) {
                int at = random.nextInt(text.length());
                int end = Math.min(text.length(), at + random.nextInt(12));
                String piece = PIECES.get(random.nextInt(PIECES.size()));
                switch (random.nextInt(4)) {
                    case 0 -> text.insert(at, piece);
                    case 1 -> text.delete(at, end);
                    case 2 -> text.replace(at, end, piece);
                    default -> text.insert(at, text.substring(at, end).repeat(random.nextInt(4)));
                }
            }
            read(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{",
                "-",
                "a.",
                "f(",
                "x[",
                "1+",
                "2**",
                "1,",
                "'a' ",
                "\\\n",
                "\n",
                " ",
                "#",
                "a=",
                "lambda ",
                "not ",
                "Add()(",
                "@",
                "''' ",
                "model.add(Dense(3))\n",
                "x=Flatten()\n",
                "a;",
                "import a\n",
                "from a import (b,\n",
                "for x in y:\n ",
                "é",
                "\uD800",
                "x = [x, x]\n",
                "x = (1,) + x\n",
                "model = Sequential([model])\n",
                ")",
                "f''",
                "0x",
                "1e",
                "...",
                "= =",
                "Dense(units=3,units=3,"
            })
    @Timeout(20)
    void something_over_and_over_is_read_or_refused(String piece) {
        read(piece.repeat(64 * 1024 / piece.length()));
        read("x = (1, 2)\n" + piece.repeat(60 * 1024 / piece.length()));
    }

    @Test
    void a_text_cannot_grow_by_using_its_models_again_and_again() {
        StringBuilder text = new StringBuilder("a = Input((4,))\nd = Dense(4)\nm = Model(a, d(d(d(d(a)))))\n");
        for (int i = 0; i < 200; i++) {
            text.append("b = Input((4,))\nm = Model(b, m(m(m(m(b)))))\n");
        }
        assertThatNoException().isThrownBy(() -> read(text.toString()));
        StringBuilder models = new StringBuilder("a = Input((4,))\nx = a\n");
        models.append("x = Dense(4)(x)\n".repeat(990));
        models.append("m = Model(a, x)\n".repeat(2_500));
        assertThatNoException().isThrownBy(() -> read(models.toString()));
        StringBuilder shared = new StringBuilder("a = Input((4,))\nd = Dense(4)\nx = a\n");
        shared.append("x = d(x)\n".repeat(7_000)).append("m = Model(a, x)");
        assertThatNoException().isThrownBy(() -> read(shared.toString()));
    }
}
