package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.architecture.ModelDefinition;
import dev.glimpse.classifier.table.DenseNetwork;
import dev.glimpse.classifier.table.DenseNetwork.Layout;
import dev.glimpse.classifier.table.Examples;
import dev.glimpse.classifier.table.FoldError;
import dev.glimpse.classifier.table.FoldErrors;
import dev.glimpse.classifier.table.LearnedNumbers;
import dev.glimpse.classifier.table.NetworkRegressor;
import dev.glimpse.classifier.table.NumberRecipe;
import dev.glimpse.classifier.table.TableValidation;
import dev.glimpse.data.table.Table;
import dev.glimpse.learn.Learner;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.script.Parsed;
import dev.glimpse.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code glimpse regress}: a number told from the other numbers of a table's row. */
@Command(
        name = "regress",
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        description = {
            "Learn to tell one column of a table from the others, and say how far from the truth it is:",
            "",
            "  glimpse regress housing.data --target 14 --epochs 100 --batch-size 5 --units 13 --seed 7",
            "",
            "It is judged by 10 folds, and prints the mean of their mean squared errors, and the sample deviation in"
                    + " brackets. With -o a network is taught on all rows and saved.",
        },
        footer = {
            "",
            "For example:",
            "  glimpse regress houses.csv --target price --features 1-5,rooms --folds 5",
            "  glimpse regress houses.csv --target price -o price.keras",
            "  glimpse regress more-houses.csv --predict price.keras"
        })
final class RegressCommand implements Callable<Integer> {

    private static final int USUAL_FOLDS = 10;

    private final Screen screen;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TABLE",
            description = "A CSV file, or a text file whose columns are divided by blanks; with or without a header.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private Path file;

    @ArgGroup(validate = false, order = 1, heading = "%nTable%n")
    private TableColumns columns = new TableColumns();

    @ArgGroup(validate = false, order = 2, heading = "%nWhat learns, and how%n")
    private RegressionOptions learning = new RegressionOptions();

    @Option(
            names = "--folds",
            paramLabel = "N",
            order = 21,
            description = "Judge by so many folds. Default: " + USUAL_FOLDS + "; with -o none.")
    private Optional<Integer> folds = Optional.empty();

