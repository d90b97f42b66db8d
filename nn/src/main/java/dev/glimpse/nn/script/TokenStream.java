package dev.glimpse.nn.script;

import dev.glimpse.nn.script.Token.Kind;
import java.util.List;

/** Tokens that are taken one after another. */
final class TokenStream {

    private final List<Token> tokens;
    private final Problems problems;
    private int position;

    /** The last token is the end of the text. */
    TokenStream(List<Token> tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    int position() {
        return position;
    }

    List<Token> between(int begin, int end) {
        return tokens.subList(begin, end);
    }

    Token peek() {
        return tokens.get(position);
    }

    Token peekSecond() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    /** The kind of the token that was taken last; a line's end before the first. */
    Kind previousKind() {
        return position == 0 ? Kind.NEWLINE : tokens.get(position - 1).kind();
    }

    Token next() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            position++;
        }
        return token;
    }

    boolean takeSign(String sign) {
        boolean there = peek().isSign(sign);
        if (there) {
            next();
        }
        return there;
    }

    boolean takeName(String name) {
        boolean there = peek().isName(name);
        if (there) {
            next();
        }
        return there;
    }

    Token sign(String sign) {
        if (!peek().isSign(sign)) {
            throw unexpected("'" + sign + "'");
        }
        return next();
    }

    String name(String what) {
        if (peek().kind() != Kind.NAME) {
            throw unexpected(what);
        }
        return next().text();
    }

    /** Takes everything to the end of the statement's line. */
    void skipLine() {
        while (peek().kind() != Kind.NEWLINE && peek().kind() != Kind.END) {
            next();
        }
    }

    /** Tells that something else should stand here. */
    Parser.Broken unexpected(String expected) {
        Token token = peek();
        String got =
                switch (token.kind()) {
                    case NEWLINE -> "the line ends";
                    case END -> "the text ends";
                    case STRING -> "got a string";
                    case NAME, NUMBER, SIGN -> "got '" + token.text() + "'";
                    case BROKEN -> "";
                };
        return refuse(token, "expected " + expected + " here, " + got + hint(token));
    }

    private String hint(Token token) {
        boolean valueAfterValue = position > 0
                && tokens.get(position - 1).endsValue()
                && (token.kind() == Kind.NAME || token.kind() == Kind.NUMBER || token.kind() == Kind.STRING);
        return valueAfterValue ? ": is a comma missing before it?" : "";
    }

    Parser.Broken refuse(Token token, String message) {
        return token.kind() == Kind.BROKEN ? new Parser.Broken() : refuse(token.span(), message);
    }

    Parser.Broken refuse(Span span, String message) {
        problems.add(span, message);
        return new Parser.Broken();
    }
}
