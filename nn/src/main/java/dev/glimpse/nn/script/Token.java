package dev.glimpse.nn.script;

/**
 * A word or sign of the text.
 *
 * @param text a name, the digits of a number, the content of a string, or a sign
 */
record Token(Kind kind, String text, Span span) {

    enum Kind {
        NAME,
        NUMBER,
        STRING,
        SIGN,
        /** The end of a statement's line. */
        NEWLINE,
        /** Something was wrong here, and has been told. */
        BROKEN,
        END
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** Whether a value can end here, so that another value cannot follow without a sign between them. */
    boolean endsValue() {
        return switch (kind) {
            case NAME, NUMBER, STRING -> true;
            case SIGN -> text.equals(")") || text.equals("]") || text.equals("}");
            case NEWLINE, BROKEN, END -> false;
        };
    }
}
