package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.FromModel;
import dev.glimpse.classifier.NetworkRecipe;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.classifier.Rehearsal;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult;
import dev.glimpse.classifier.evaluation.FoldScores;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.Folds;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.data.split.Splits;
import dev.glimpse.nn.model.BabySteps;
import dev.glimpse.zoo.pixel.PixelMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code glimpse train}: pictures in, a classifier out. */
@Command(
        name = "train",
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        description = {
            "Teach a classifier to tell your pictures apart, and say how good it is on pictures that it never saw:",
            "",
            "  glimpse train photos/ -o mine.keras",
            "",
            "It tries several recipes for two minutes, and keeps the best. Options are for those who want it otherwise."
        },
        footer = {
            "",
            "For example:",
            "  glimpse train photos --budget 10m -o birds.keras",
            "  glimpse train photos --recipe head --augment flip,rotate=10",
            "  glimpse train photos --recipe fine-tune --backbone mobilenet_v2_0.35 --layers 30",
            "  glimpse train photos --recipe features+svm --features hog,color-histogram",
            "  glimpse train digits --model mnist-cnn --optimizer rmsprop --epochs 5",
            "  glimpse train more-photos --from birds.keras -o more-birds.keras",
            "  glimpse train photos --recipe linear --folds 10"
        })
final class TrainCommand implements Callable<Integer> {

    private static final int NAMED = 5;

    private final Screen screen;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DATA",
            description = "A folder of class folders, a zip of one, a CSV manifest, or a folder of MNIST's IDX files.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private Path data;

    @ArgGroup(validate = false, order = 1, heading = "%nFiles%n")
    private RunOptions files = new RunOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nRecipe%n")
    private TimedRecipeOptions recipes = new TimedRecipeOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nPictures%n")
    private PictureOptions pictures = new PictureOptions();

    @ArgGroup(
            validate = false,
            order = 4,
            heading = "%nLearning, for recipes with epochs: head, fine-tune, from-scratch%n")
    private LearningOptions learning = new LearningOptions();

    @ArgGroup(validate = false, order = 5, heading = "%nGoing on from a model%n")
    private FromOptions from = new FromOptions();

    @ArgGroup(validate = false, order = 6, heading = "%nJudging a recipe by cross-validation%n")
    private CrossValidationOptions folds = new CrossValidationOptions();

    private int unreadable;

    TrainCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        RecipeRequest request = new RecipeRequest(spec.commandLine().getParseResult(), recipes, pictures, learning);
        RecipeName name = recipe(request);
        request.check(name);
        files.check();
        folds.check(spec.commandLine().getParseResult(), files);
        if (!files.isCheck()) {
            if (makesModel()) {
                Training.requireOutput(files::apply);
            }
            files.events().ifPresent(TrainCommand::requireFolder);
        }
        Optional<FromModel> model = from.from().map(this::from);
        try (Dataset opened = open()) {
            opened.unreadable().forEach(this::tell);
            unreadable = opened.unreadableCount();
            Dataset dataset =
                    pictures.prepare(opened, model.map(FromModel::splits).orElseGet(Splits::none));
            dataset.remarks().forEach(screen.err()::println);
            RecipeMaker maker = request.maker(screen);
            Function<Dataset, Recipe> recipe = taught -> model.<Recipe>map(known -> maker.network(known, taught))
                    .orElseGet(() -> maker.recipe(name, taught));
            if (folds.folds().isPresent()) {
                return validate(dataset, folds.folds().get(), recipe);
            }
            return files.isCheck() && recipe.apply(dataset) instanceof NetworkRecipe<?> network
                    ? check(dataset, network)
                    : train(dataset, recipe.apply(dataset), Optional.empty());
        }
    }

    /** Whether a model comes out in the end. */
    private boolean makesModel() {
        return folds.folds().isEmpty() || files.namesOutput();
    }

    /** Goes through the folds, and teaches a model on all pictures where one is wanted. */
    private int validate(Dataset dataset, int count, Function<Dataset, Recipe> recipe) {
        Folds parts = dataset.folds(count, options -> pictures.validation()
                .map(options::validation)
                .orElse(options)
                .seed(learning.seed()));
        CrossValidationRun run = new CrossValidationRun(screen, folds);
        Optional<FoldScores> scores = run.of(parts, recipe.apply(parts.dataset(0)), files.events(), training -> {
            files.applyToFold(training);
            how(training);
        });
        if (!makesModel() || scores.isEmpty()) {
            return run.exitCode();
        }
        screen.out().println("\nNow a model, as without --folds");
        return train(dataset, recipe.apply(dataset), scores);
    }

    /** The recipe that was asked for, or that follows from what was. */
    private RecipeName recipe(RecipeRequest request) {
        if (from.from().isPresent()) {
            recipes.named().ifPresent(other -> {
                throw new ClassifierException("--from goes on from a model however it came to be: leave "
                        + other.typed() + " away, or --from");
            });
            return RecipeName.FROM_MODEL;
        }
        if (from.areLost()) {
            throw new ClassifierException(
                    "--labels, --preprocessing, --logits and --keep-optimizer are about a model to go on from:"
                            + " name it with --from, or leave them away");
        }
        return request.name();
    }

    /** The model to go on from. */
    private FromModel from(Path file) {
        FromModel model = from.with(FromModel.of(file, open -> {
            pictures.describe(open);
            from.apply(open);
        }));
        if (model.isForeign()) {
            from.tell(screen, file, model.preprocessing(), PixelMode.NONE, "those of " + data + " in their order");
        }
        model.remarks().stream().map(Failure::oneLine).forEach(screen.err()::println);
        return model;
    }

    private static void requireFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
            throw new ClassifierException(
                    "events cannot be written to " + file + ": name a file in a folder that exists");
        }
    }

    private Dataset open() {
        try (ProgressLine progress =
                new ProgressLine(screen, "Reading files", ProgressLine.Unit.PIECES, ProgressLine.AtEnd.ERASED)) {
            return Dataset.open(data, open -> open.strictness(pictures.strictness())
                    .progress((done, all) -> progress.at(done, OptionalLong.of(all))));
        }
    }

    private int train(Dataset dataset, Recipe recipe, Optional<FoldScores> validated) {
        TrainingRun run = new TrainingRun(screen, files.output(), again());
        EventsFile.Mode mode =
                files.resumes() || validated.isPresent() ? EventsFile.Mode.APPENDED : EventsFile.Mode.NEW;
        TrainingResult result = run.of(dataset, recipe, files.events(), mode, training -> {
            files.apply(training);
            how(training);
            validated.ifPresent(scores -> training.fact("Cross-validation", scores.words()));
        });
        if (unreadable > 0) {
            screen.err()
                    .println(unreadable + (unreadable == 1 ? " file was" : " files were")
                            + " left out; "
                            + ShellWords.of(List.of(ShellWords.program(), "data", "info", data.toString()))
                            + " says why.");
        }
        if (result instanceof TrainingResult.Trained trained) {
            run.print(trained);
            next(dataset);
        }
        return run.exitCode();
    }

    /** What goes for a training and for each round of a cross-validation. */
    private void how(Training training) {
        pictures.caching().ifPresent(training::caching);
        training.unreadable(broken -> {
            tell(broken);
            unreadable++;
        });
        switch (pictures.strictness()) {
            case REFUSE -> training.strict();
            case SKIP -> {}
        }
    }

    /** Names the first few files that are left out. */
    private void tell(Unreadable broken) {
        if (unreadable < NAMED) {
            screen.err().println("Left out: " + broken.name() + ": " + broken.reason());
        }
    }

    /** The command that goes on with this training. */
    private String again() {
        List<String> words = new ArrayList<>(List.of(ShellWords.program()));
        words.addAll(CrossValidationOptions.without(
                spec.commandLine().getParent().getParseResult().originalArgs()));
        if (!files.resumes()) {
            words.add("--resume");
        }
        return ShellWords.of(words);
    }

    private void next(Dataset dataset) {
        String model = files.output().toString();
        Optional<String> picture = dataset.isDecoded() || !Files.isDirectory(dataset.location())
                ? Optional.empty()
                : dataset.items(Split.TEST)
                        .findFirst()
                        .map(item -> dataset.location().resolve(item.name()).toString());
        screen.out().println("\nWhat next");
        picture.ifPresent(path ->
                screen.out().println("  " + ShellWords.of(List.of(ShellWords.program(), "predict", model, path))));
        screen.out()
                .println("  "
                        + ShellWords.of(List.of(
                                ShellWords.program(), "evaluate", model, data.toString(), "--html", "report.html")));
        screen.out().println("  " + ShellWords.of(List.of(ShellWords.program(), "summary", model)));
    }

    private int check(Dataset dataset, NetworkRecipe<?> recipe) {
        BabySteps steps = Rehearsal.of(dataset, recipe.optimizer(learning.constantOptimizer()));
        if (!steps.passed()) {
            steps.remarks().forEach(screen.err()::println);
            throw new ClassifierException(String.join("; and ", steps.problems()));
        }
        screen.out()
                .println(String.format(
                        Locale.ROOT,
                        "10 pictures were learnt to 100 %% in %d steps; a gradient reaches every weight that learns.%n"
                                + "The first loss was %.3f; a network that knows nothing has about %.3f.",
                        steps.steps(),
                        steps.firstLoss(),
                        steps.ignorantLoss()));
        steps.remarks().forEach(screen.out()::println);
        return 0;
    }
}
