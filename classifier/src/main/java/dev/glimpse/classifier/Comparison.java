package dev.glimpse.classifier;

import dev.glimpse.classifier.evaluation.Evaluation;
import dev.glimpse.classifier.evaluation.Report;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Recipes that are taught one after the other and compared by the same validation pictures, and by nothing else.
 *
 * <p>The pictures of a backbone's vectors are looked at once for all of them, also where some learn from a part. The test split
 * is looked at in {@link #finish} alone.
 */
public final class Comparison {

    private final Dataset dataset;
    private final Training training;
    private long lookedUntil;

    private Comparison(Dataset dataset, Training training) {
        this.dataset = dataset;
        this.training = training;
    }

    /**
     * A comparison on a dataset.
     *
     * @param dataset with splits
     * @param options who is told, when to stop, and where vectors are kept; an output is not among them
     * @throws ClassifierException if there are no validation pictures
     */
    public static Comparison of(Dataset dataset, Consumer<Training> options) {
        if (dataset.size(Split.VALIDATION) == 0) {
            throw new ClassifierException("there are no validation pictures to choose by: add pictures (5 of a class"
                    + " are the least of which some are kept for it), or ask for a larger share of them");
        }
        Training training = new Training().partsOf(dataset);
        Comparison comparison = new Comparison(dataset, training);
        training.watch(comparison::see);
        options.accept(training);
        EnoughPictures.remarks(dataset).forEach(text -> training.tell(new TeachingEvent.Remark(text)));
        return comparison;
    }

    /** How a recipe did. */
    public sealed interface Result {

        /**
         * It was taught and judged, and its model is saved.
         *
         * @param accuracy the share of the validation pictures that it has right, 0 to 1
         * @param logLoss on validation, in nats, with the temperature that was chosen there as well
         * @param of how many validation pictures there are
         * @param duration how long it took to teach, judge and save it, looking at pictures for vectors apart
         */
        record Judged(double accuracy, double logLoss, long of, Duration duration) implements Result {}

        /** It was given up, and nothing is left of it. */
        record GivenUp() implements Result {}
    }

    /** Tells those who watch. */
    public void tell(TeachingEvent event) {
        training.tell(event);
    }

    /** Whether all of it was asked to stop. */
    public boolean isStopped() {
        return training.stopWhen().getAsBoolean();
    }

    private void see(TeachingEvent event) {
        if (event instanceof TeachingEvent.Embedding) {
            lookedUntil = System.nanoTime();
        }
    }

    /**
     * Teaches a recipe and judges it on validation.
     *
     * @param part the pictures of the dataset, all of them or fewer to learn from
     * @param givenUp asked after each batch whether to give up
     * @param model where its model goes; what is there is replaced
     * @throws ClassifierException if the recipe does not fit the pictures, or diverges
     */
    public Result teach(Recipe recipe, Dataset part, BooleanSupplier givenUp, Path model) {
        lookedUntil = System.nanoTime();
        Training attempt = training.attempt(() -> false, givenUp);
        return switch (Training.teacher(recipe).teach(part, attempt)) {
            case Taught.Finished taught -> judged(Confidence.of(part, taught, training), part, model);
            case Taught.Interrupted _ -> new Result.GivenUp();
        };
    }

    private Result.Judged judged(Taught.Finished taught, Dataset part, Path model) {
        Optional<AnswerSource> known = taught.vectors().map(AnswerSource.Remembering::new);
        try (Classifier classifier = Classifier.of(taught.model(), taught.facts())) {
            Evaluation evaluation = classifier
                    .evaluate(part, "the classifier", judging -> {
                        judging.part(Judging.Part.VALIDATION);
                        known.ifPresent(judging::from);
                    })
                    .evaluation();
            if (!Double.isFinite(evaluation.logLoss())) {
                throw new ClassifierException("what it says of validation pictures is not always a number: its training"
                        + " diverged; smaller steps help");
            }
            classifier.save(model);
            return new Result.Judged(
                    evaluation.accuracy().value(),
                    evaluation.logLoss(),
                    evaluation.accuracy().of(),
                    Duration.ofNanos(System.nanoTime() - lookedUntil));
        }
    }

    /**
     * Judges the one that was chosen by the test split, and saves it with what is then known about it.
     *
     * @param model a model that {@link #teach} saved
     * @param output where it goes
     * @param about further facts about it
     * @return how good it is, if there are test pictures
     */
    public Optional<Report> finish(Path model, Path output, Map<String, String> about) {
        try (Classifier classifier = Classifier.load(model)) {
            Optional<Report> report = Optional.empty();
            ModelFacts facts = classifier.facts();
            for (Map.Entry<String, String> fact : about.entrySet()) {
                facts = facts.withAbout(fact.getKey(), fact.getValue());
            }
            if (dataset.size(Split.TEST) > 0) {
                Report told = classifier.evaluate(
                        dataset, output.getFileName().toString(), judging -> judging.part(Judging.Part.TEST)
                                .strictness(training.strictness())
                                .unreadable(training.unreadable()));
                facts = Training.judged(facts, told);
                report = Optional.of(told);
            }
            classifier.with(facts).save(output);
            return report;
        }
    }
}
