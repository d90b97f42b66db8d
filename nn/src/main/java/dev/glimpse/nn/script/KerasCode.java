package dev.glimpse.nn.script;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.CustomLayer;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Graph;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.LayerNames;
import dev.glimpse.nn.layer.MergeLayer;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.script.PythonTerm.Atom;
import dev.glimpse.nn.script.PythonTerm.Call;
import dev.glimpse.nn.script.PythonTerm.Column;
import dev.glimpse.nn.script.PythonTerm.Keyword;
import dev.glimpse.nn.script.PythonTerm.Row;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Architectures as the Python code that builds them with Keras 3, as people write it.
 *
 * <p>A sequential architecture is a {@code keras.Sequential([...])}, any other a row of calls in the functional style. A
 * model inside another, and a layer that is used more than once, are variables of their own. Names of layers are kept;
 * settings that are Keras's defaults are left out. Keras makes the same weights of it in the same order, so weights
 * that were saved can be loaded.
 *
 * @see <a href="https://keras.io/guides/functional_api/">Keras: the functional API</a>
 */
public final class KerasCode {

    private static final String MODEL = "model";

    private final PythonNames names = new PythonNames();
    private final StringBuilder code = new StringBuilder();

    private KerasCode() {}

    /**
     * A whole Python file that leaves the model in the variable {@code model}.
     *
     * @throws NnException if a layer is a {@link CustomLayer}, which Keras does not have
     */
    public static String of(Architecture architecture) {
        return "import keras\nfrom keras import layers\n\n" + statements(architecture);
    }

    /** The same without the imports, to stand among other code. */
    public static String statements(Architecture architecture) {
        KerasCode code = new KerasCode();
        code.assign(MODEL, code.model(architecture));
        return code.code.toString();
    }

    /** The expression that makes a model, after the statements that it needs. */
    private PythonTerm model(Architecture architecture) {
        return switch (architecture) {
            case Sequential sequential -> sequential(sequential);
            case Functional functional -> functional(functional);
        };
    }

    private PythonTerm sequential(Sequential sequential) {
        List<PythonTerm> layers = new ArrayList<>();
        sequential.layers().forEach(layer -> layers.add(made(layer)));
        List<PythonTerm> arguments = new ArrayList<>();
        arguments.add(new Column(layers));
        return named("keras.Sequential", arguments, sequential);
    }

    /** A layer as an expression. */
    private PythonTerm made(Layer layer) {
        return switch (layer) {
            case KerasLayer<?> keras -> KerasCall.of(keras);
            case Architecture inner -> {
                PythonTerm model = model(inner);
                String variable = names.variable(inner.label());
                assign(variable, model);
                yield new Atom(variable);
            }
            case CustomLayer custom ->
                throw new NnException("layer \"" + custom.label() + "\" is one of your own (" + custom.className()
                        + "), and Keras has none like it: Python code can be written of layers of Keras only");
        };
    }

    private PythonTerm functional(Functional functional) {
        Graph graph = functional.graph();
        Map<String, Long> uses =
                graph.steps().stream().collect(Collectors.groupingBy(Graph.Step::name, Collectors.counting()));
        List<List<Shape>> shapes = graph.shapes();
        Map<String, PythonTerm> shared = new HashMap<>();
        List<List<String>> values = new ArrayList<>();
        for (int i = 0; i < graph.steps().size(); i++) {
            Graph.Step step = graph.steps().get(i);
            PythonTerm layer = shared.get(step.name());
            if (layer == null) {
                layer = made(step.layer());
                if (uses.getOrDefault(step.name(), 0L) > 1) {
                    layer = inVariable(step.name(), layer);
                    shared.put(step.name(), layer);
                }
            }
            String name = layer instanceof Atom ? step.name() + "_output" : step.name();
            List<String> results = IntStream.range(0, shapes.get(i).size())
                    .mapToObj(_ -> names.variable(name))
                    .toList();
            values.add(results);
            PythonTerm value = step.inputs().isEmpty() ? layer : new Call(layer, List.of(applied(step, values)));
            assign(String.join(", ", results), value);
        }
        List<PythonTerm> arguments = new ArrayList<>();
        arguments.add(new Keyword(
                "inputs",
                one(graph.inputs().stream()
                        .map(step -> values.get(step).getFirst())
                        .toList())));
        arguments.add(new Keyword(
                "outputs",
                one(graph.outputs().stream().map(value -> at(values, value)).toList())));
        return named("keras.Model", arguments, functional);
    }

    private PythonTerm inVariable(String name, PythonTerm layer) {
        if (layer instanceof Atom) {
            return layer;
        }
        String variable = names.variable(name);
        assign(variable, layer);
        return new Atom(variable);
    }

    /** What a layer is applied to: a merging one takes a list even of one. */
    private static PythonTerm applied(Graph.Step step, List<List<String>> values) {
        List<String> inputs =
                step.inputs().stream().map(value -> at(values, value)).toList();
        return step.layer() instanceof MergeLayer<?> ? row(inputs) : one(inputs);
    }

    private static String at(List<List<String>> values, Graph.Value value) {
        return values.get(value.step()).get(value.output());
    }

    private static PythonTerm one(List<String> variables) {
        return variables.size() == 1 ? new Atom(variables.getFirst()) : row(variables);
    }

    private static PythonTerm row(List<String> variables) {
        return new Row(variables.stream().<PythonTerm>map(Atom::new).toList());
    }

    private static PythonTerm named(String function, List<PythonTerm> arguments, Architecture architecture) {
        if (!architecture.info().trainable()) {
            arguments.add(new Keyword("trainable", PythonTerm.of(false)));
        }
        String name = architecture.info().name().orElseGet(() -> LayerNames.snakeCase(architecture.className()));
        arguments.add(new Keyword("name", PythonTerm.text(name)));
        return PythonTerm.call(function, arguments);
    }

    private void assign(String variable, PythonTerm value) {
        code.append(variable)
                .append(" = ")
                .append(value.render(0, variable.length() + 3))
                .append('\n');
    }
}
