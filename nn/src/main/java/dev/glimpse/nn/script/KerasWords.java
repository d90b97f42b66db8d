package dev.glimpse.nn.script;

import dev.glimpse.nn.NnException;

/** Messages that speak of layers as Java has them, for people who write Keras. */
final class KerasWords {

    private KerasWords() {}

    /** The message with the words of Keras. */
    static String of(NnException wrong) {
        return String.valueOf(wrong.getMessage())
                .replace("put flatten() before it", "put Flatten() before it")
                .replace("put it before flatten()", "put it before Flatten()")
                .replace("reshape(...)", "Reshape(...)")
                .replace("pad with same()", "pad with padding='same'")
                .replace("input(...)", "Input(...)")
                .replace("Functional.of(...)", "Model(inputs, outputs)")
                .replace("outputsOn(...)", "a call, such as a, b = model(x)");
    }
}
