package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.NnException;
import dev.glimpse.nn.train.EarlyStopping;
import dev.glimpse.nn.train.ReduceOnPlateau;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/** Recipes that are tried one after the other, and judged by the same validation pictures. */
final class Tries {

    /** Further epochs find nothing better: early stopping ends long before. */
    private static final int EPOCHS = 300;

    private static final int PATIENCE = 10;

    /** A network that had less time than this says nothing about what it could do. */
    private static final double WORTH_TEACHING = 0.5;

    private final Dataset dataset;
    private final Training training;
    private final TimeBudget time;
    private final long seed;
    private final List<Tried> done = new ArrayList<>();

    /**
     * No tries as yet.
     *
     * @param dataset by whose validation pictures all are judged
     */
    Tries(Dataset dataset, Training training, TimeBudget time, long seed) {
        this.dataset = dataset;
        this.training = training;
        this.time = time;
        this.seed = seed;
    }

    TimeBudget time() {
        return time;
    }

    Training training() {
        return training;
    }

    /** Tries a recipe on the pictures that all are judged by. */
    void attempt(String name, Recipe recipe) {
        attempt(name, recipe, dataset, () -> 0, _ -> {});
    }

    /**
     * Tries a recipe, unless there is no time left, or it was asked to stop.
     *
     * @param name the recipe, with what sets it apart
     * @param learnt the pictures that it learns from
     * @param finishing how many seconds it takes to judge and finish it, as far as that is known
     * @param watch sees how it goes
     */
    private void attempt(
            String name, Recipe recipe, Dataset learnt, DoubleSupplier finishing, Consumer<Training> watch) {
        // Something has to come of it, even if it takes longer than it should.
        boolean last = recipe instanceof FromScratch && done.isEmpty();
        if (training.stopWhen().getAsBoolean() || (!last && time.left() <= finishing.getAsDouble())) {
            return;
        }
        training.tell(new TeachingEvent.TryBegan(name));
        long begun = System.nanoTime();
        // What is given up is lost, so it gets a little longer than what ends with the best so far.
        double grace = Math.max(0.2, 0.02 * time.seconds());
        Training attempt = training.attempt(
                () -> time.left() < finishing.getAsDouble(),
                () -> !last && time.left() < finishing.getAsDouble() - grace);
        watch.accept(attempt);
        try {
            switch (Training.teacher(recipe).teach(learnt, attempt)) {
                case Taught.Finished taught ->
                    keep(Tried.of(name, taught, dataset, Duration.ofNanos(System.nanoTime() - begun)));
                case Taught.Interrupted _ -> {
                    if (!training.stopWhen().getAsBoolean()) {
                        training.tell(new TeachingEvent.Remark(name + " was given up: there was no time left for it"));
                    }
                }
            }
        } catch (NnException | ClassifierException failed) {
            training.tell(new TeachingEvent.Remark(name + " failed: " + failed.getMessage()));
        }
    }

    private void keep(Tried tried) {
        done.add(tried);
        training.tell(new TeachingEvent.TryEnded(tried.name(), tried.accuracy(), tried.logLoss(), tried.duration()));
    }

    /** Tries a small network that knows nothing, for as long as there is time. */
    void fromScratch(Dataset all) {
        FromScratch plain = FromScratch.of(FromScratch.suitable(all))
                .epochs(EPOCHS)
                .earlyStopping(EarlyStopping.on("val_loss").patience(PATIENCE))
                .reduceOnPlateau(ReduceOnPlateau.on("val_loss").patience(PATIENCE / 3))
                .seed(seed);
        Pace pace = new Pace();
        int looks = 2 * dataset.size(Split.VALIDATION) + all.size(Split.TEST);
        if (time.left() > WORTH_TEACHING || done.isEmpty()) {
            attempt(
                    "from-scratch, " + word(plain),
                    plain,
                    all,
                    () -> looks * pace.secondsEach(),
                    attempt -> attempt.listener(
                            event -> pace.at(event, plain.learning().batchSize())));
        }
    }

    private static String word(FromScratch recipe) {
        return recipe.source() instanceof FromScratch.Source.Known known
                ? known.architecture().word()
                : "a network";
    }

    /**
     * The best of all, with what was tried in its facts.
     *
     * @throws ClassifierException if nothing could be tried
     */
    Taught.Finished best() {
        Tried best = done.stream()
                .max(Tried.BY_VALIDATION)
                .orElseThrow(() -> new ClassifierException(String.format(
                        Locale.ROOT,
                        "the budget of %.0f s was over before anything was taught: give a larger one",
                        time.seconds())));
        training.tell(new TeachingEvent.Chosen(best.name(), why(best)));
        return best.taught()
                .with(best.taught()
                        .facts()
                        .withAbout("Chosen by", "auto, " + why(best))
                        .withAbout("Tried", done.stream().map(Tried::words).collect(Collectors.joining("; "))));
    }

    private String why(Tried best) {
        Optional<Tried> second =
                done.stream().filter(tried -> !tried.name().equals(best.name())).max(Tried.BY_VALIDATION);
        String right =
                String.format(Locale.ROOT, "%.1f %% of %,d validation pictures", 100 * best.accuracy(), best.of());
        if (second.isEmpty()) {
            return right + ", the only one there was time for";
        }
        return second.get().accuracy() < best.accuracy()
                ? right + ", more than all " + (done.size() - 1) + " others"
                : right + ", as many as " + second.get().name() + ", and a smaller log loss";
    }
}
