package dev.glimpse.nn.script;

import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.script.CallArguments.Given;
import dev.glimpse.nn.script.Draft.Chain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What names and expressions stand for, statement by statement.
 *
 * <p>A problem is told where it is and makes its value unknown, which tells nothing more: so each slip is told once, and
 * all of them.
 */
final class Evaluator {

    private static final String MODEL = "model";

    /** Expressions nested deeper than any sensible one. */
    private static final int DEEPEST = 200;

    /** What is said to a model and says nothing about its layers. */
    private static final Set<String> IGNORED = Set.of("compile", "summary");

    private final Problems problems;
    private final Calls calls;
    private final Map<String, Value> variables = new LinkedHashMap<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private int depth;

    /** A model or a list of layers that the text may be about, and what it was called. */
    record Candidate(String name, Value value, Span span) {}

    Evaluator(Problems problems, Assembly assembly, ScriptOptions options) {
        this.problems = problems;
        this.calls = new Calls(problems, assembly, new LayerMaker(problems, options.input));
        variables.put(MODEL, new Value.Model(new Chain(new Span(0, 0), Optional.empty(), Optional.empty())));
    }

    void run(List<Statement> statements) {
        for (Statement statement : statements) {
            if (!problems.isFull()) {
                run(statement);
            }
        }
    }

    private void run(Statement statement) {
        switch (statement) {
            case Statement.Import(String path, String name) ->
                Library.at(path)
                        .ifPresentOrElse(
                                symbol -> variables.put(name, new Value.Known(symbol)), () -> variables.remove(name));
            case Statement.Refused(Set<String> names) ->
                names.forEach(name -> {
                    if (variables.containsKey(name) || Library.named(name).isEmpty()) {
                        variables.put(name, Value.UNKNOWN);
                    }
                });
            case Statement.Assign(List<Expression> targets, Expression expression) -> {
                Value value = value(expression);
                targets.forEach(target -> assign(target, value, expression.span()));
            }
            case Statement.Alone(Expression expression) -> alone(expression);
        }
    }

    private void assign(Expression target, Value value, Span span) {
        if (target instanceof Expression.Name(String name, Span _)) {
            variables.put(name, value);
            candidate(name, value, span);
        } else if (target instanceof Expression.Items(List<Expression> names, Span _)) {
            List<Value> values = value instanceof Value.Items(List<Value> all, int _) ? all : List.of();
            boolean fits = values.size() == names.size();
            if (!fits && !(value instanceof Value.Unknown)) {
                problems.add(
                        span,
                        "expected " + names.size() + " values for as many names, got "
                                + (value instanceof Value.Items ? String.valueOf(values.size()) : value.words()));
            }
            for (int i = 0; i < names.size(); i++) {
                assign(names.get(i), fits ? values.get(i) : Value.UNKNOWN, span);
            }
        }
    }

    private void candidate(String name, Value value, Span span) {
        boolean layers = value instanceof Value.Items(List<Value> values, int _)
                && !values.isEmpty()
                && values.stream().allMatch(Evaluator::isLayer);
        if (value instanceof Value.Model || layers) {
            candidates.removeIf(known -> known.name().equals(name) && !name.isEmpty());
            candidates.add(new Candidate(name, value, span));
        }
    }

    private static boolean isLayer(Value value) {
        return value instanceof Value.Made
                || value instanceof Value.Model
                || value instanceof Value.Flow(Input _)
                || value instanceof Value.Known(Symbol.LayerClass _);
    }

    /** What the text may be about, in the order in which it was named. */
    List<Candidate> candidates() {
        return candidates;
    }

    /** What {@code model} is in the end. */
    Value model() {
        return variables.getOrDefault(MODEL, Value.UNKNOWN);
    }

    private void alone(Expression expression) {
        if (expression instanceof Expression.Text) {
            return;
        }
        Value value = value(expression);
        switch (value) {
            case Value.Made _ ->
                problems.add(
                        expression.span(), "this layer is not used: write model.add(...) around it, or give it a name");
            case Value.Flow _ ->
                problems.add(expression.span(), "what this layer gives is not used: give it a name, such as x = ...");
            case Value.Setting _, Value.Known _, Value.Entries _ ->
                problems.add(expression.span(), "this line does nothing: take it out");
            case Value.Model _, Value.Items _ -> candidate("", value, expression.span());
            case Value.Whole _,
                    Value.Real _,
                    Value.Text _,
                    Value.Flag _,
                    Value.Nothing _,
                    Value.Aside _,
                    Value.Unknown _ -> {}
        }
    }

    private Value refuse(Span span, String message) {
        problems.add(span, message);
        return Value.UNKNOWN;
    }

    /** What an expression stands for; unknown if something is wrong with it. */
    Value value(Expression expression) {
        if (depth >= DEEPEST) {
            return refuse(expression.span(), "this expression is too long: give a part of it a name of its own");
        }
        depth++;
        try {
            return known(expression);
        } catch (Arithmetic.Refusal refusal) {
            return refuse(expression.span(), refusal.words());
        } finally {
            depth--;
        }
    }

