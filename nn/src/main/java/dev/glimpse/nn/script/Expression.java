package dev.glimpse.nn.script;

import java.util.List;
import java.util.Optional;

/** A part of a statement that has a value. */
sealed interface Expression {

    /** Where it stands. */
    Span span();

    /** A number as it is written. */
    record Digits(String digits, Span span) implements Expression {}

    /** A string's content. */
    record Text(String content, Span span) implements Expression {}

    /** {@code True}, {@code False} or {@code None}, or a name. */
    record Name(String name, Span span) implements Expression {}

    /** {@code owner.name}. */
    record Attribute(Expression owner, String name, Span nameSpan, Span span) implements Expression {}

    /** {@code owner[index]}. */
    record Index(Expression owner, Expression index, Span span) implements Expression {}

    /** {@code callee(arguments)}. */
    record Call(Expression callee, List<Argument> arguments, Span span) implements Expression {}

    /** A list or a tuple. */
    record Items(List<Expression> elements, Span span) implements Expression {}

    /** A dictionary. */
    record Dictionary(List<Entry> entries, Span span) implements Expression {}

    /** A sign before a value: {@code -x}. */
    record Unary(String sign, Expression operand, Span span) implements Expression {}

    /** A sign between two values: {@code a + b}. */
    record Binary(String sign, Expression left, Expression right, Span span) implements Expression {}

    /** One pair of a dictionary. */
    record Entry(Expression key, Expression value) {}

    /** How an argument is handed over. */
    enum Passing {
        PLAIN,
        /** {@code *list}: each element is an argument. */
        SPREAD,
        /** {@code **dictionary}: each entry is an argument with a name. */
        SPREAD_NAMED
    }

    /** What a call is given. */
    record Argument(Optional<String> keyword, Span keywordSpan, Passing passing, Expression value) {}
}
