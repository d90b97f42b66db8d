package dev.glimpse.nn.script;

import java.util.List;
import java.util.Set;

/** A line of the text, or more if brackets span lines. */
sealed interface Statement {

    /** {@code targets = value}, where each target is a name or a tuple of names. */
    record Assign(List<Expression> targets, Expression value) implements Statement {}

    /** A call or another value on a line of its own. */
    record Alone(Expression value) implements Statement {}

    /** {@code import path as name}. */
    record Import(String path, String name) implements Statement {}

    /** Something that was refused, and the names that may have got a value there. */
    record Refused(Set<String> names) implements Statement {}
}
