package dev.glimpse.cli;

import dev.glimpse.classifier.Export;
import dev.glimpse.classifier.architecture.ModelDefinition;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.script.Parsed;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code glimpse summary}: the layers of a model, and what each costs. */
@Command(
        name = "summary",
        description = {
            "Show the layers of a model: output shapes, parameters, and for one picture the memory of each layer's "
                    + "output and its multiply-adds."
        })
final class SummaryCommand implements Callable<Integer> {

    private static final int IMAGENET = 1000;

    private final Screen screen;

    @Parameters(
            paramLabel = "MODEL",
            description =
                    "lenet, mnist-cnn, kerasui, small-cnn, a network of the zoo (glimpse zoo list), a .keras or .h5 file, a JSON configuration of Keras, or text as Keras's "
                            + "users write it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private String model;

    @Option(
            names = "--classes",
            paramLabel = "N",
            description =
                    "For a model known by name, and a text: how many classes it tells apart. Default: 10, 1000 of the zoo, and for a text as "
                            + "it is written.")
    private Optional<Integer> classes = Optional.empty();

    @Option(names = "--keras", description = "Show the table exactly as Keras prints it.")
    private boolean keras;

    @Mixin
    private OpeningOptions opening = new OpeningOptions();

    SummaryCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        if (opening.areGiven() && NamedModel.of(model) instanceof NamedModel.InZoo(KnownNetwork network)) {
            opening.requireKnown(network);
        }
        if (opening.areGiven()) {
            print(opening.layers(Path.of(model)));
            return 0;
        }
        ModelDefinition definition = opening.definition(model);
        print(architecture(definition));
        if (definition instanceof ModelDefinition.Described described) {
            Export.beyondLayers(described.description())
                    .ifPresent(reason -> screen.out().println("There is more to it than layers: " + reason + "."));
        }
        return 0;
    }

    private void print(Architecture architecture) {
        screen.out().print(keras ? architecture.summary() : architecture.costSummary());
    }

    private Architecture architecture(ModelDefinition definition) {
        return switch (definition) {
            case ModelDefinition.Known(var known) -> known.of(opening.input(known), classes.orElse(10));
            case ModelDefinition.InZoo(KnownNetwork network) ->
                network.architecture(opening.size(network), new Ending.Classes(classes.orElse(IMAGENET)));
            case ModelDefinition.Described described -> described.architecture();
            case ModelDefinition.Written written -> {
                Parsed.Defined layers =
                        opening.layers(written, classes.map(OptionalInt::of).orElseGet(OptionalInt::empty));
                layers.remarks().forEach(screen.err()::println);
                yield layers.architecture();
            }
        };
    }
}
