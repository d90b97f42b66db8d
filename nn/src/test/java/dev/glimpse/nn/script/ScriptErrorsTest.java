package dev.glimpse.nn.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a text is told in words, with its line and column, and all at once. */
class ScriptErrorsTest {

    private static List<Problem> problems(String text) {
        return KerasScript.parse(text) instanceof Parsed.Refused(List<Problem> found, ScriptException _)
                ? found
                : List.of();
    }

    /** Text of one line, what is marked in it, and how the message begins. */
    static Stream<Arguments> one_slip() {
        return Stream.of(
                of("model.add(Conv2d(32, 3))", "Conv2d", "Conv2d is not known: did you mean Conv2D?"),
                of("model.add(layers.Conv2d(32, 3))", "Conv2d", "Conv2d is not known: did you mean Conv2D?"),
                of("model.add(keras.layer.Dense(3))", "layer", "layer is not known"),
                of(
                        "model.add(Conv2D(filter=32, kernel_size=3))",
                        "filter",
                        "filter is not a keyword of Conv2D: did you mean filters?"),
                of(
                        "model.add(Dense(3, activaton='relu'))",
                        "activaton",
                        "activaton is not a keyword of Dense: did you mean activation?"),
                of(
                        "model.add(Dense(3, activation='rleu'))",
                        "'rleu'",
                        "'rleu' is not an activation: did you mean relu?"),
                of(
                        "model.add(Activation('LeakyReLU'))",
                        "'LeakyReLU'",
                        "'LeakyReLU' is not an activation: did you mean leaky_relu?"),
                of(
                        "model.add(Dense(3, kernel_initializer='he_norml'))",
                        "'he_norml'",
                        "'he_norml' is not an initializer: did you mean he_normal?"),
                of(
                        "model.add(Dense(3, kernel_initializer=initializers.HeNorma()))",
                        "HeNorma",
                        "HeNorma is not known in keras.initializers: did you mean HeNormal?"),
                of(
                        "model.add(Dense(3, kernel_regularizer='l3'))",
                        "'l3'",
                        "'l3' is not a regularizer: did you mean l1?"),
                of("units = 3; model.add(Dense(unit))", "unit)", "unit is not known: did you mean units?"),
                of("model.add(Dense())", "Dense", "Dense needs units: write Dense(units)"),
                of("model.add(Conv2D(32))", "Conv2D", "Conv2D needs kernel_size: write Conv2D(filters, kernel_size)"),
                of("model.add(Dense(3, units=3))", "units", "Dense gets units twice"),
                of("model.add(Dense(units=3, units=3))", "units=3)", "units is given twice"),
                of("model.add(Flatten(1, 2))", "2", "Flatten takes at most 1 value without a name"),
                of(
                        "model.add(Dense(3.0))",
                        "3.0",
                        "layer (Dense): \"units\" is a whole number, got 3.0 (// divides whole numbers)"),
                of("model.add(Dense('3'))", "'3'", "layer (Dense): \"units\" is a whole number"),
                of("model.add(Dense(-3))", "Dense(", "dense needs units of at least 1, got -3"),
                of("model.add(Conv2D(8, 3, padding='sam'))", "'sam'", "layer (Conv2D): \"padding\" is valid or same"),
                of(
                        "model.add(Conv2D(8, 3, data_format='channels_first'))",
                        "'channels_first'",
                        "pictures are height, width, channels here"),
                of("model.add(Flatten)", "Flatten", "Flatten is a class: write Flatten()"),
                of("model.add(LSTM(3))", "LSTM", "LSTM is a layer of Keras that Glimpse does not have"),
                of("model.add(Lambda(None))", "Lambda", "Lambda runs Python code, which Glimpse never does"),
                of("model.add(Lambda(lambda x: x))", "lambda", "functions are not supported"),
                of("for i in range(3): model.add(Flatten())", "for", "'for' is not supported"),
                of("if True: model.add(Flatten())", "if", "'if' is not supported"),
                of("def f(x):\n  return x", "def", "functions are not supported"),
                of("class Net(Model):\n  pass", "class", "classes are not supported"),
                of("with tf.device('cpu'):\n  model.add(Flatten())", "with", "'with' is not supported"),
                of("try:\n  pass\nexcept E:\n  pass", "try", "'try' is not supported"),
                of("while True:\n  pass", "while", "'while' is not supported"),
                of("x = [i for i in range(3)]", "for", "a list cannot be computed here"),
                of("x = 3 if True else 4", "if", "conditions are not supported"),
                of("x = 3 > 4", ">", "conditions are not supported"),
                of("x = f'{3}'", "f'{3}'", "strings that compute are not supported"),
                of("x = foo(3)", "foo", "foo is not known"),
                of("x = [1, 2][5]", "[1, 2][5]", "there is no element 5 in a list of 2"),
                of("x = [1, 2][0:1]", ":", "a part of a list cannot be taken"),
                of("import numpy as np; x = np.prod(3)", "prod", "numpy.prod is not part of Keras"),
                of("x = (3).bit_length()", "bit_length", "'.bit_length' of the number 3 is not supported"),
                of("model.fit(x, y)", "fit", ".fit(...) does not belong to the definition of a model"),
                of("model.fit()", "fit", ".fit(...) does not belong to the definition of a model"),
                of("model.ad(Flatten())", "ad", ".ad(...) is not supported: did you mean add?"),
                of(
                        "model.layers[0].trainable = False",
                        "model.layers[0].trainable",
                        "'trainable' cannot be set afterwards"),
                of("x = 'abc", "'abc", "the string that begins here has no ' at its end"),
                of("x = 3 $ 4", "$", "'$' has no meaning here"),
                of("x = 1 / 0", "1 / 0", "nothing can be divided by 0"),
                of("x = 2 ** 1000000", "2 ** 1000000", "the result is too large"),
                of("x = 10 ** 10 ** 10", "10 ** 10 ** 10", "the result is too large"),
                of(
                        "x = 99999999999999999999",
                        "99999999999999999999",
                        "'99999999999999999999' is not a whole number of at most"),
                of("x = 1e999", "1e999", "the number is too large"),
                of("x = 'a' * 1000000000", "'a' * 1000000000", "arithmetic is for numbers, got the string 'a'"),
                of("model.add(Dense(3)", "(Dense", "( is never closed"),
                of("model.add(Dense(3)))", ")", ") closes nothing"),
                of("model.add(Dense(3])", "])", "expected ) for the ( in line 1, got ]"),
                of("model.add(Dense(3 4))", "4", "expected ',' or ')' here, got '4': is a comma missing before it?"),
                of("model.add(Dense(3,, 4))", ", 4", "expected a value here, got ','"),
                of("model.add(Dense(units=3, 4))", "4", "values without a name stand before those with one"),
                of("x = ", "", "expected a value here, the line ends"),
                of("3 = x", "3", "only a name, or names with commas between, can stand before '='"),
                of("a, b = 1, 2, 3", "1, 2, 3", "expected 2 values for as many names, got 3"),
                of("inputs = Input()", "Input()", "an input needs its shape"),
                of(
                        "inputs = Input(shape=784)",
                        "784",
                        "a shape is a list of sizes, such as (64, 64, 3), got the number 784: write (784,)"),
                of("inputs = Input(shape=(None, None, 3))", "Input(shape", "the shape has sizes that are left open"),
                of("Dense(3)", "Dense(3)", "this layer is not used: write model.add(...) around it"),
                of("model.add(Dense(3, activation=LeakyReLU))", "LeakyReLU", "LeakyReLU is a class: write LeakyReLU()"),
                of("d = Dense(3); model.add(d); model.add(d)", "d)", "this layer is in the model already"),
                of("model.add(model)", "model)", "a model cannot stand inside itself"),
                of("a = Dense(3)(b)", "b)", "b is not known"));
    }

