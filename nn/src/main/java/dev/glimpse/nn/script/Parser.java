package dev.glimpse.nn.script;

import dev.glimpse.nn.script.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Statements from tokens: assignments, calls and imports.
 *
 * <p>After a problem it goes on with the next statement. What Python has beyond this grammar is refused with what to write
 * in its place, and the lines that belong to it are left out.
 */
final class Parser {

    private static final String ONE_BY_ONE = "nothing is run: write the layers one after another";

    /** Statements with lines of their own below them. */
    private static final Map<String, String> BLOCKS = Map.ofEntries(
            Map.entry("if", "'if' is not supported, because " + ONE_BY_ONE + ", those that you want"),
            Map.entry("for", "'for' is not supported, because " + ONE_BY_ONE),
            Map.entry("while", "'while' is not supported, because " + ONE_BY_ONE),
            Map.entry(
                    "def",
                    "functions are not supported, because nothing is run: write what is inside, for each use anew"),
            Map.entry("class", "classes are not supported: build the model of layers that Keras has"),
            Map.entry(
                    "with",
                    "'with' is not supported: take the line out, and write what is inside it without indentation"),
            Map.entry("try", "'try' is not supported: write what is inside it without indentation"),
            Map.entry("async", "'async' is not supported, because " + ONE_BY_ONE));

    /** Go on with the block before them, and were refused with it. */
    private static final Set<String> BRANCHES = Set.of("elif", "else", "except", "finally");

    private static final Set<String> ONE_LINERS =
            Set.of("return", "yield", "global", "nonlocal", "assert", "del", "raise", "break", "continue", "await");

    private static final Set<String> CHANGES = Set.of("+=", "-=", "*=", "/=", "//=", "%=", "**=");

    /** Ends a statement whose problem has been told. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken() {
            super("told", null, false, false);
        }
    }

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final SourceText source;
    private final Problems problems;
    private final List<Statement> statements = new ArrayList<>();

    Parser(List<Token> tokens, SourceText source, Problems problems) {
        this.tokens = new TokenStream(tokens, problems);
        this.expressions = new ExpressionParser(this.tokens);
        this.source = source;
        this.problems = problems;
    }

    List<Statement> statements() {
        int indentation = 0;
        while (tokens.peek().kind() != Kind.END) {
            Token first = tokens.peek();
            if (first.kind() == Kind.NEWLINE || first.isSign(";")) {
                tokens.next();
                continue;
            }
            int column = source.column(first.span().start());
            if (indentation > 0 && column > indentation && isFirstOfLine()) {
                problems.add(
                        first.span(),
                        "this line stands further in than the one before it: begin it in column " + indentation);
            } else if (isFirstOfLine()) {
                indentation = column;
            }
            int begin = tokens.position();
            try {
                statement(first);
            } catch (Broken _) {
                tokens.skipLine();
                statements.add(new Statement.Refused(touched(begin, tokens.position())));
            }
        }
        return statements;
    }

    private boolean isFirstOfLine() {
        return tokens.previousKind() == Kind.NEWLINE;
    }

    private void statement(Token first) {
        boolean word = first.kind() == Kind.NAME;
        if (word && BLOCKS.containsKey(first.text()) && !isPlainName()) {
            problems.add(first.span(), BLOCKS.getOrDefault(first.text(), ""));
            skipBlock(first);
        } else if (word && BRANCHES.contains(first.text())) {
            problems.add(first.span(), "'" + first.text() + "' is not supported, because " + ONE_BY_ONE);
            skipBlock(first);
        } else if (word && ONE_LINERS.contains(first.text())) {
            throw tokens.refuse(first, "'" + first.text() + "' is not supported: take the line out");
        } else if (first.isSign("@")) {
            throw tokens.refuse(first, "decorators are not supported, because nothing is run: take the line out");
        } else if (first.isName("pass")) {
            tokens.next();
            end();
        } else if (first.isName("import")) {
            tokens.next();
            importModules();
        } else if (first.isName("from")) {
            tokens.next();
            importNames();
        } else {
            assignmentOrValue();
        }
    }

    /** Whether a word with a meaning is used as a name all the same; {@code with = 3} is none of ours, though. */
    private boolean isPlainName() {
        return tokens.peekSecond().isSign("=");
    }

