package dev.glimpse.nn.model;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.nn.loss.Loss;
import dev.glimpse.nn.metric.Metric;
import dev.glimpse.nn.metric.Metrics;
import dev.glimpse.nn.optimizer.FlatParameters;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.train.Compilation;
import dev.glimpse.nn.train.Outcome;
import dev.glimpse.tensor.Gradients;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.TensorScope;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.NdArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The first small steps of a training, taken before hours are spent on it: can a few samples be learnt by heart?
 *
 * <p>A network that cannot learn ten samples to 100 % has a wrong learning rate, inputs that are not scaled, or a part that
 * no gradient reaches, and more data would not help. After A. Karpathy, <a
 * href="https://karpathy.github.io/2019/04/25/recipe/">A Recipe for Training Neural Networks</a>, 2019.
 *
 * @param unreached the weights, by path, whose gradient was zero in every step
 * @param firstLoss the loss before the first step
 * @param ignorantLoss the loss of a network that finds all classes equally likely: ln(classes)
 * @param lastLoss the loss of the last step
 * @param steps how many steps were taken
 * @param accuracy the share of the samples that were right at the end, with dropout or without, whichever is better
 * @param problems what is wrong, a sentence each; nothing if all is well
 * @param remarks what is odd and may be right, a sentence each
 */
