package dev.glimpse.nn.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Texts as their users write them; Keras ran the same ({@code src/test/keras/scripts.py}). */
final class Texts {

    /** What KerasUI proposes for a new dataset; it appends the output layer itself. */
    static final String KERASUI = read("kerasui");

    /** The network of a workshop on fruits, with names for its numbers. */
    static final String FRUIT = read("fruit");

    /** Two pictures of different size and a shared layer, which a functional model joins. */
    static final String TWO_INPUTS = read("two_inputs");

    static final List<String> ALL = List.of(KERASUI, FRUIT, TWO_INPUTS, read("residual"), read("autoencoder"));

    private Texts() {}

    static String read(String name) {
        try (InputStream in =
                Objects.requireNonNull(Texts.class.getResourceAsStream("/keras/script/" + name + ".py"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
