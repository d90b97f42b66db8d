package dev.glimpse.classifier;

import dev.glimpse.classifier.evaluation.Evaluation;
import dev.glimpse.data.Dataset;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;

/**
 * What came of one recipe.
 *
 * @param name the recipe, with what sets it apart
 * @param taught what it made
 * @param accuracy on validation, 0 to 1
 * @param logLoss on validation, in nats
 * @param of how many validation pictures there were
 * @param duration how long it took, judging it included
 */
record Tried(String name, Taught.Finished taught, double accuracy, double logLoss, long of, Duration duration) {

    /** The better one comes last: more pictures right, and among equals a smaller log loss. */
    static final Comparator<Tried> BY_VALIDATION = Comparator.comparingDouble(Tried::accuracy)
            .thenComparing(Comparator.comparingDouble(Tried::logLoss).reversed());

    /** What was taught, judged by the validation pictures of a dataset. */
    static Tried of(String name, Taught.Finished taught, Dataset dataset, Duration taughtIn) {
        long begun = System.nanoTime();
        try (Classifier classifier = Classifier.of(taught.model(), taught.facts())) {
            Evaluation evaluation = classifier
                    .evaluate(dataset, name, judging -> {
                        judging.part(Judging.Part.VALIDATION);
                        taught.vectors().map(AnswerSource.Remembering::new).ifPresent(judging::from);
                    })
                    .evaluation();
            return new Tried(
                    name,
                    taught,
                    evaluation.accuracy().value(),
                    evaluation.logLoss(),
                    evaluation.accuracy().of(),
                    taughtIn.plusNanos(System.nanoTime() - begun));
        }
    }

    /** How good it is, in words. */
    String words() {
        return String.format(Locale.ROOT, "%s %.1f %% (log loss %.4f)", name, 100 * accuracy, logLoss);
    }
}
