package dev.glimpse.nn.script;

import dev.glimpse.nn.NnException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What has to be put right in a text that defines a model.
 *
 * <p>The message lists everything that was found, each with its line of the text and a mark below what is meant.
 */
public final class ScriptException extends NnException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ScriptException(Optional<String> name, SourceText source, List<Problem> problems) {
        super(message(name, source, problems));
        this.problems = problems;
    }

    /** What was found, from the first line on. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(Optional<String> name, SourceText source, List<Problem> problems) {
        String what = name.orElse("the model's text");
        String title = what + " has " + (problems.size() == 1 ? "1 error" : problems.size() + " errors");
        return problems.stream()
                .map(problem -> "line " + problem.line() + ", column " + problem.column() + ": " + problem.message()
                        + "\n" + source.excerpt(problem))
                .collect(Collectors.joining("\n", title + "\n", ""));
    }
}