    /** Leaves out a statement, the lines further in below it, and the branches that belong to it. */
    private void skipBlock(Token first) {
        int begin = tokens.position();
        int column = source.column(first.span().start());
        tokens.skipLine();
        boolean inside = true;
        while (inside) {
            while (tokens.peek().kind() == Kind.NEWLINE) {
                tokens.next();
            }
            Token next = tokens.peek();
            int indentation = source.column(next.span().start());
            boolean branch = indentation == column && next.kind() == Kind.NAME && BRANCHES.contains(next.text());
            inside = next.kind() != Kind.END && (indentation > column || branch);
            if (inside) {
                tokens.skipLine();
            }
        }
        statements.add(new Statement.Refused(touched(begin, tokens.position())));
    }

    /** The names among these tokens: what was refused may have given any of them a value. */
    private Set<String> touched(int begin, int end) {
        Set<String> names = new LinkedHashSet<>();
        for (Token token : tokens.between(begin, end)) {
            if (token.kind() == Kind.NAME) {
                names.add(token.text());
            }
        }
        return names;
    }

    private void importModules() {
        do {
            String path = expressions.dottedName();
            String name = path;
            if (tokens.takeName("as")) {
                name = tokens.name("a name");
            } else if (path.contains(".")) {
                name = path.substring(0, path.indexOf('.'));
                path = name;
            }
            statements.add(new Statement.Import(path, name));
        } while (tokens.takeSign(","));
        end();
    }

    private void importNames() {
        while (tokens.takeSign(".") || tokens.takeSign("...")) {
            // Where a package stands makes no difference here.
        }
        String path = tokens.peek().isName("import") ? "" : expressions.dottedName();
        if (!tokens.takeName("import")) {
            throw tokens.unexpected("'import'");
        }
        if (tokens.takeSign("*")) {
            end();
            return;
        }
        boolean bracket = tokens.takeSign("(");
        do {
            if (bracket && tokens.peek().isSign(")")) {
                break;
            }
            String imported = tokens.name("a name");
            String name = tokens.takeName("as") ? tokens.name("a name") : imported;
            statements.add(new Statement.Import(path + "." + imported, name));
        } while (tokens.takeSign(","));
        if (bracket) {
            tokens.sign(")");
        }
        end();
    }

    private void assignmentOrValue() {
        List<Expression> targets = new ArrayList<>();
        Expression value = expressions.several();
        Token sign = tokens.peek();
        if (sign.isSign(":") && value instanceof Expression.Name) {
            tokens.next();
            var _ = expressions.one();
        } else if (sign.kind() == Kind.SIGN && CHANGES.contains(sign.text())) {
            tokens.next();
            Expression change = expressions.several();
            targets.add(target(value));
            String arithmetic = sign.text().substring(0, sign.text().length() - 1);
            value = new Expression.Binary(
                    arithmetic, value, change, value.span().to(change.span()));
        }
        while (tokens.takeSign("=")) {
            targets.add(target(value));
            value = expressions.several();
        }
        end();
        statements.add(targets.isEmpty() ? new Statement.Alone(value) : new Statement.Assign(targets, value));
    }

    private Expression target(Expression target) {
        return switch (target) {
            case Expression.Name name -> {
                if (Set.of("True", "False", "None").contains(name.name())) {
                    throw tokens.refuse(name.span(), name.name() + " cannot get another value: choose another name");
                }
                yield name;
            }
            case Expression.Items(List<Expression> elements, Span span)
            when !elements.isEmpty() ->
                new Expression.Items(elements.stream().map(this::target).toList(), span);
            case Expression.Attribute attribute ->
                throw tokens.refuse(
                        attribute.span(),
                        "'" + attribute.name() + "' cannot be set afterwards: give it as a keyword where the "
                                + "layer or model is made, such as " + attribute.name() + "=...");
            case Expression.Items _,
                    Expression.Index _,
                    Expression.Digits _,
                    Expression.Text _,
                    Expression.Call _,
                    Expression.Dictionary _,
                    Expression.Unary _,
                    Expression.Binary _ ->
                throw tokens.refuse(target.span(), "only a name, or names with commas between, can stand before '='");
        };
    }

    private void end() {
        Token token = tokens.peek();
        if (token.kind() != Kind.NEWLINE && token.kind() != Kind.END && !token.isSign(";")) {
            throw tokens.unexpected("the end of the line");
        }
    }
}
