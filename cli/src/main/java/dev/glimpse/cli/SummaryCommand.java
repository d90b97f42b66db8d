package dev.glimpse.cli;

import dev.glimpse.classifier.architecture.ModelDefinition;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.tensor.Shape;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code glimpse summary}: the layers of a model, and what each costs. */
@Command(
        name = "summary",
        description = {
            "Show the layers of a model: output shapes, parameters, and for one picture the memory of each layer's "
                    + "output and its multiply-adds."
        })
final class SummaryCommand implements Callable<Integer> {

    private static final Pattern PICTURE = Pattern.compile("(\\d{1,5})x(\\d{1,5})x(\\d{1,3})");

    private final Screen screen;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            description = "lenet, mnist-cnn, kerasui, small-cnn, a .keras file, or a JSON configuration of Keras.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private String model;

    @Option(
            names = "--classes",
            paramLabel = "N",
            defaultValue = "10",
            description = "For a model known by name: how many classes it tells apart (${DEFAULT-VALUE}).")
    private int classes;

    @Option(
            names = "--input",
            paramLabel = "HxWxC",
            description = "For a model known by name: height, width and channels of its pictures, such as 96x96x3.")
    private Optional<String> input = Optional.empty();

    @Option(names = "--keras", description = "Show the table exactly as Keras prints it.")
    private boolean keras;

    SummaryCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Architecture architecture = architecture(ModelDefinition.of(model));
        screen.out().print(keras ? architecture.summary() : architecture.costSummary());
        return 0;
    }

    private Architecture architecture(ModelDefinition definition) {
        return switch (definition) {
            case ModelDefinition.Known(var known) ->
                known.of(input.map(this::shape).orElseGet(known::usualInput), classes);
            case ModelDefinition.Described described -> {
                input.ifPresent(given -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            "--input " + given + " is for models known by name; " + model + " has its own input");
                });
                yield described.architecture();
            }
        };
    }

    private Shape shape(String given) {
        Matcher sizes = PICTURE.matcher(given);
        if (!sizes.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--input needs height x width x channels, such as 96x96x3, got " + given);
        }
        return Shape.of(
                Integer.parseInt(sizes.group(1)), Integer.parseInt(sizes.group(2)), Integer.parseInt(sizes.group(3)));
    }
}
