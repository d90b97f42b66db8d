package dev.glimpse.classifier;

import dev.glimpse.image.feature.Describer;
import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Graph;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.LayerInfo;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Node;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Several models made one network. Pictures that are seen alike come in at one input, and layers that do the same, with equal
 * weights, to the same, are there and computed once: members on one backbone share it. Their numbers stay what they were.
 */
final class Confluence {

    private final SequencedMap<Entrance, Input> inputs = new LinkedHashMap<>();
    private final Map<String, Describer> features = new HashMap<>();
    private final Map<Sameness, List<Placed>> known = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Origin> origins = new HashMap<>();
    private final Map<String, Map<String, NdArray.Floats>> added = new HashMap<>();
    private final List<Branch> branches = new ArrayList<>();
    private final List<Node> ends = new ArrayList<>();
    private final Map<Input, Node> passed = new HashMap<>();

    /**
     * Where pictures come in.
     *
     * @param way how they are seen
     * @param features what is known to describe them, by its checksum; without any the network takes the pictures themselves
     */
    private record Entrance(Preprocessing way, Optional<String> features) {}

    /** What two layers have in common that do the same to the same, but for their weights. */
    private record Sameness(Layer layer, List<Node> from) {}

    /** A layer that is there. */
    private record Placed(String name, List<Node> outputs, List<NdArray.Floats> weights) {}

    /** Where the weights of a layer come from, and what it was called there. */
    private record Origin(Weights weights, String name) {}

    /**
     * What became of a model.
     *
     * @param inputs the numbers of the inputs that it has now, in the order of its own
     * @param outputs the numbers of its outputs among the {@link #ends}, in the order of its own
     * @param names of its layers, as they were and as they are
     */
    record Branch(List<Integer> inputs, List<Integer> outputs, Map<String, String> names) {

        /** What one of its layers is called now. */
        String layer(String name) {
            return Objects.requireNonNull(names.get(name));
        }
    }

    /** Nothing yet. */
    Confluence() {}

    /** Lets a model flow in. */
    void join(Member member) {
        ModelFile model = member.model();
        Graph graph = model.architecture().graph();
        List<Input> entered = new ArrayList<>();
        for (int i = 0; i < graph.inputs().size(); i++) {
            entered.add(input(
                    member.facts().views().each().get(i),
                    Optional.ofNullable(member.facts().answering().describers().get(i)),
                    graph.inputShapes().get(i)));
        }
        Map<String, Integer> uses = new HashMap<>();
        graph.steps().forEach(step -> uses.merge(step.name(), 1, Integer::sum));
        Map<String, List<NdArray.Floats>> weights = byLayer(model.weights());
        Map<String, Layer> layers = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        List<List<Node>> made = new ArrayList<>();
        for (int i = 0; i < graph.steps().size(); i++) {
            Graph.Step step = graph.steps().get(i);
            if (step.layer() instanceof Input) {
                made.add(List.of(entered.get(graph.inputs().indexOf(i))));
                continue;
            }
            List<Node> from = step.inputs().stream()
                    .map(value -> made.get(value.step()).get(value.output()))
                    .toList();
            List<NdArray.Floats> own = weights.getOrDefault(step.name(), List.of());
            // A layer that is used twice has its weights once: it is not looked for among others.
            Optional<Sameness> sameness = uses.getOrDefault(step.name(), 0) == 1
                    ? Optional.of(new Sameness(step.layer().with(LayerInfo.DEFAULT), from))
                    : Optional.empty();
            Placed placed = sameness.flatMap(same -> there(same, own)).orElseGet(() -> {
                Layer layer =
                        layers.computeIfAbsent(step.name(), name -> step.layer().named(free(name)));
                origins.put(layer.label(), new Origin(model.weights(), step.name()));
                return new Placed(layer.label(), layer.outputsOn(from.toArray(Node[]::new)), own);
            });
            sameness.ifPresent(same -> {
                List<Placed> alike = known.computeIfAbsent(same, _ -> new ArrayList<>());
                if (!alike.contains(placed)) {
                    alike.add(placed);
                }
            });
            names.put(step.name(), placed.name());
            made.add(placed.outputs());
        }
        List<Input> all = List.copyOf(inputs.values());
        branches.add(new Branch(
                entered.stream().map(all::indexOf).toList(),
                graph.outputs().stream()
                        .map(value -> made.get(value.step()).get(value.output()))
                        .map(this::end)
                        .toList(),
                names));
    }

