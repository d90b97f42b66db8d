package dev.glimpse.nn.script;

/**
 * A stretch of the text.
 *
 * @param start the offset of its first character
 * @param end the offset behind its last one
 */
record Span(int start, int end) {

    /** From the start of this one to the end of that one. */
    Span to(Span last) {
        return new Span(start, last.end);
    }
}