    private static Arguments of(String text, String marked, String message) {
        return Arguments.of(text, marked, message);
    }

    @ParameterizedTest
    @MethodSource("one_slip")
    void one_slip_is_one_problem_at_its_place(String text, String marked, String message) {
        List<Problem> found = problems(text);

        assertThat(found).isNotEmpty().first().satisfies(problem -> {
            assertThat(problem.message()).startsWith(message);
            assertThat(text.substring(Math.min(text.length(), problem.column() - 1)))
                    .as("marked from column " + problem.column())
                    .startsWith(marked);
        });
        if (!text.contains("np.prod")) {
            assertThat(found).hasSize(1);
        }
    }

    @Test
    void all_problems_of_a_text_are_told_at_once() {
        String text = """
                from keras.layers import *
                n = 32
                model = Sequential()
                model.add(Conv2d(n, (3, 3), input_shape=(64, 64, 3)))
                model.add(MaxPooling2D(pool_sze=2))
                model.add(Conv2D(m, 3, padding='same', activation='rellu'))
                model.add(Flatten()
                model.add(Dense(10 activation='relu'))
                for i in range(3):
                    model.add(Dense(i))
                    model.add(Dropout(0.5))
                else:
                    model.add(Dense(nothing))
                model.add(Dropout(2))
                """;

        assertThat(problems(text).stream()
                        .map(problem -> problem.line() + ":" + problem.column() + "+" + problem.length() + " "
                                + problem.message()))
                .containsExactly(
                        "4:11+6 Conv2d is not known: did you mean Conv2D?",
                        "5:24+8 pool_sze is not a keyword of MaxPooling2D: did you mean pool_size?",
                        "6:18+1 m is not known",
                        "6:51+7 'rellu' is not an activation: did you mean relu?",
                        "7:10+1 ( is never closed",
                        "8:20+10 expected ',' or ')' here, got 'activation': is a comma missing before it?",
                        "9:1+3 'for' is not supported, because nothing is run: write the layers one after another",
                        "14:11+7 dropout needs a rate from 0 to 1, got 2.0");
    }

