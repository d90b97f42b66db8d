package dev.glimpse.nn.script;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Architectures written as Keras-style text.
 *
 * {@snippet :
 * Architecture digits = KerasScript.parse("""
 *         model.add(Conv2D(32, (3, 3), activation='relu', input_shape=(28, 28, 1)))
 *         model.add(MaxPooling2D(2))
 *         model.add(Flatten())
 *         """, script -> script.labels(10)).architecture();
 * }
 *
 * <p>The text is Python as Keras's users write it, and is parsed by a grammar of assignments, calls, literals and
 * arithmetic. It is never run: what such a grammar cannot say is refused, with what to write in its place. All problems
 * are told at once, each with its line and column.
 *
 * <p>The result is what {@code model} is in the end; if there is no such, the last model that was made or named.
 */
public final class KerasScript {

    private KerasScript() {}

    /** What comes of a text, where nothing is known beyond it. */
    public static Parsed parse(String text) {
        return parse(text, script -> {});
    }

    /** What comes of a text. */
    public static Parsed parse(String text, Consumer<ScriptOptions> options) {
        ScriptOptions chosen = new ScriptOptions();
        options.accept(chosen);
        if (text.length() > chosen.maxCharacters) {
            SourceText none = new SourceText("");
            return Parsed.Refused.of(
                    chosen.name,
                    none,
                    List.of(new Problem(
                            1,
                            1,
                            1,
                            "the text has " + text.length() + " characters, and " + chosen.maxCharacters
                                    + " are allowed: take out what does not define the model")));
        }
        SourceText source = new SourceText(text);
        Problems problems = new Problems(source);
        List<Token> tokens = new Lexer(source, problems, chosen.maxNesting).tokens();
        List<Statement> statements = new Parser(tokens, source, problems).statements();
        Assembly assembly = new Assembly(problems, chosen);
        Evaluator evaluator = new Evaluator(problems, assembly, chosen);
        int end = text.stripTrailing().length();
        Optional<Parsed.Defined> defined = Optional.empty();
        try {
            evaluator.run(statements);
            defined = new Result(problems, assembly, chosen).of(evaluator, new Span(end, end));
        } catch (Assembly.TooMuch _) {
            // What was too much has been told; nothing after it is looked at.
        }
        return defined.<Parsed>map(found -> found)
                .orElseGet(() -> Parsed.Refused.of(chosen.name, source, problems.sorted()));
    }
}
