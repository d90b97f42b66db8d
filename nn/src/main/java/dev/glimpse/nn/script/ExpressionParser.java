package dev.glimpse.nn.script;

import dev.glimpse.nn.script.Expression.Argument;
import dev.glimpse.nn.script.Expression.Passing;
import dev.glimpse.nn.script.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Values from tokens: literals, names, calls and arithmetic, bound as tightly as in Python. */
final class ExpressionParser {

    private static final Set<String> SUMS = Set.of("+", "-");
    private static final Set<String> PRODUCTS = Set.of("*", "/", "//", "%");
    private static final Set<String> CONDITIONS = Set.of("if", "else", "and", "or", "in", "is");
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=");

    /** Powers of powers of powers: more than anyone needs. */
    private static final int MOST_POWERS = 20;

    private final TokenStream tokens;
    private int powers;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** {@code a.b.c}. */
    String dottedName() {
        StringBuilder path = new StringBuilder(tokens.name("a name"));
        while (tokens.takeSign(".")) {
            path.append('.').append(tokens.name("a name"));
        }
        return path.toString();
    }

    /** One value, or a tuple without brackets. */
    Expression several() {
        Expression first = one();
        if (!tokens.peek().isSign(",")) {
            return first;
        }
        List<Expression> elements = new ArrayList<>(List.of(first));
        while (tokens.takeSign(",")) {
            Token next = tokens.peek();
            if (next.kind() == Kind.NEWLINE || next.kind() == Kind.END || next.isSign("=") || next.isSign(";")) {
                break;
            }
            elements.add(one());
        }
        return new Expression.Items(elements, first.span().to(elements.getLast().span()));
    }

    Expression one() {
        Expression value = sum();
        Token after = tokens.peek();
        if (after.isName("for") || after.isName("async")) {
            throw tokens.refuse(after, "a list cannot be computed here, because nothing is run: write its elements");
        }
        if ((after.kind() == Kind.NAME && CONDITIONS.contains(after.text()))
                || (after.kind() == Kind.SIGN && COMPARISONS.contains(after.text()))) {
            throw tokens.refuse(after, "conditions are not supported, because nothing is run: write the value itself");
        }
        if (after.isSign(":=")) {
            throw tokens.refuse(after, "':=' is not supported: give the name its value in a line of its own");
        }
        return value;
    }

    private Expression sum() {
        Expression left = product();
        while (isOneOf(SUMS)) {
            String sign = tokens.next().text();
            Expression right = product();
            left = new Expression.Binary(sign, left, right, left.span().to(right.span()));
        }
        return left;
    }

    private Expression product() {
        Expression left = factor();
        while (isOneOf(PRODUCTS)) {
            String sign = tokens.next().text();
            Expression right = factor();
            left = new Expression.Binary(sign, left, right, left.span().to(right.span()));
        }
        return left;
    }

    private boolean isOneOf(Set<String> signs) {
        Token token = tokens.peek();
        return token.kind() == Kind.SIGN && signs.contains(token.text());
    }

    private Expression factor() {
        List<Token> signs = new ArrayList<>();
        while (isOneOf(SUMS)) {
            signs.add(tokens.next());
        }
        Expression value = power();
        for (Token sign : signs.reversed()) {
            value = new Expression.Unary(sign.text(), value, sign.span().to(value.span()));
        }
        return value;
    }

    private Expression power() {
        Expression base = postfix();
        Token sign = tokens.peek();
        if (!tokens.takeSign("**")) {
            return base;
        }
        if (++powers > MOST_POWERS) {
            throw tokens.refuse(
                    sign, "powers of powers more than " + MOST_POWERS + " deep: give one a name of its own");
        }
        try {
            Expression exponent = factor();
            return new Expression.Binary("**", base, exponent, base.span().to(exponent.span()));
        } finally {
            powers--;
        }
    }

    private Expression postfix() {
        Expression value = primary();
        while (true) {
            if (tokens.takeSign(".")) {
                Token name = tokens.peek();
                String attribute = tokens.name("a name");
                value = new Expression.Attribute(
                        value, attribute, name.span(), value.span().to(name.span()));
            } else if (tokens.takeSign("(")) {
                List<Argument> arguments = arguments();
                Token end = tokens.sign(")");
                value = new Expression.Call(value, arguments, value.span().to(end.span()));
            } else if (tokens.takeSign("[")) {
                Expression index = tokens.peek().isSign(":") ? value : one();
                if (tokens.peek().isSign(":")) {
                    throw tokens.refuse(tokens.peek(), "a part of a list cannot be taken: write the list itself");
                }
                Token end = tokens.sign("]");
                value = new Expression.Index(value, index, value.span().to(end.span()));
            } else {
                return value;
            }
        }
    }

