package dev.glimpse.classifier;

import dev.glimpse.classifier.evaluation.Basis;
import dev.glimpse.classifier.evaluation.DatasetThumbnails;
import dev.glimpse.classifier.evaluation.Evaluation;
import dev.glimpse.classifier.evaluation.FoldScore;
import dev.glimpse.classifier.evaluation.FoldScores;
import dev.glimpse.classifier.evaluation.Report;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.Folds;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Unreadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How good a recipe is, and how much of that is chance: it is carried out once for each fold of a dataset, on the other folds, and
 * judged by the fold.
 *
 * <p>Each round teaches, makes honest and judges exactly as {@link Training} does; what is chosen (the best epoch, a penalty, a
 * temperature) is chosen by a part of the other folds. Vectors of pictures are computed once for all rounds.
 *
 * {@snippet :
 * CrossValidated how = CrossValidation.run(photos.folds(10), Linear.of(backbone), training -> training.stopWhen(this::isOver));
 * }
 */
public final class CrossValidation {

    private final Folds folds;
    private final Recipe recipe;
    private final Training training;
    private final Set<String> told = new HashSet<>();

    private CrossValidation(Folds folds, Recipe recipe, Training training) {
        this.folds = folds;
        this.recipe = recipe;
        this.training = training;
    }

    /**
     * Carries a recipe out once for each fold.
     *
     * @param options as for a training; nothing is written
     * @throws ClassifierException if the recipe does not fit the pictures, an output is given, or the model to go on from has learnt
     *     from some of the pictures
     */
    public static CrossValidated run(Folds folds, Recipe recipe, Consumer<Training> options) {
        Training training = new Training();
        options.accept(training);
        if (training.folder().isPresent()) {
            throw new ClassifierException("a cross-validation makes no model: teach one on all pictures for that");
        }
        return new CrossValidation(folds, recipe, training).run();
    }

    /**
     * Checks that a recipe can be judged by folds: what {@link #run} does first, for those who tell of it before.
     *
     * @throws ClassifierException if not
     */
    public static void requireFit(Folds folds, Recipe recipe) {
        if (recipe instanceof FromModel model) {
            long learnt = folds.pictures()
                    .items()
                    .filter(item -> model.splits()
                            .of(item.hash())
                            .filter(split -> split != Split.TEST)
                            .isPresent())
                    .count();
            if (learnt > 0) {
                throw new ClassifierException(String.format(
                        Locale.ROOT,
                        "the model to go on from has learnt from %,d of these pictures, so it would be judged by what"
                                + " it knows: begin from scratch, or take pictures that it never saw",
                        learnt));
            }
        }
        Training.requireFit(folds.dataset(0), recipe);
    }

    private CrossValidated run() {
        requireFit(folds, recipe);
        folds.remarks().forEach(text -> tell(new TeachingEvent.Remark(text)));
        List<FoldScore> done = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            Optional<FoldScore> score = training.stopWhen().getAsBoolean() ? Optional.empty() : round(fold);
            if (score.isEmpty()) {
                return new CrossValidated.Interrupted(done, folds.count());
            }
            done.add(score.get());
            tell(new TeachingEvent.FoldEnded(score.get(), folds.count()));
        }
        FoldScores scores = new FoldScores(done);
        return new CrossValidated.Completed(scores, report(scores));
    }

    /** One fold; nothing if it was asked to stop. */
    private Optional<FoldScore> round(int fold) {
        tell(new TeachingEvent.FoldBegan(fold + 1, folds.count()));
        long begun = System.nanoTime();
        Dataset dataset = folds.dataset(fold);
        if (fold == 0) {
            dataset.remarks().forEach(text -> tell(new TeachingEvent.Remark(text)));
        }
        return switch (training.fold(this::leftOut, this::tell).teach(dataset, recipe)) {
            case TrainingResult.Interrupted _ -> Optional.empty();
            case TrainingResult.Trained trained -> {
                trained.classifier().close();
                Evaluation evaluation = trained.report().orElseThrow().evaluation();
                yield Optional.of(new FoldScore(
                        fold + 1,
                        dataset.size(Split.TRAIN),
                        dataset.size(Split.VALIDATION),
                        evaluation,
                        Duration.ofNanos(System.nanoTime() - begun)));
            }
        };
    }

    /** What is to be said of the pictures is said once, and not again in each round. */
    private void tell(TeachingEvent event) {
        if (!(event instanceof TeachingEvent.Remark(String text)) || told.add(text)) {
            training.tell(event);
        }
    }

    private void leftOut(Unreadable broken) {
        if (told.add(broken.name() + '\n' + broken.reason())) {
            training.unreadable().accept(broken);
        }
    }

    private Report report(FoldScores scores) {
        Dataset pictures = folds.pictures();
        Evaluation all = Evaluation.pooled(
                Basis.heldOut(String.format(
                        Locale.ROOT,
                        "all pictures of %s in %d folds, each picture by a classifier taught on the other folds",
                        pictures.location(),
                        folds.count())),
                scores.folds().stream().map(FoldScore::evaluation).toList());
        SequencedMap<String, String> facts = TrainingFacts.of(folds.dataset(0), recipe);
        facts.remove("Pictures");
        facts.put(
                "Folds",
                String.format(
                        Locale.ROOT,
                        "%d, stratified, drawn from seed %d; of the pictures outside of a fold %.3g %% steer",
                        folds.count(),
                        folds.options().seed(),
                        100 * folds.options().validation()));
        return Report.of(recipe.word(), all, about -> {
            facts.forEach(about::fact);
            about.folds(scores);
            about.thumbnails(DatasetThumbnails.of(pictures, all));
        });
    }
}
