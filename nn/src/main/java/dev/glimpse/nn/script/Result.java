package dev.glimpse.nn.script;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.LayerNames;
import dev.glimpse.nn.script.Draft.Chain;
import dev.glimpse.nn.script.Draft.Web;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which model a text is about, and whether it is one that can be had. */
final class Result {

    private final Problems problems;
    private final Assembly assembly;
    private final ScriptOptions options;
    private final List<String> remarks = new ArrayList<>();

    Result(Problems problems, Assembly assembly, ScriptOptions options) {
        this.problems = problems;
        this.assembly = assembly;
        this.options = options;
    }

    /** The architecture; empty if there are problems. */
    Optional<Parsed.Defined> of(Evaluator evaluator, Span end) {
        Optional<Draft> draft = draft(evaluator, end);
        if (draft.isEmpty()) {
            return Optional.empty();
        }
        Optional<Architecture> architecture =
                switch (draft.get()) {
                    case Web web -> Optional.of(web.architecture());
                    case Chain chain -> assembly.build(chain, options.input).map(built -> built);
                };
        if (architecture.isEmpty() || !problems.isEmpty()) {
            return Optional.empty();
        }
        Span span = draft.get() instanceof Chain chain
                ? chain.entries.getLast().span()
                : draft.get().span();
        Architecture result = architecture.get();
        try {
            if (options.labels.isPresent()) {
                result = ended(draft.get(), result, span);
            }
            if (result.takesKnownShapes()) {
                checkSize(result, span);
            }
        } catch (NnException wrong) {
            problems.add(span, KerasWords.of(wrong));
        }
        return problems.isEmpty() ? Optional.of(new Parsed.Defined(plain(result), remarks)) : Optional.empty();
    }

    /** A name that Keras gives anyway says nothing, and an architecture without one can stand anywhere. */
    private static Architecture plain(Architecture architecture) {
        String usual = LayerNames.snakeCase(architecture.className());
        return architecture.info().name().equals(Optional.of(usual))
                ? architecture.with(architecture.info().unnamed())
                : architecture;
    }

    private Architecture ended(Draft draft, Architecture architecture, Span span) {
        if (!architecture.takesKnownShapes()) {
            Span first = draft instanceof Chain chain ? chain.entries.getFirst().span() : span;
            problems.add(
                    first,
                    "nothing says what the model takes: write input_shape=(height, width, channels) into this layer, or "
                            + "give the size of the pictures");
            return architecture;
        }
        Ending ending = Ending.of(architecture, options.labels.getAsInt());
        return switch (ending) {
            case Ending.Complete() -> architecture;
            case Ending.Wrong(String reason) -> {
                problems.add(span, reason);
                yield architecture;
            }
            case Ending.Missing missing -> {
                remarks.add(missing.remark());
                yield missing.after(architecture);
            }
        };
    }

    private void checkSize(Architecture architecture, Span span) {
        // Each layer alone has been found to be within the limit, so the sum is no larger than numbers go.
        long parameters = architecture.parameterCount().total();
        if (parameters > options.maxParameters) {
            problems.add(span, TooMany.words((double) parameters, options.maxParameters));
        }
    }

    /** What {@code model} is in the end, or else the model that was named last. */
    private Optional<Draft> draft(Evaluator evaluator, Span end) {
        Optional<Draft> model = draft(evaluator.model(), end);
        if (model.isPresent()) {
            return model;
        }
        for (Evaluator.Candidate candidate : evaluator.candidates().reversed()) {
            Optional<Draft> draft = draft(candidate.value(), candidate.span());
            if (draft.isPresent()) {
                return draft;
            }
        }
        if (problems.isEmpty()) {
            problems.add(
                    end,
                    "the text defines no model: write model.add(...) for each layer, a list of layers, or"
                            + " model = Model(inputs, outputs)");
        }
        return Optional.empty();
    }

    private Optional<Draft> draft(Value value, Span span) {
        return switch (value) {
            case Value.Model(Chain chain)
            when chain.isEmpty() || (chain.entries.isEmpty() && !chain.broken) -> Optional.empty();
            case Value.Model(Draft draft) -> Optional.of(draft);
            case Value.Items(List<Value> values, int _) -> {
                Chain chain = new Chain(span, Optional.empty(), Optional.empty());
                for (Value layer : values) {
                    assembly.add(chain, layer, layer instanceof Value.Made made ? made.span : span);
                }
                yield Optional.of(chain);
            }
            default -> Optional.empty();
        };
    }
}