    private List<Argument> arguments() {
        List<Argument> arguments = new ArrayList<>();
        while (!tokens.peek().isSign(")")) {
            arguments.add(argument(arguments));
            if (!tokens.takeSign(",") && !tokens.peek().isSign(")")) {
                throw tokens.unexpected("',' or ')'");
            }
        }
        return arguments;
    }

    private Argument argument(List<Argument> before) {
        Token first = tokens.peek();
        if (tokens.takeSign("*")) {
            return new Argument(Optional.empty(), first.span(), Passing.SPREAD, one());
        }
        if (tokens.takeSign("**")) {
            return new Argument(Optional.empty(), first.span(), Passing.SPREAD_NAMED, one());
        }
        if (first.kind() == Kind.NAME && tokens.peekSecond().isSign("=")) {
            tokens.next();
            tokens.next();
            return new Argument(Optional.of(first.text()), first.span(), Passing.PLAIN, one());
        }
        Expression value = one();
        if (before.stream().anyMatch(argument -> argument.keyword().isPresent())) {
            throw tokens.refuse(value.span(), "values without a name stand before those with one: move it, or name it");
        }
        return new Argument(Optional.empty(), value.span(), Passing.PLAIN, value);
    }

    private Expression primary() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER -> new Expression.Digits(tokens.next().text(), token.span());
            case STRING -> text();
            case NAME -> name();
            case SIGN ->
                switch (token.text()) {
                    case "(" -> bracketed();
                    case "[" -> list();
                    case "{" -> dictionary();
                    case "~", "..." -> throw tokens.refuse(token, "'" + token.text() + "' is not supported here");
                    default -> throw tokens.unexpected("a value");
                };
            case NEWLINE, END, BROKEN -> throw tokens.unexpected("a value");
        };
    }

    private Expression text() {
        Token first = tokens.next();
        StringBuilder content = new StringBuilder(first.text());
        Span span = first.span();
        while (tokens.peek().kind() == Kind.STRING) {
            Token more = tokens.next();
            content.append(more.text());
            span = span.to(more.span());
        }
        return new Expression.Text(content.toString(), span);
    }

    private Expression name() {
        Token name = tokens.next();
        return switch (name.text()) {
            case "lambda" ->
                throw tokens.refuse(
                        name, "functions are not supported, because nothing is run: use layers that Keras has");
            case "not", "await", "yield", "if", "for", "else", "while", "def", "class", "import", "in", "is" ->
                throw tokens.refuse(name, "'" + name.text() + "' is not supported here: write a value");
            default -> new Expression.Name(name.text(), name.span());
        };
    }

    /** {@code (value)}, or a tuple. */
    private Expression bracketed() {
        Token begin = tokens.next();
        if (!tokens.peek().isSign(")")) {
            Expression first = one();
            if (tokens.peek().isSign(")")) {
                tokens.next();
                return first;
            }
            if (!tokens.takeSign(",")) {
                throw tokens.unexpected("',' or ')'");
            }
            return elements(begin, first, ")");
        }
        return new Expression.Items(List.of(), begin.span().to(tokens.next().span()));
    }

    private Expression list() {
        Token begin = tokens.next();
        if (tokens.peek().isSign("]")) {
            return new Expression.Items(List.of(), begin.span().to(tokens.next().span()));
        }
        Expression first = one();
        if (!tokens.takeSign(",") && !tokens.peek().isSign("]")) {
            throw tokens.unexpected("',' or ']'");
        }
        return elements(begin, first, "]");
    }

    private Expression elements(Token begin, Expression first, String end) {
        List<Expression> elements = new ArrayList<>(List.of(first));
        while (!tokens.peek().isSign(end)) {
            elements.add(one());
            if (!tokens.takeSign(",") && !tokens.peek().isSign(end)) {
                throw tokens.unexpected("',' or '" + end + "'");
            }
        }
        return new Expression.Items(
                List.copyOf(elements), begin.span().to(tokens.next().span()));
    }

    private Expression dictionary() {
        Token begin = tokens.next();
        List<Expression.Entry> entries = new ArrayList<>();
        while (!tokens.peek().isSign("}")) {
            Expression key = one();
            tokens.sign(":");
            entries.add(new Expression.Entry(key, one()));
            if (!tokens.takeSign(",") && !tokens.peek().isSign("}")) {
                throw tokens.unexpected("',' or '}'");
            }
        }
        return new Expression.Dictionary(entries, begin.span().to(tokens.next().span()));
    }
}
