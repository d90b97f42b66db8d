package dev.glimpse.nn.script;

import dev.glimpse.nn.script.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts the text into words and signs. */
final class Lexer {

    private static final int LONGEST_NAME = 100;
    private static final List<String> SIGNS = List.of(
            "**=", "//=", ">>=", "<<=", "...", "**", "//", "->", ":=", "==", "!=", "<=", ">=", "<<", ">>", "+=", "-=",
            "*=", "/=", "%=", "@=", "&=", "|=", "^=", "(", ")", "[", "]", "{", "}", ",", ":", ".", ";", "=", "+", "-",
            "*", "/", "%", "@", "&", "|", "^", "~", "<", ">");
    /** Words that go on with what stands before them. */
    private static final Set<String> JOINING = Set.of("if", "else", "for", "in", "is", "and", "or", "not", "async");

    private final String text;
    private final SourceText source;
    private final Problems problems;
    private final int maxNesting;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Token> open = new ArrayDeque<>();
    private int at;
    private int statementColumn = 1;
    private boolean lineBegins = true;

    Lexer(SourceText source, Problems problems, int maxNesting) {
        this.source = source;
        this.text = source.text();
        this.problems = problems;
        this.maxNesting = maxNesting;
    }

    /** All tokens; statements end in a line's end, and the last one is the end of the text. */
    List<Token> tokens() {
        if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
            at = 1;
        }
        while (at < text.length() && open.size() <= maxNesting && !problems.isFull()) {
            next();
        }
        if (open.size() > maxNesting) {
            problems.add(
                    open.getFirst().span(),
                    "brackets stand inside each other more than " + maxNesting
                            + " deep: give what is inside a name of its own");
            emit(Kind.BROKEN, "", open.getFirst().span());
        } else if (!open.isEmpty()) {
            neverClosed();
        }
        Span end = new Span(text.length(), text.length());
        emit(Kind.NEWLINE, "", end);
        emit(Kind.END, "", end);
        return tokens;
    }

    private void emit(Kind kind, String content, Span span) {
        tokens.add(new Token(kind, content, span));
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\n' || c == '\r') {
            at++;
            lineBegins = true;
            if (open.isEmpty()) {
                emit(Kind.NEWLINE, "", new Span(at - 1, at));
            }
        } else if (c == ' ' || c == '\t' || c == '\f' || c == '\u00A0') {
            at++;
        } else if (c == '#') {
            while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                at++;
            }
        } else if (c == '\\' && continues()) {
            at = text.startsWith("\r\n", at + 1) ? at + 3 : at + 2;
        } else {
            begin(c);
        }
    }

    private boolean continues() {
        return at + 1 < text.length() && (text.charAt(at + 1) == '\n' || text.charAt(at + 1) == '\r');
    }

    private void begin(char c) {
        if (lineBegins && !open.isEmpty() && isNewStatement()) {
            neverClosed();
            emit(Kind.NEWLINE, "", new Span(at, at));
        }
        if (open.isEmpty() && (tokens.isEmpty() || tokens.getLast().kind() == Kind.NEWLINE)) {
            statementColumn = source.column(at);
        }
        lineBegins = false;
        int quote = quote();
        if (quote >= 0) {
            string(quote);
        } else if (isNameStart(at)) {
            name();
        } else if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
            number();
        } else {
            sign();
        }
    }

    /**
     * Whether a line inside brackets begins a statement: it does not stand further in than the statement before it, and
     * cannot go on with it. Then a bracket was not closed, and what follows is spared.
     */
    private boolean isNewStatement() {
        if (source.column(at) > statementColumn
                || !isNameStart(at)
                || !tokens.getLast().endsValue()) {
            return false;
        }
        int end = at;
        while (isNamePart(end)) {
            end++;
        }
        return quote() < 0 && !JOINING.contains(text.substring(at, end));
    }

    private void neverClosed() {
        Token innermost = open.getFirst();
        problems.add(innermost.span(), innermost.text() + " is never closed");
        emit(Kind.BROKEN, "", innermost.span());
        open.clear();
    }

    /** Where the quote of a string stands that begins here, perhaps after a prefix; negative if none does. */
    private int quote() {
        int quote = at;
        while (quote < text.length() && quote < at + 3 && "rRbBuUfFtT".indexOf(text.charAt(quote)) >= 0) {
            quote++;
        }
        return quote < text.length() && quote <= at + 2 && (text.charAt(quote) == '"' || text.charAt(quote) == '\'')
                ? quote
                : -1;
    }

    private void string(int quote) {
        int start = at;
        String prefix = text.substring(at, quote).toLowerCase(Locale.ROOT);
        String mark = text.substring(quote, quote + 1);
        String end = text.startsWith(mark.repeat(3), quote) ? mark.repeat(3) : mark;
        at = quote + end.length();
        StringBuilder content = new StringBuilder();
        while (at < text.length() && !text.startsWith(end, at)) {
            char c = text.charAt(at);
            if (end.length() == 1 && (c == '\n' || c == '\r')) {
                break;
            }
            if (c == '\\' && at + 1 < text.length()) {
                escape(content, prefix.contains("r"));
            } else {
                content.append(c);
                at++;
            }
        }
        if (!text.startsWith(end, at)) {
            // Three quotes that are never closed hold the rest of the text: what is said about it is said here.
            Span span = new Span(start, at);
            problems.add(span, "the string that begins here has no " + end + " at its end");
            emit(Kind.BROKEN, "", span);
            return;
        }
        at += end.length();
        Span span = new Span(start, at);
        if (prefix.contains("f") || prefix.contains("t")) {
            problems.add(
                    span,
                    "strings that compute are not supported: write the text itself, without the " + prefix
                            + " before it");
            emit(Kind.BROKEN, "", span);
        } else {
            emit(Kind.STRING, content.toString(), span);
        }
    }

    private void escape(StringBuilder content, boolean raw) {
        char c = text.charAt(at + 1);
        if (raw) {
            content.append('\\').append(c);
            at += 2;
            return;
        }
        int digits =
                switch (c) {
                    case 'x' -> 2;
                    case 'u' -> 4;
                    default -> 0;
                };
        if (digits > 0 && at + 2 + digits <= text.length()) {
            String code = text.substring(at + 2, at + 2 + digits);
            if (code.chars().allMatch(digit -> Character.digit(digit, 16) >= 0 && digit < 128)) {
                content.append((char) Integer.parseInt(code, 16));
                at += 2 + digits;
                return;
            }
        }
        at += 2;
        switch (c) {
            case 'n' -> content.append('\n');
            case 't' -> content.append('\t');
            case 'r' -> content.append('\r');
            case '\\', '\'', '"' -> content.append(c);
            case '\n' -> {}
            case '\r' -> at += text.startsWith("\n", at) ? 1 : 0;
            default -> content.append('\\').append(c);
        }
    }

    private void name() {
        int start = at;
        while (isNamePart(at)) {
            at++;
        }
        Span span = new Span(start, at);
        if (at - start > LONGEST_NAME) {
            problems.add(span, "a name has at most " + LONGEST_NAME + " characters, this one has " + (at - start));
            emit(Kind.BROKEN, "", span);
        } else {
            emit(Kind.NAME, text.substring(start, at), span);
        }
    }

    private void number() {
        int start = at;
        while (isNamePart(at)
                || (at < text.length() && text.charAt(at) == '.')
                || (at < text.length() && isExponentSign(start))) {
            at++;
        }
        emit(Kind.NUMBER, text.substring(start, at), new Span(start, at));
    }

    /** Whether a plus or minus belongs to the number: after the e of a decimal one. */
    private boolean isExponentSign(int start) {
        char sign = text.charAt(at);
        char before = text.charAt(at - 1);
        boolean based = text.startsWith("0x", start) || text.startsWith("0X", start);
        return (sign == '+' || sign == '-') && (before == 'e' || before == 'E') && !based && isDigit(at + 1);
    }

    private void sign() {
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                Token token = new Token(Kind.SIGN, sign, new Span(at, at + sign.length()));
                at += sign.length();
                bracket(token);
                return;
            }
        }
        int length = Character.charCount(text.codePointAt(at));
        Span span = new Span(at, at + length);
        problems.add(span, "'" + visible(text.substring(at, at + length)) + "' has no meaning here: take it out");
        emit(Kind.BROKEN, "", span);
        at += length;
    }

    private static String visible(String sign) {
        return Character.isISOControl(sign.codePointAt(0)) ? "\uFFFD" : sign;
    }

    private void bracket(Token token) {
        switch (token.text()) {
            case "(", "[", "{" -> open.push(token);
            case ")", "]", "}" -> {
                if (open.isEmpty()) {
                    problems.add(token.span(), token.text() + " closes nothing: take it out");
                    emit(Kind.BROKEN, "", token.span());
                    return;
                }
                Token opening = open.pop();
                String closing =
                        "()[]{}".substring("()[]{}".indexOf(opening.text()) + 1).substring(0, 1);
                if (!closing.equals(token.text())) {
                    problems.add(
                            token.span(),
                            "expected " + closing + " for the " + opening.text() + " in line "
                                    + source.line(opening.span().start()) + ", got " + token.text());
                    emit(Kind.BROKEN, "", token.span());
                    return;
                }
            }
            default -> {}
        }
        tokens.add(token);
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private boolean isNameStart(int index) {
        return index < text.length() && (text.charAt(index) == '_' || Character.isLetter(text.charAt(index)));
    }

    private boolean isNamePart(int index) {
        return isNameStart(index) || isDigit(index);
    }
}