    /** The number of what a model ends in; models that end in the same share it. */
    private int end(Node output) {
        Node end = computed(output);
        if (!ends.contains(end)) {
            ends.add(end);
        }
        return ends.indexOf(end);
    }

    private Input input(Preprocessing way, Optional<Describer> describer, Shape shape) {
        Optional<String> checksum = describer.map(DescriberFile::checksum);
        checksum.ifPresent(known -> features.put(known, describer.orElseThrow()));
        return inputs.computeIfAbsent(new Entrance(way, checksum), entrance -> Layers.input(shape)
                .with(LayerInfo.DEFAULT.named(free(entrance.features().isPresent() ? "features" : "picture"))));
    }

    /** What comes out of a network was computed in it: where that is what came in, by a layer that leaves it as it is. */
    private Node computed(Node output) {
        return output instanceof Input input
                ? passed.computeIfAbsent(input, _ -> Layers.activation(ActivationFunction.LINEAR)
                        .named(free(input.label() + "_as_they_are"))
                        .on(input))
                : output;
    }

    private Optional<Placed> there(Sameness same, List<NdArray.Floats> weights) {
        return known.getOrDefault(same, List.of()).stream()
                .filter(placed -> areEqual(placed.weights(), weights))
                .findFirst();
    }

    private static boolean areEqual(List<NdArray.Floats> some, List<NdArray.Floats> others) {
        return some.size() == others.size()
                && IntStream.range(0, some.size())
                        .allMatch(i -> some.get(i).shape().equals(others.get(i).shape())
                                && Arrays.equals(
                                        some.get(i).values(), others.get(i).values()));
    }

    /** The weights of each of the outermost layers, in their order. */
    private static Map<String, List<NdArray.Floats>> byLayer(Weights weights) {
        Map<String, List<NdArray.Floats>> byLayer = new HashMap<>();
        weights.byPath().forEach((path, numbers) -> byLayer.computeIfAbsent(layer(path), _ -> new ArrayList<>())
                .add(numbers));
        return byLayer;
    }

    private static String layer(String path) {
        return path.substring(0, path.indexOf('/'));
    }

    /** This name, or it with the first number that is free. */
    private String free(String name) {
        String free = name;
        for (int number = 1; !taken.add(free); number++) {
            free = name + "_" + number;
        }
        return free;
    }

    /** The layer under a name that is free. */
    Layer named(Layer layer, String name) {
        return layer.named(free(name));
    }

    /** Gives a further layer its weights, by their names in it. */
    void weigh(Layer layer, Map<String, NdArray.Floats> weights) {
        added.put(layer.label(), weights);
    }

    /** How pictures come in, one way for each input. */
    Views views() {
        return new Views(inputs.keySet().stream().map(Entrance::way).toList());
    }

    /** What describes pictures before they come in, by the number of the input. */
    Map<Integer, Describer> describers() {
        Map<Integer, Describer> describers = new HashMap<>();
        List<Entrance> entrances = List.copyOf(inputs.keySet());
        for (int i = 0; i < entrances.size(); i++) {
            int number = i;
            entrances.get(i).features().map(features::get).ifPresent(describer -> describers.put(number, describer));
        }
        return describers;
    }

    /** What the models end in, each once. */
    List<Node> ends() {
        return List.copyOf(ends);
    }

    /** All that flowed in, in order. */
    List<Branch> branches() {
        return branches;
    }

    /** The network from its inputs to some of its nodes. */
    ModelFile model(List<Node> outputs, String name) {
        Functional joined = Functional.of(List.copyOf(inputs.values()), outputs).named(name);
        SequencedMap<String, NdArray.Floats> weights = new LinkedHashMap<>();
        for (PlacedWeight weight : joined.placedWeights()) {
            String path = weight.path();
            String layer = layer(path);
            Origin origin = origins.get(layer);
            weights.put(
                    path,
                    origin == null
                            ? Objects.requireNonNull(
                                    added.getOrDefault(layer, Map.of()).get(path.substring(layer.length() + 1)))
                            : origin.weights().get(origin.name() + path.substring(layer.length())));
        }
        return ModelFile.of(ModelConfig.of(joined), new Weights(weights));
    }
}