public record BabySteps(
        List<String> unreached,
        double firstLoss,
        double ignorantLoss,
        double lastLoss,
        int steps,
        double accuracy,
        List<String> problems,
        List<String> remarks) {

    private static final int MOST_STEPS = 500;
    private static final Duration MOST_TIME = Duration.ofSeconds(30);
    private static final int NAMED = 8;

    /** A loss that grows so many times on the way was not on its way down. */
    private static final double JUMP = 10;

    public BabySteps {
        unreached = List.copyOf(unreached);
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    /** Whether the samples were learnt and nothing is wrong. */
    public boolean passed() {
        return problems.isEmpty();
    }

    /**
     * Takes the steps, with a new model of this architecture that is forgotten afterwards.
     *
     * @param samples about ten of them, of as many classes as possible, with one-hot targets of shape [count, classes]
     * @param seed what first weights and dropout are drawn from
     * @throws NnException if the samples do not fit the architecture
     */
    public static BabySteps take(Architecture architecture, Optimizer optimizer, Loss loss, Batch samples, long seed) {
        try (Model model = Model.build(architecture, build -> build.seed(seed))) {
            return take(model, optimizer, loss, samples, seed);
        }
    }

    /**
     * Takes the steps with a model from the weights on that it has; they change.
     *
     * @param samples about ten of them, of as many classes as possible, with one-hot targets of shape [count, classes]
     * @param seed what dropout is drawn from
     * @throws NnException if the samples do not fit the model
     */
    public static BabySteps take(Model model, Optimizer optimizer, Loss loss, Batch samples, long seed) {
        int classes = model.architecture().outputShapes().getFirst().size(0);
        double ignorant = Math.log(classes);
        if (model.architecture().placedWeights().stream().noneMatch(PlacedWeight::learns)) {
            return new BabySteps(
                    List.of(),
                    Double.NaN,
                    ignorant,
                    Double.NaN,
                    0,
                    0,
                    List.of(
                            "the network has no weight that learns: its layers are all frozen, or have none; make one of"
                                    + " them trainable"),
                    List.of());
        }
        Metric metric = Metrics.accuracy();
        var compilation = new Compilation(optimizer, List.of(new Compilation.Judged(loss, 1, List.of(metric))));
        try (ModelLearner learner = new ModelLearner(model, compilation)) {
            return new Walk(model, learner, optimizer, samples, Seed.of(seed)).go(ignorant);
        }
    }

    /** One set of steps under way. */
    private static final class Walk {

        private final Model model;
        private final ModelLearner learner;
        private final Optimizer optimizer;
        private final Batch samples;
        private final Seed seed;
        private final Set<String> unreached = new LinkedHashSet<>();
        private final Map<String, NdArray.Floats> before;
        private double firstLoss;
        private double highestLoss;
        private double lastLoss;
        private double accuracy;
        private int steps;

        Walk(Model model, ModelLearner learner, Optimizer optimizer, Batch samples, Seed seed) {
            this.model = model;
            this.learner = learner;
            this.optimizer = optimizer;
            this.samples = samples;
            this.seed = seed;
            this.before = model.weights();
            model.variables().learning().slices().forEach(slice -> unreached.add(slice.name()));
        }

        BabySteps go(double ignorant) {
            long end = System.nanoTime() + MOST_TIME.toNanos();
            int rightInARow = 0;
            while (steps < MOST_STEPS && rightInARow < 2 && System.nanoTime() < end) {
                Outcome outcome = learner.learn(samples, seed.derive(steps));
                steps++;
                lastLoss = outcome.losses().getFirst();
                if (steps == 1) {
                    firstLoss = lastLoss;
                }
                highestLoss = Math.max(highestLoss, lastLoss);
                lookForGradients();
                if (!Double.isFinite(outcome.loss())) {
                    break;
                }
                accuracy = share(outcome);
                // Dropout is no reason to fail; and batch normalization needs many steps before it predicts well.
                if (accuracy < 1 && steps % 5 == 0) {
                    accuracy = Math.max(accuracy, share(learner.judge(samples)));
                }
                rightInARow = accuracy == 1 ? rightInARow + 1 : 0;
            }
            boolean learnt = rightInARow >= 2;
            return new BabySteps(
                    List.copyOf(unreached),
                    firstLoss,
                    ignorant,
                    lastLoss,
                    steps,
                    accuracy,
                    problems(learnt, JUMP * Math.max(firstLoss, ignorant)),
                    remarks(ignorant));
        }

        private void lookForGradients() {
            if (unreached.isEmpty()) {
                return;
            }
            try (var _ = TensorScope.open();
                    var _ = Gradients.disabled()) {
                FlatParameters parameters = model.variables().learning();
                for (FlatParameters.Slice slice : parameters.slices()) {
                    if (unreached.contains(slice.name()) && slice.count() > 0) {
                        Tensor gradient = parameters.gradients().narrow(0, slice.offset(), slice.count());
                        // A gradient that is not a number has at least arrived.
                        if (gradient.abs().sum().item() != 0) {
                            unreached.remove(slice.name());
                        }
                    }
                }
            }
        }

        private double share(Outcome outcome) {
            float[] made = outcome.predictions().getFirst().values();
            float[] wanted =
                    switch (samples.targets().getFirst()) {
                        case NdArray.Floats floats -> floats.values();
                        case NdArray.Bytes _ -> throw new IllegalArgumentException("targets are floats");
                    };
            int classes = made.length / samples.size();
            int right = 0;
            for (int i = 0; i < samples.size(); i++) {
                if (largest(made, i * classes, classes) == largest(wanted, i * classes, classes)) {
                    right++;
                }
            }
            return (double) right / samples.size();
        }

        private static int largest(float[] values, int start, int count) {
            int best = 0;
            for (int i = 1; i < count; i++) {
                if (values[start + i] > values[start + best]) {
                    best = i;
                }
            }
            return best;
        }

        private List<String> problems(boolean learnt, double tooHigh) {
            List<String> problems = new ArrayList<>();
            if (!unreached.isEmpty()) {
                List<String> named = unreached.stream().limit(NAMED).toList();
                problems.add("no gradient reaches " + String.join(", ", named)
                        + (unreached.size() > NAMED ? " and " + (unreached.size() - NAMED) + " more" : "")
                        + ": nothing there can be learnt; look at what comes behind (an activation that is always 0, a"
                        + " factor of 0)");
            }
            if (!learnt) {
                problems.add(words(highestLoss > tooHigh));
            } else if (highestLoss > tooHigh) {
                problems.add(String.format(
                        Locale.ROOT,
                        "the learning rate %s is too high: the loss went from %.3f up to %.3f before it fell; try a tenth of"
                                + " it",
                        optimizer.learningRate().at(0),
                        firstLoss,
                        highestLoss));
            }
            return problems;
        }

        private String words(boolean jumped) {
            String rate = Double.toString(optimizer.learningRate().at(0));
            String failed = samples.size() + " pictures could not be learnt to 100 % in " + steps + " steps ("
                    + percent(accuracy) + "): ";
            if (!Double.isFinite(lastLoss)) {
                return failed + "the loss became " + lastLoss + "; the learning rate " + rate
                        + " is too high, or the inputs are not scaled";
            }
            String losses = String.format(Locale.ROOT, "the loss went from %.3f to %.3f", firstLoss, lastLoss);
            double moved = moved();
            if (moved < 1e-2 && lastLoss > 0.5 * firstLoss) {
                return failed + "the learning rate " + rate + " is too low, for the weights hardly move; " + losses
                        + "; try one that is ten times as large";
            }
            if (jumped || moved > 1 || lastLoss > 0.9 * firstLoss) {
                return failed + "the learning rate " + rate + " is too high, for " + losses
                        + " while the weights went far; try a tenth of it";
            }
            return failed + losses
                    + "; the network may be too small, its last layer may not fit the loss, the same picture may stand"
                    + " under two labels, or the learning rate " + rate + " may be too low";
        }

        /** How far the weights went, as a share of how large they were. */
        private double moved() {
            Map<String, NdArray.Floats> after = model.weights();
            double distance = 0;
            double size = 0;
            for (FlatParameters.Slice slice : model.variables().learning().slices()) {
                float[] from = values(before, slice.name());
                float[] to = values(after, slice.name());
                for (int i = 0; i < from.length; i++) {
                    distance += Math.pow(to[i] - from[i], 2);
                    size += Math.pow(from[i], 2);
                }
            }
            return Math.sqrt(distance / Math.max(size, 1e-12));
        }

        private static float[] values(Map<String, NdArray.Floats> weights, String path) {
            NdArray.Floats found = weights.get(path);
            return found == null ? new float[0] : found.values();
        }

        private List<String> remarks(double ignorant) {
            if (firstLoss > 2 * ignorant) {
                return List.of(String.format(
                        Locale.ROOT,
                        "the first loss is %.3f, though a network that knows nothing yet has about %.3f: the inputs may"
                                + " not be scaled, or the first weights may be too large",
                        firstLoss,
                        ignorant));
            }
            return List.of();
        }

        private static String percent(double share) {
            return Math.round(100 * share) + " %";
        }
    }
}
