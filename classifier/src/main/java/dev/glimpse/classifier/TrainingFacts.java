package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.optimizer.Schedule;
import dev.glimpse.nn.train.EarlyStopping;
import dev.glimpse.nn.train.ReduceOnPlateau;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a model file says about how its model was taught, name by name, for people; and what a resumed training has to have
 * in common with the one that was interrupted.
 */
final class TrainingFacts {

    private TrainingFacts() {}

    static SequencedMap<String, String> of(Dataset dataset, NetworkRecipe<?> recipe) {
        Learning learning = recipe.learning();
        SequencedMap<String, String> about = new LinkedHashMap<>();
        about.put("Recipe", recipe.word());
        switch (recipe) {
            case FromScratch scratch ->
                about.put(
                        "Architecture",
                        switch (scratch.source()) {
                            case FromScratch.Source.Known known ->
                                known.architecture().word();
                            case FromScratch.Source.Given given ->
                                given.architecture().label();
                        });
            case FromModel model -> {
                about.put("Architecture", model.architecture().label());
                about.put("Began as", model.origin());
            }
        }
        about.put(
                "Optimizer",
                learning.optimizer().getClass().getSimpleName()
                        + (recipe instanceof FromModel model && model.keepsOptimizer() ? ", where it was" : ""));
        about.put("Learning rate", rate(learning.optimizer().learningRate()));
        about.put("Batch size", Integer.toString(learning.batchSize()));
        switch (learning.classWeights()) {
            case EVEN -> {}
            case BALANCED -> about.put("Class weights", "balanced");
        }
        if (learning.labelSmoothing() > 0) {
            about.put("Label smoothing", Double.toString(learning.labelSmoothing()));
        }
        learning.augmentation().ifPresent(augmentation -> about.put("Augmentation", augmentation.toString()));
        learning.earlyStopping().ifPresent(stopping -> about.put("Early stopping", words(stopping)));
        learning.reduceOnPlateau().ifPresent(reduce -> about.put("Reduce on plateau", words(reduce)));
        about.put("Seed", Long.toString(learning.seed()));
        about.put("Data", dataset.location().getFileName().toString());
        about.put(
                "Pictures",
                dataset.size(Split.TRAIN) + " to learn from, " + dataset.size(Split.VALIDATION) + " to steer by, "
                        + dataset.size(Split.TEST) + " to judge by");
        about.put("Taught", LocalDate.now(ZoneId.systemDefault()).toString());
        return about;
    }

    private static String words(EarlyStopping stopping) {
        return epochs(stopping.patience(), stopping.monitor().name())
                + by(stopping.minDelta(), 0)
                + (stopping.baseline().isPresent()
                        ? ", past " + stopping.baseline().getAsDouble()
                        : "")
                + (stopping.startFromEpoch() > 0 ? ", from epoch " + (stopping.startFromEpoch() + 1) : "");
    }

    private static String words(ReduceOnPlateau reduce) {
        return "times " + reduce.factor() + " "
                + epochs(reduce.patience(), reduce.monitor().name())
                + by(reduce.minDelta(), 1e-4)
                + (reduce.cooldown() > 0 ? ", resting " + reduce.cooldown() : "")
                + (reduce.minLearningRate() > 0 ? ", down to " + reduce.minLearningRate() : "");
    }

    private static String epochs(int patience, String watched) {
        return "after " + patience + (patience == 1 ? " epoch" : " epochs") + " without a better " + watched;
    }

    private static String by(double least, double usual) {
        return least == usual ? "" : ", by more than " + least;
    }

    private static String rate(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Constant constant -> Double.toString(constant.rate());
            case Schedule.ExponentialDecay decay -> decay.initial() + ", falling exponentially";
            case Schedule.CosineDecay cosine ->
                cosine.warmUp().map(Schedule.WarmUp::target).orElse(cosine.initial()) + ", falling along a cosine";
            case Schedule.PiecewiseConstant piecewise ->
                "in pieces, from " + piecewise.values().getFirst();
            case Schedule.OneCycle cycle -> "one cycle, up to " + cycle.maximum();
        };
    }
}