    @Test
    void a_shape_that_does_not_fit_is_told_at_the_layer_that_cannot_take_it() {
        assertThat(problems("""
                        model.add(Conv2D(8, 3, input_shape=(28, 28, 1)))
                        model.add(Flatten())
                        model.add(Conv2D(8, 3))
                        model.add(Dense(10))
                        """))
                .containsExactly(new Problem(
                        3,
                        11,
                        12,
                        "conv2d_1 needs [height, width, channels], got [5408]: put it before Flatten(), or Reshape(...) "
                                + "before it"));
        assertThat(problems("""
                        a = Input((8, 8, 3))
                        x = Conv2D(4, 3)(a)
                        y = Add()([a, x])
                        model = Model(a, y)
                        """))
                .containsExactly(new Problem(3, 5, 13, "add needs inputs of one shape, got [[8, 8, 3], [6, 6, 4]]"));
    }

    @Test
    void the_exception_shows_each_line_with_a_mark_below() {
        String text = """
                model.add(Conv2d(32, 3))
                \tmodel.add(Dense(3, activation='rleu'))
                """;

        assertThatThrownBy(() -> KerasScript.parse(text, script -> script.name("my_cnn.py"))
                        .architecture())
                .isInstanceOf(ScriptException.class)
                .hasMessage("""
                        my_cnn.py has 3 errors
                        line 1, column 11: Conv2d is not known: did you mean Conv2D?
                            model.add(Conv2d(32, 3))
                                      ^^^^^^
                        line 2, column 2: this line stands further in than the one before it: begin it in column 1
                             model.add(Dense(3, activation='rleu'))
                             ^^^^^
                        line 2, column 32: 'rleu' is not an activation: did you mean relu?
                             model.add(Dense(3, activation='rleu'))
                                                           ^^^^^^""");
    }

    @Test
    void a_text_without_a_model_says_how_to_write_one() {
        for (String text : List.of("", "# nothing\n", "x = 3", "model = Sequential()", "inputs = Input((3,))")) {
            assertThat(problems(text)).as(text).singleElement().satisfies(problem -> assertThat(problem.message())
                    .startsWith("the text defines no model"));
        }
    }
}
