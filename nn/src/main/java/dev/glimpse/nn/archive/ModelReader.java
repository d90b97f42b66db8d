package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.LayerRunner.Place;
import dev.glimpse.nn.archive.SavedPart.Nested;
import dev.glimpse.nn.archive.SavedPart.Operation;
import dev.glimpse.nn.archive.SavedPart.Single;
import dev.glimpse.nn.archive.Turning.Order;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.LayerInfo;
import dev.glimpse.nn.layer.LayerNames;
import dev.glimpse.nn.layer.Permute;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;

/** Architectures from the objects that Keras writes for models. */
final class ModelReader {

    /** Deeper than any sensible model, shallower than the stack. */
    private static final int MAX_DEPTH = 32;

    private static final int MOST_PROBLEMS = 20;

    private final FileOptions opening;
    private final Order pictures;
    private final PartReader parts;
    private final List<String> problems = new ArrayList<>();

    private ModelReader(FileOptions opening, String version, JsonNode json) {
        this.opening = opening;
        boolean channelsFirst = json.findValues("data_format").stream().anyMatch(one -> is(one, "channels_first"))
                || json.findValues("dim_ordering").stream().anyMatch(one -> is(one, "th"));
        this.pictures = channelsFirst ? Order.TURNED : Order.AS_WRITTEN;
        this.parts = new PartReader(opening, version, pictures);
    }

    private static boolean is(JsonNode json, String text) {
        return json.asString("").equals(text);
    }

    /**
     * The model in Keras's JSON.
     *
     * @param version of the Keras that wrote it, or an empty text
     * @throws NnException naming all layers that are not known, or the first thing that is wrong with the model itself
     */
    static RebuiltModel read(JsonNode json, String version, FileOptions opening) {
        ModelReader reader = new ModelReader(opening, version, json);
        RebuiltModel model = reader.model(json).orElseThrow(reader::refused);
        Architecture architecture = model.architecture();
        // A name that Keras would give anyway says nothing, and an architecture without one can stand anywhere.
        boolean plain = architecture.info().name().equals(Optional.of(LayerNames.snakeCase(architecture.className())));
        return plain ? model.with(architecture.with(architecture.info().unnamed())) : model;
    }

    /** A last net under all that is taken from the tree: what has another kind there is the file's fault. */
    private Optional<RebuiltModel> model(JsonNode json) {
        try {
            return model(json, 0);
        } catch (JsonNodeException wrong) {
            throw new NnException(
                    "a value in the configuration is of the wrong kind: " + wrong.getOriginalMessage(), wrong);
        }
    }

    private NnException refused() {
        if (problems.size() == 1) {
            return new NnException(problems.getFirst());
        }
        int more = problems.size() - MOST_PROBLEMS;
        return new NnException(problems.size() + " layers cannot be opened:\n- "
                + problems.stream().limit(MOST_PROBLEMS).collect(Collectors.joining("\n- "))
                + (more > 0 ? "\n- and " + more + " more" : ""));
    }

    /** The model; nothing if {@link #problems} say what is wrong with its layers. */
    private Optional<RebuiltModel> model(JsonNode json, int depth) {
        if (depth > MAX_DEPTH) {
            throw new NnException("models stand inside each other more than " + MAX_DEPTH + " deep");
        }
        String className = className(json);
        return switch (className) {
            case "Sequential" -> sequential(json, depth);
            case "Functional", "Model" -> functional(json, depth);
            default ->
                throw new NnException("expected a model of class Sequential or Functional, got " + className
                        + ": a model of a class of its own cannot be rebuilt from its configuration");
        };
    }

    private static boolean isModel(String className) {
        return className.equals("Sequential") || className.equals("Functional") || className.equals("Model");
    }

    private static String className(JsonNode json) {
        JsonNode name = json.path("class_name");
        if (!name.isString()) {
            throw new NnException("not a Keras configuration: an object with a \"class_name\" is missing where a model"
                    + " or layer should be");
        }
        return name.stringValue();
    }

    private Optional<RebuiltModel> sequential(JsonNode json, int depth) {
        JsonNode config = json.path("config");
        // Keras before 2.3 has the layers themselves there.
        JsonNode entries = config.isArray() ? config : config.path("layers");
        if (!entries.isArray() || entries.isEmpty()) {
            throw new NnException("a Sequential model has no \"layers\"");
        }
        List<SavedPart> layers = new ArrayList<>();
        for (JsonNode entry : entries) {
            part(entry, depth).ifPresent(layers::add);
        }
        if (layers.size() < entries.size()) {
            return Optional.empty();
        }
        LayerInfo info = info(config);
        Optional<Place> start = start(json, entries.get(0), layers);
        return Optional.of(start.isPresent() ? sequential(info, start.get(), layers) : open(info, layers));
    }

