package dev.glimpse.nn.script;

import dev.glimpse.nn.layer.Architecture;
import java.util.List;
import java.util.Optional;

/** What came of a text: an architecture, or everything that has to be put right first. */
public sealed interface Parsed {

    /**
     * The architecture.
     *
     * @throws ScriptException if the text was refused
     */
    Architecture architecture();

    /**
     * The text defines an architecture.
     *
     * @param architecture a {@link dev.glimpse.nn.layer.Sequential} without an input if neither the text nor the caller
     *     said what it takes
     * @param remarks what was decided or added beyond the text, a sentence each; often none
     */
    record Defined(Architecture architecture, List<String> remarks) implements Parsed {
        public Defined {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * The text has to be changed.
     *
     * @param problems at least one, from the first line on
     */
    record Refused(List<Problem> problems, ScriptException exception) implements Parsed {

        static Refused of(Optional<String> name, SourceText source, List<Problem> problems) {
            return new Refused(problems, new ScriptException(name, source, problems));
        }

        @Override
        public Architecture architecture() {
            throw exception;
        }
    }
}