    private Value known(Expression expression) throws Arithmetic.Refusal {
        return switch (expression) {
            case Expression.Digits(String digits, Span _) -> Arithmetic.number(digits);
            case Expression.Text(String content, Span _) -> new Value.Text(content);
            case Expression.Name(String name, Span span) -> name(name, span);
            case Expression.Items(List<Expression> elements, Span _) ->
                Arithmetic.items(elements.stream().map(this::value).toList());
            case Expression.Dictionary(List<Expression.Entry> entries, Span _) -> dictionary(entries);
            case Expression.Unary(String sign, Expression operand, Span _) -> {
                Value value = value(operand);
                yield value instanceof Value.Unknown ? value : Arithmetic.unary(sign, value);
            }
            case Expression.Binary(String sign, Expression left, Expression right, Span span) -> {
                Value first = value(left);
                Value second = value(right);
                yield first instanceof Value.Unknown || second instanceof Value.Unknown
                        ? Value.UNKNOWN
                        : calls.binary(sign, first, second, span);
            }
            case Expression.Index(Expression owner, Expression index, Span _) -> {
                Value of = value(owner);
                Value place = value(index);
                yield of instanceof Value.Unknown || place instanceof Value.Unknown
                        ? Value.UNKNOWN
                        : Arithmetic.element(of, place);
            }
            case Expression.Attribute attribute -> attribute(attribute);
            case Expression.Call call -> call(call);
        };
    }

    private Value dictionary(List<Expression.Entry> entries) throws Arithmetic.Refusal {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Expression.Entry entry : entries) {
            Value key = value(entry.key());
            Value value = value(entry.value());
            if (!(key instanceof Value.Text(String text))) {
                return key instanceof Value.Unknown
                        ? key
                        : refuse(entry.key().span(), "the keys of a dictionary are strings, got " + key.words());
            }
            values.put(text, value);
        }
        return new Value.Entries(values, Arithmetic.size(values.values()));
    }

    private Value name(String name, Span span) {
        return switch (name) {
            case "True" -> new Value.Flag(true);
            case "False" -> new Value.Flag(false);
            case "None" -> Value.NONE;
            default -> {
                Value value = variables.get(name);
                if (value != null) {
                    yield value;
                }
                yield Library.named(name)
                        .<Value>map(Value.Known::new)
                        .orElseGet(() -> refuse(span, Library.unknown(name, variables.keySet())));
            }
        };
    }

    private Value attribute(Expression.Attribute attribute) throws Arithmetic.Refusal {
        Value owner = value(attribute.owner());
        String name = attribute.name();
        return switch (owner) {
            case Value.Unknown unknown -> unknown;
            case Value.Known(Symbol.Module(String path)) ->
                Library.at(path + "." + name)
                        .<Value>map(Value.Known::new)
                        .orElseGet(() -> refuse(attribute.nameSpan(), Library.unknownIn(path, name)));
            case Value.Flow(var node)
            when name.equals("shape") -> {
                List<Value> sizes = new ArrayList<>(List.of(Value.NONE));
                node.shape().toList().forEach(size -> sizes.add(new Value.Whole(size)));
                yield Arithmetic.items(sizes);
            }
            default -> refuse(attribute.nameSpan(), "'." + name + "' of " + owner.words() + " is not supported here");
        };
    }

    private Value call(Expression.Call call) {
        Expression callee = call.callee();
        if (callee instanceof Expression.Attribute attribute) {
            Value owner = value(attribute.owner());
            switch (owner) {
                case Value.Model(Draft draft) -> {
                    return method(draft, attribute, call);
                }
                case Value.Unknown _ -> {
                    if (!IGNORED.contains(attribute.name())) {
                        var _ = arguments(call.arguments());
                    }
                    return Value.UNKNOWN;
                }
                default -> {}
            }
        }
        Value target = value(callee);
        if (target instanceof Value.Aside || target instanceof Value.Known(Symbol.Training _) || isPrint(target)) {
            return new Value.Aside();
        }
        CallArguments arguments = arguments(call.arguments());
        Span nameSpan = callee instanceof Expression.Attribute attribute ? attribute.nameSpan() : callee.span();
        return calls.call(target, arguments, nameSpan, call.span());
    }

    private static boolean isPrint(Value target) {
        return target instanceof Value.Known(Symbol.Function(String name)) && name.equals(Library.PRINT);
    }

    private Value method(Draft draft, Expression.Attribute attribute, Expression.Call call) {
        if (IGNORED.contains(attribute.name())) {
            return Value.NONE;
        }
        boolean about = attribute.name().equals("add") || attribute.name().equals("build");
        CallArguments arguments = arguments(about ? call.arguments() : List.of());
        return calls.method(draft, attribute.name(), arguments, attribute.nameSpan(), call.span());
    }

    private CallArguments arguments(List<Expression.Argument> arguments) {
        List<Given> unnamed = new ArrayList<>();
        Map<String, Given> named = new LinkedHashMap<>();
        for (Expression.Argument argument : arguments) {
            Span span = argument.value().span();
            Value value = value(argument.value());
            switch (argument.passing()) {
                case PLAIN ->
                    argument.keyword()
                            .ifPresentOrElse(
                                    keyword -> name(named, keyword, new Given(value, span, argument.keywordSpan())),
                                    () -> unnamed.add(new Given(value, span, span)));
                case SPREAD -> {
                    if (value instanceof Value.Items(List<Value> values, int _)) {
                        values.forEach(element -> unnamed.add(new Given(element, span, span)));
                    } else if (!(value instanceof Value.Unknown)) {
                        problems.add(span, "a list stands after *, got " + value.words());
                    }
                }
                case SPREAD_NAMED -> {
                    if (value instanceof Value.Entries(Map<String, Value> values, int _)) {
                        values.forEach((keyword, element) -> name(named, keyword, new Given(element, span, span)));
                    } else if (!(value instanceof Value.Unknown)) {
                        problems.add(span, "a dictionary stands after **, got " + value.words());
                    }
                }
            }
        }
        return new CallArguments(unnamed, named);
    }

    private void name(Map<String, Given> named, String keyword, Given given) {
        if (named.putIfAbsent(keyword, given) != null) {
            problems.add(given.keywordSpan(), keyword + " is given twice: take one out");
        }
    }
}