    /** Where samples enter, if the file says which. */
    private Optional<Place> start(JsonNode model, JsonNode firstEntry, List<SavedPart> layers) {
        if (layers.getFirst() instanceof Single single && single.layer() instanceof Input input) {
            layers.removeFirst();
            return Optional.of(LayerRunner.input(input, order(input.shape(), layers)));
        }
        Optional<Shape> declared = InputShape.batch(model.path("config").path("build_input_shape"))
                .or(() -> InputShape.batch(model.path("build_config").path("input_shape")))
                .or(() -> InputShape.of(firstEntry.path("config")))
                .map(shape -> shape.closed("the model", pictures, opening.inputSize()));
        if (declared.isPresent()) {
            Input input = new Input(LayerInfo.DEFAULT, declared.get());
            return Optional.of(LayerRunner.input(input, order(input.shape(), layers)));
        }
        if (layers.getFirst() instanceof Nested(RebuiltModel first)
                && first.architecture().takesKnownShapes()
                && first.takes().size() == 1) {
            Shape shape = first.architecture().inputShapes().getFirst();
            return Optional.of(
                    new Place(new Input(LayerInfo.DEFAULT, shape), first.takes().getFirst()));
        }
        return Optional.empty();
    }

    /** What goes into a Permute is no picture yet with its channels where the others have them. */
    private Order order(Shape shape, List<SavedPart> layers) {
        boolean permuted =
                !layers.isEmpty() && layers.getFirst() instanceof Single single && single.layer() instanceof Permute;
        return shape.rank() == 3 && !permuted ? pictures : Order.AS_WRITTEN;
    }

    private static RebuiltModel sequential(LayerInfo info, Place start, List<SavedPart> parts) {
        LayerRunner runner = new LayerRunner();
        Place place = start;
        for (SavedPart part : parts) {
            List<Place> outputs =
                    switch (part) {
                        case Single single -> runner.run(single, List.of(place));
                        case Nested nested -> runner.run(nested, List.of(place));
                        case Operation operation -> throw misplaced(operation);
                    };
            if (outputs.size() != 1) {
                throw new NnException("a Sequential model has layers with one output, got one with " + outputs.size());
            }
            place = outputs.getFirst();
        }
        List<Layer> layers = new ArrayList<>(runner.applied());
        layers.addFirst((Input) start.node());
        return new RebuiltModel(new Sequential(info, layers), List.of(start.order()), List.of(place.order()));
    }

    /** A model that was saved before it knew its input. */
    private RebuiltModel open(LayerInfo info, List<SavedPart> parts) {
        if (pictures == Order.TURNED) {
            throw new NnException("the model has its channels first and does not say what shape it takes: build it in"
                    + " Keras with an input of known size, and save it again");
        }
        List<Layer> layers = new ArrayList<>();
        for (SavedPart part : parts) {
            switch (part) {
                case Single single -> {
                    layers.add(single.layer());
                    layers.addAll(single.then());
                }
                case Nested(RebuiltModel model) -> layers.add(model.architecture());
                case Operation operation -> throw misplaced(operation);
            }
        }
        return new RebuiltModel(new Sequential(info, layers), List.of(Order.AS_WRITTEN), List.of(Order.AS_WRITTEN));
    }

    private static NnException misplaced(Operation operation) {
        return new NnException("\"" + operation.name() + "\" is an operation, which a Sequential model cannot have");
    }

    private Optional<RebuiltModel> functional(JsonNode json, int depth) {
        JsonNode config = json.path("config");
        JsonNode entries = config.path("layers");
        if (!entries.isArray() || entries.isEmpty()) {
            throw new NnException("a Functional model has no \"layers\"");
        }
        Map<String, FunctionalReader.Entry> layers = new LinkedHashMap<>();
        boolean complete = true;
        for (JsonNode entry : entries) {
            Optional<SavedPart> part = part(entry, depth);
            complete &= part.isPresent();
            if (part.isPresent()) {
                SavedPart named = named(part.get(), entry.path("name"));
                String name = name(named);
                if (layers.put(name, new FunctionalReader.Entry(named, entry.path("inbound_nodes"))) != null) {
                    throw new NnException("two layers are named \"" + name + '"');
                }
            }
        }
        if (!complete) {
            return Optional.empty();
        }
        RebuiltModel model =
                new FunctionalReader(layers, pictures).read(config.path("input_layers"), config.path("output_layers"));
        return Optional.of(model.with(model.architecture().with(info(config))));
    }

    private static SavedPart named(SavedPart part, JsonNode given) {
        if (!given.isString()) {
            return part;
        }
        String name = LayerConfig.legalName(given.stringValue());
        return switch (part) {
            case Single single -> single.named(name);
            case Nested(RebuiltModel model) ->
                new Nested(model.with(model.architecture().named(name)));
            case Operation operation -> operation;
        };
    }

    private static String name(SavedPart part) {
        return switch (part) {
            case Single single -> single.layer().label();
            case Nested(RebuiltModel model) -> model.architecture().label();
            case Operation operation -> operation.name();
        };
    }

    /** A layer, an operation or a model inside the model; nothing if {@link #problems} say what is wrong with it. */
    private Optional<SavedPart> part(JsonNode json, int depth) {
        String className = className(json);
        if (isModel(className)) {
            return model(json, depth + 1).map(Nested::new);
        }
        try {
            return Optional.of(parts.read(json, className));
        } catch (NnException wrong) {
            problems.add(String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    private static LayerInfo info(JsonNode config) {
        return config.isObject() ? new LayerConfig("model", config).info() : LayerInfo.DEFAULT;
    }
}
