package dev.glimpse.cli;

import dev.glimpse.classifier.Auto;
import dev.glimpse.classifier.Classical;
import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.FineTune;
import dev.glimpse.classifier.Head;
import dev.glimpse.classifier.Neighbours;
import dev.glimpse.classifier.neighbour.Distance;
import dev.glimpse.image.feature.Features;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options of {@code glimpse train}: how the classifier comes to be. */
class RecipeOptions {

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            order = 1,
            description = {
                "auto tries several of the others and keeps the best; head, linear and knn go by what a pretrained network says "
                        + "of your pictures, fine-tune teaches its last layers too, from-scratch a small network. "
                        + "embedding+LEARNER and features+LEARNER have a classical learner learn from what the network says, or "
                        + "from features, which need no network: knn, logistic, linear-svm, svm, forest or boosting. "
                        + "Default: auto; with --model from-scratch."
            })
    private Optional<String> recipe = Optional.empty();

    @Option(
            names = "--backbone",
            paramLabel = "NAME",
            order = 2,
            description =
                    "The pretrained network; 'glimpse zoo list' names them. Default: one that is there, or mobilenet_v2, "
                            + "which is fetched (9 MB).")
    private Optional<String> backbone = Optional.empty();

    @Option(
            names = "--units",
            paramLabel = "N,...",
            order = 4,
            description = "head, fine-tune: units of its hidden layers, such as 100,50; 0 for none. Default: 100.")
    private Optional<String> units = Optional.empty();

    @Option(
            names = "--dropout",
            paramLabel = "SHARE",
            order = 5,
            description = "head, fine-tune: the part of the numbers left away while it learns. Default: 0.")
    private Optional<Double> dropout = Optional.empty();

    @Option(
            names = "--looks",
            paramLabel = "N",
            order = 6,
            description = "head: how many looks each picture has, with --augment. Default: 4.")
    private Optional<Integer> looks = Optional.empty();

    @Option(
            names = "--k",
            paramLabel = "N",
            order = 7,
            description =
                    "knn, ...+knn: how many of the nearest pictures decide. Default: what does best on validation.")
    private Optional<Integer> k = Optional.empty();

    @Option(
            names = "--distance",
            paramLabel = "NAME",
            order = 8,
            description = "knn: cosine or euclidean. Default: cosine.")
    private Optional<String> distance = Optional.empty();

    @Option(
            names = "--layers",
            paramLabel = "N|all|NAME",
            order = 9,
            description = "fine-tune: the last N layers learn, or all, or those from NAME on. Default: 20.")
    private Optional<String> layers = Optional.empty();

    @Option(
            names = "--rates",
            paramLabel = "HOW",
            order = 10,
            description = "fine-tune: uniform, or discriminative: the nearer to the pixels, the slower. "
                    + "Default: discriminative.")
    private Optional<String> rates = Optional.empty();

    @ArgGroup(
            validate = false,
            order = 1,
            heading =
                    "%nLearners, for embedding+LEARNER and features+LEARNER; without these options, what does best on "
                            + "validation%n")
    private LearnerOptions learners = new LearnerOptions();

    /** The recipe that was asked for by name, if one was. */
    Optional<RecipeName> named() {
        return recipe.map(RecipeName::typed);
    }

    /** The name of the recipe as it was typed, without capitals. */
    String word() {
        return recipe.orElseThrow().toLowerCase(Locale.ROOT);
    }

    /** The learner that the name of the recipe ends in. */
    String learner() {
        return word().substring(word().indexOf('+') + 1);
    }

    /** What is measured on pictures. */
    Features features() {
        return learners.features();
    }

    /** The learner that was asked for, on what makes vectors of pictures. */
    Classical learner(Classical.View view, LearningOptions learning) {
        return learners.recipe(view, learner(), k, learning.learningRate()).seed(learning.seed());
    }

    /** The backbone that was asked for, if one was. */
    Optional<String> backbone() {
        return backbone;
    }

    /** How long auto may take. */
    Duration budget() {
        return Auto.USUAL_BUDGET;
    }

    /** The rest of the options of a head. */
    Head apply(Head plain) {
        Head head = units.map(RecipeOptions::units).map(plain::hidden).orElse(plain);
        return dropout.map(head::dropout).orElse(head);
    }

    /** A head with as many looks of each picture as were asked for. */
    Head withLooks(Head plain) {
        return looks.flatMap(count -> plain.learning().augmentation().map(change -> plain.looks(count, change)))
                .orElse(plain);
    }

    /** The rest of the options of the nearest pictures. */
    Neighbours apply(Neighbours plain) {
        Neighbours neighbours = k.map(plain::k).orElse(plain);
        return distance.map(RecipeOptions::distance).map(neighbours::distance).orElse(neighbours);
    }

    private static Distance distance(String word) {
        return Distance.named(word)
                .orElseThrow(
                        () -> new ClassifierException("--distance is one of cosine, euclidean, got '" + word + "'"));
    }

    /** The rest of the options of tuning. */
    FineTune apply(FineTune plain) {
        FineTune tuned = layers.map(FineTune.Layers::parse).map(plain::layers).orElse(plain);
        return switch (rates()) {
            case UNIFORM -> tuned.rates(new FineTune.Rates.Uniform());
            case DISCRIMINATIVE -> tuned;
        };
    }

    /** The rates by name; what is not said is discriminative. */
    private enum RatesName {
        UNIFORM,
        DISCRIMINATIVE
    }

    private RatesName rates() {
        return rates.map(word -> Words.read(RatesName.class, "--rates", word)).orElse(RatesName.DISCRIMINATIVE);
    }

    /** Reads everything that can be read without data, so that a slip of the pen is told at once. */
    void check(LearningOptions learning) {
        var _ = budget();
        if (looks.isPresent() && !learning.augments()) {
            throw new ClassifierException("--looks goes with --augment, which says how pictures are changed: add it");
        }
        units.ifPresent(RecipeOptions::units);
        layers.ifPresent(FineTune.Layers::parse);
        var _ = rates();
        distance.ifPresent(RecipeOptions::distance);
        learners.check();
        if (named().filter(RecipeName::hasLearner).isPresent()) {
            var _ = LearnerOptions.learner(learner());
            LearnerOptions.checkBoosting(learning.learningRate());
        }
        k.filter(count -> count < 1).ifPresent(count -> {
            throw new ClassifierException("--k is at least 1, got " + count);
        });
    }

    private static int[] units(String text) {
        if (text.strip().equals("0")) {
            return new int[0];
        }
        try {
            int[] units = Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .mapToInt(Integer::parseInt)
                    .toArray();
            if (Arrays.stream(units).allMatch(count -> count > 0)) {
                return units;
            }
        } catch (NumberFormatException _) {
            // Told below, as a number that is too small is.
        }
        throw new ClassifierException("--units is the number of units of each hidden layer, such as 100 or 100,50, or 0"
                + " for no hidden layer, got '" + text + "'");
    }
}
