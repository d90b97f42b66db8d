package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.Learning;
import dev.glimpse.image.Augmentation;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.nn.optimizer.Schedules;
import dev.glimpse.nn.train.EarlyStopping;
import dev.glimpse.nn.train.ReduceOnPlateau;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of {@code glimpse train}: how it learns. */
final class LearningOptions {

    private static final String STOPPING_PATIENCE = "5";
    private static final String PLATEAU_PATIENCE = "3";

    /** The optimizers by name. */
    enum OptimizerName {
        SGD,
        RMSPROP,
        ADAM,
        ADAMW,
        ADAGRAD
    }

    @Option(
            names = "--epochs",
            paramLabel = "N",
            order = 1,
            description = "How often all pictures are learnt. Default: 10; head at most 50.")
    private Optional<Integer> epochs = Optional.empty();

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            order = 2,
            description = "How many pictures are learnt together. Default: 32; head 16.")
    private Optional<Integer> batchSize = Optional.empty();

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            order = 3,
            description = "sgd, rmsprop, adam, adamw or adagrad, with Keras's settings. Default: adam.")
    private Optional<String> optimizer = Optional.empty();

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            order = 4,
            description = "How large the steps are. Default: 0.001, with sgd 0.01; fine-tune 0.0001; ...+boosting 0.1.")
    private Optional<Double> learningRate = Optional.empty();

    @Option(
            names = "--momentum",
            paramLabel = "SHARE",
            order = 5,
            description = "How much of the last step is taken again, with sgd alone; 0.9 is common. Default: 0.")
    private Optional<Double> momentum = Optional.empty();

    @Option(
            names = "--schedule",
            paramLabel = "SCHEDULE",
            order = 6,
            description = {
                "How the learning rate changes from step to step: constant, exponential, cosine, piecewise or one-cycle. "
                        + "With options: exponential:rate=0.9,steps=1000, cosine:warmup=100,alpha=0.01, "
                        + "piecewise:1000=0.001,2000=0.0001, one-cycle:climb=0.3. Without a number of steps it lasts as "
                        + "long as the training. Default: constant; fine-tune one-cycle."
            })
    private Optional<String> schedule = Optional.empty();

    @Option(
            names = "--reduce-on-plateau",
            paramLabel = "PATIENCE",
            arity = "0..1",
            fallbackValue = PLATEAU_PATIENCE,
            order = 7,
            description = "Take a tenth of the learning rate after so many epochs that are no better; "
                    + PLATEAU_PATIENCE + " without a number. Default: off.")
    private Optional<Integer> reduceOnPlateau = Optional.empty();

    @Option(
            names = "--early-stopping",
            paramLabel = "PATIENCE",
            arity = "0..1",
            fallbackValue = STOPPING_PATIENCE,
            order = 8,
            description = "Stop after so many epochs that are no better; " + STOPPING_PATIENCE
                    + " without a number. The best epoch is what is kept, with or without. Default: off; head 5.")
    private Optional<Integer> earlyStopping = Optional.empty();

    @Option(
            names = "--label-smoothing",
            paramLabel = "SHARE",
            order = 9,
            description = "How much of each label is spread over all, against too much certainty. Default: 0.")
    private Optional<Double> labelSmoothing = Optional.empty();

    @Option(
            names = "--clip-norm",
            paramLabel = "NORM",
            order = 10,
            description = "The largest norm of a weight's gradient. Default: none.")
    private Optional<Double> clipNorm = Optional.empty();

    @Option(
            names = "--class-weights",
            paramLabel = "HOW",
            order = 11,
            description = "even: each picture counts the same; balanced: each class does. Default: even.")
    private Optional<String> classWeights = Optional.empty();

    @Option(
            names = "--augment",
            paramLabel = "SPEC",
            order = 12,
            description = "Change pictures at random while they are learnt, such as "
                    + "flip,rotate=10,zoom=0.1,shift=0.1,brightness=0.2,contrast=0.2. Default: none.")
    private Optional<String> augment = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            order = 13,
            description = "What all chance is drawn from: equal seeds give equal trainings. Default: 0.")
    private long seed;

    /** What all chance is drawn from. */
    long seed() {
        return seed;
    }

    /** How large the steps are, if it was said. */
    Optional<Double> learningRate() {
        return learningRate;
    }

    /** Whether pictures are changed while they are learnt. */
    boolean augments() {
        return augment.isPresent();
    }

    /** Whether it was said that the learning rate does not change. */
    boolean isConstant() {
        return schedule.map(ScheduleText::parse)
                .filter(text -> text.kind() == ScheduleText.Kind.CONSTANT)
                .isPresent();
    }

    /** Whether every picture counts the same, or every class, if that was said. */
    Optional<Learning.ClassWeights> classWeights() {
        return classWeights.map(word -> Words.read(Learning.ClassWeights.class, "--class-weights", word));
    }

    /** Reads everything that can be read without data, so that a slip of the pen is told at once. */
    void check() {
        var _ = scheduled(constantOptimizer(), 1000);
        var _ = augmentation();
        var _ = classWeights();
        epochs.filter(count -> count < 1).ifPresent(count -> {
            throw new ClassifierException("--epochs is at least 1, got " + count);
        });
        batchSize.filter(count -> count < 1).ifPresent(count -> {
            throw new ClassifierException("--batch-size is at least 1, got " + count);
        });
    }

    /**
     * How to teach with these options.
     *
     * @param usual how it is taught where nothing was said
     * @param pictures how many there are to learn from
     * @param watched what early stopping watches
     */
    Learning learning(Learning usual, int pictures, String watched) {
        Learning told = epochs.map(usual::epochs).orElse(usual);
        told = batchSize.map(told::batchSize).orElse(told);
        if (optimizer.isPresent()
                || learningRate.isPresent()
                || momentum.isPresent()
                || clipNorm.isPresent()
                || schedule.isPresent()) {
            Optimizer chosen = optimizer.isPresent() ? constantOptimizer() : adapted(usual.optimizer());
            told = told.optimizer(scheduled(chosen, (long) told.epochs() * Math.ceilDiv(pictures, told.batchSize())));
        }
        told = labelSmoothing.map(told::labelSmoothing).orElse(told);
        told = classWeights().map(told::classWeights).orElse(told);
        told = augmentation().map(told::augmentation).orElse(told);
        told = earlyStopping
                .map(patience -> EarlyStopping.on(watched).patience(patience))
                .map(told::earlyStopping)
                .orElse(told);
        told = reduceOnPlateau
                .map(patience -> ReduceOnPlateau.on(watched).patience(patience))
                .map(told::reduceOnPlateau)
                .orElse(told);
        return told.seed(seed);
    }

    /** The optimizer without its schedule, at the rate that was asked for. */
    Optimizer constantOptimizer() {
        OptimizerName name = optimizer
                .map(word -> Words.read(OptimizerName.class, "--optimizer", word))
                .orElse(OptimizerName.ADAM);
        if (momentum.isPresent() && name != OptimizerName.SGD) {
            throw new ClassifierException("--momentum goes with --optimizer sgd, got " + Words.of(name)
                    + ", which has its own: leave it away");
        }
        Optimizer plain =
                switch (name) {
                    case SGD -> Optimizers.sgd().momentum(momentum.orElse(0.0));
                    case RMSPROP -> Optimizers.rmsprop();
                    case ADAM -> Optimizers.adam();
                    case ADAMW -> Optimizers.adamW();
                    case ADAGRAD -> Optimizers.adagrad();
                };
        return adapted(plain);
    }

    /** An optimizer with the norm and the rate that were asked for. */
    private Optimizer adapted(Optimizer plain) {
        Optimizer clipped = clipNorm.map(plain::clipNorm).orElse(plain);
        return learningRate.map(clipped::learningRate).orElse(clipped);
    }

    /** An optimizer with the schedule that was asked for. */
    private Optimizer scheduled(Optimizer constant, long steps) {
        if (schedule.isEmpty()) {
            return constant;
        }
        ScheduleText text = ScheduleText.parse(schedule.get());
        double rate = constant.learningRate().at(0);
        return constant.learningRate(
                text.kind() == ScheduleText.Kind.CONSTANT ? Schedules.constant(rate) : text.over(rate, steps));
    }

    private Optional<Augmentation> augmentation() {
        return augment.map(Augmentation::parse);
    }
}