    @Option(
            names = "--unshuffled",
            order = 22,
            description = "Folds are rows that stand together in the table. Default: they are drawn, from the seed.")
    private boolean unshuffled;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            order = 23,
            description = "Teach a network on all rows as well, and save it in this .keras file.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--predict",
            paramLabel = "MODEL",
            order = 24,
            description = "Learn nothing: print what the network in this file tells of each row, one number a line.")
    private Optional<Path> predict = Optional.empty();

    @Option(names = "--json", order = 25, description = "Answer in JSON.")
    private boolean json;

    RegressCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        check();
        Table table = Table.read(file, columns::apply);
        if (predict.isPresent()) {
            return predict(table, predict.get());
        }
        Examples examples = Examples.of(table, columns.target(), columns.features());
        NumberRecipe recipe = recipe(examples);
        introduce(examples, recipe);
        try (Interruption interruption =
                Interruption.listen(() -> screen.err().println("\nStopping; Ctrl-C again ends it at once."))) {
            Optional<FoldErrors> errors = folds.isPresent() || output.isEmpty()
                    ? Optional.of(judge(examples, recipe, interruption))
                    : Optional.empty();
            if (errors.map(FoldErrors::isComplete).orElse(true) && output.isPresent()) {
                save(examples, recipe, errors, interruption);
            }
            return interruption.exitCode().orElse(0);
        }
    }

    private void check() {
        output.ifPresent(path -> {
            Path folder = path.toAbsolutePath().getParent();
            if (Files.isDirectory(path) || folder == null || !Files.isDirectory(folder)) {
                throw new ClassifierException(
                        "the model cannot be written to " + path + ": name a file in a folder that exists");
            }
            if (!path.toString().endsWith(".keras")) {
                throw new ClassifierException("a network is saved in a .keras file, got -o " + path);
            }
        });
        if (unshuffled && folds.isEmpty() && output.isPresent()) {
            throw new ClassifierException("--unshuffled is about folds, and -o alone makes none: add --folds "
                    + USUAL_FOLDS + ", or leave it away");
        }
        if (predict.isPresent()) {
            List<String> allowed =
                    List.of("--predict", "--json", "--divider", "--header", "--debug", "--help", "--version");
            spec.commandLine().getParseResult().matchedOptions().stream()
                    .map(option -> option.longestName())
                    .filter(name -> !allowed.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new ClassifierException(
                                name + " is about learning, and --predict learns nothing: leave one of them away");
                    });
        }
        learning.check(spec.commandLine().getParseResult(), output);
    }

    private NumberRecipe recipe(Examples examples) throws IOException {
        Optional<Learner> learner = learning.learner();
        if (learner.isPresent()) {
            return new LearnedNumbers(learner.get(), learning.seed());
        }
        Optional<String> model = learning.model();
        Layout layout = model.isPresent()
                ? new Layout.Given(written(model.get(), examples.width()))
                : new Layout.Units(learning.units().orElse(List.of(examples.width())), learning.scaling());
        return learning.apply(DenseNetwork.of(layout));
    }

    private Architecture written(String name, int width) throws IOException {
        return switch (ModelDefinition.of(name)) {
            case ModelDefinition.Written written -> {
                Parsed.Defined layers = written.layers(Optional.of(Shape.of(width)), OptionalInt.empty());
                layers.remarks().forEach(screen.err()::println);
                yield layers.architecture();
            }
            case ModelDefinition.Described described -> described.architecture();
            case ModelDefinition.Known _, ModelDefinition.InZoo _ ->
                throw new ClassifierException(
                        "'" + name + "' is a network for pictures: name a file with dense layers, or give --units");
        };
    }

    private void introduce(Examples examples, NumberRecipe recipe) {
        var out = json ? screen.err() : screen.out();
        out.println(Failure.oneLine(String.format(
                Locale.ROOT,
                "Table     %s: %,d rows; %d columns to learn from, '%s' to tell",
                file.getFileName(),
                examples.rows(),
                examples.width(),
                examples.target())));
        out.println(recipe.words(examples));
        out.flush();
    }

    private FoldErrors judge(Examples examples, NumberRecipe recipe, Interruption interruption) {
        int count = folds.orElse(USUAL_FOLDS);
        FoldErrors errors = TableValidation.run(examples, recipe, count, validation -> validation
                .order(unshuffled ? TableValidation.Order.LISTED : TableValidation.Order.SHUFFLED)
                .seed(learning.seed())
                .each(fold -> tell(fold, count))
                .stopWhen(interruption::came));
        if (!errors.isComplete()) {
            screen.err()
                    .println("Stopped in fold " + (errors.folds().size() + 1) + " of " + count
                            + (errors.folds().isEmpty()
                                    ? "; none is over yet."
                                    : String.format(
                                            Locale.ROOT,
                                            ". Mean squared error so far: %.2f.",
                                            errors.meanSquaredError().mean())));
            return errors;
        }
        if (json) {
            screen.out().print(RegressionJson.of(examples, errors));
        } else {
            screen.out().println(errors.baseline());
            screen.out()
                    .println(String.format(
                            Locale.ROOT,
                            "Mean of %d folds and their sample deviation; to tell the mean each time has %.2f.",
                            count,
                            errors.ofTheMean().mean()));
        }
        return errors;
    }

    private void tell(FoldError fold, int count) {
        screen.err()
                .println(String.format(
                        Locale.ROOT,
                        "Fold %" + Integer.toString(count).length() + "d of %d  MSE %.2f  %d rows  %s",
                        fold.number(),
                        count,
                        fold.meanSquaredError(),
                        fold.judged(),
                        Durations.words(fold.duration())));
    }

    private void save(Examples examples, NumberRecipe recipe, Optional<FoldErrors> errors, Interruption interruption) {
        if (!(recipe instanceof DenseNetwork network) || output.isEmpty()) {
            return;
        }
        Optional<NetworkRegressor> taught = network.teach(examples, interruption::came);
        if (taught.isEmpty()) {
            screen.err().println("Stopped before the network was taught; nothing was written.");
            return;
        }
        try (NetworkRegressor regressor = taught.get()) {
            Map<String, String> about = new LinkedHashMap<>();
            about.put("Recipe", recipe.words(examples).replaceFirst("^\\S+\\s+", ""));
            about.put("Data", file.getFileName() + ", " + examples.rows() + " rows");
            errors.ifPresent(folded -> about.put(
                    "Cross-validation",
                    folded.meanSquaredError().words(2) + " mean squared error in " + folded.of() + " folds"));
            regressor.save(output.get(), about);
            (json ? screen.err() : screen.out()).println("Saved in " + output.get());
        }
    }

    private int predict(Table table, Path model) {
        try (NetworkRegressor regressor = NetworkRegressor.read(model)) {
            Examples rows = regressor.rows(table);
            float[] told = regressor.numbers(rows);
            if (json) {
                screen.out().print(RegressionJson.of(regressor.target(), told));
            } else {
                for (float number : told) {
                    screen.out().println(Float.toString(number));
                }
            }
            if (regressor.tells(table)) {
                screen.err()
                        .println(String.format(
                                Locale.ROOT,
                                "Mean squared error against '%s' of the table: %.2f",
                                regressor.target(),
                                regressor.meanSquaredError(rows)));
            }
        }
        return 0;
    }
}
