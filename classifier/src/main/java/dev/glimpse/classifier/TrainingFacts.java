package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.optimizer.Schedule;
import dev.glimpse.nn.train.EarlyStopping;
import dev.glimpse.nn.train.ReduceOnPlateau;
import dev.glimpse.zoo.Backbone;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * What a model file says about how its model was taught, name by name, for people; and what a resumed training has to have
 * in common with the one that was interrupted.
 */
final class TrainingFacts {

    private TrainingFacts() {}

    static SequencedMap<String, String> of(Dataset dataset, Recipe recipe) {
        SequencedMap<String, String> about = new LinkedHashMap<>();
        about.put("Recipe", recipe.word());
        switch (recipe) {
            case FromScratch scratch -> {
                about.put(
                        "Architecture",
                        switch (scratch.source()) {
                            case FromScratch.Source.Known known ->
                                known.architecture().word();
                            case FromScratch.Source.Given given ->
                                given.architecture().label();
                        });
                put(about, scratch.learning(), "");
            }
            case FromModel model -> {
                about.put("Architecture", model.architecture().label());
                about.put("Began as", model.origin());
                put(about, model.learning(), model.keepsOptimizer() ? ", where it was" : "");
            }
            case Head head -> {
                put(about, head.backbone());
                hidden(about, head);
                put(about, head.learning(), "");
                if (head.looks() > 1) {
                    about.put("Looks", head.looks() + " of each picture");
                }
            }
            case Linear linear -> {
                put(about, linear.backbone());
                put(about, linear.classWeights());
            }
            case Neighbours neighbours -> {
                put(about, neighbours.backbone());
                put(about, neighbours.classWeights());
            }
            case Classical classical -> {
                switch (classical.view()) {
                    case Classical.View.Embedding(Backbone backbone, var _) -> put(about, backbone);
                    case Classical.View.Described described ->
                        about.put("Features", described.features().toString());
                }
                about.put("Seed", Long.toString(classical.seed()));
            }
            case FineTune fineTune -> {
                put(about, fineTune.backbone());
                hidden(about, fineTune.head());
                about.put("Tuned layers", words(fineTune.layers()));
                put(about, fineTune.learning(), "");
                about.put("Learning rate", words(fineTune));
            }
            case Auto _ -> {}
        }
        about.put("Data", dataset.location().getFileName().toString());
        about.put(
                "Pictures",
                dataset.size(Split.TRAIN) + " to learn from, " + dataset.size(Split.VALIDATION) + " to steer by, "
                        + dataset.size(Split.TEST) + " to judge by");
        about.put("Taught", LocalDate.now(ZoneId.systemDefault()).toString());
        return about;
    }

    private static void hidden(SequencedMap<String, String> about, Head head) {
        about.put(
                "Hidden units",
                head.hidden().isEmpty()
                        ? "none"
                        : head.hidden().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        if (head.dropout() > 0) {
            about.put("Dropout", Double.toString(head.dropout()));
        }
    }

    private static String words(FineTune.Layers layers) {
        return switch (layers) {
            case FineTune.Layers.Last(int count) -> "the last " + count;
            case FineTune.Layers.From(String first) -> first + " and all behind it";
            case FineTune.Layers.All() -> "all";
        };
    }

    private static String words(FineTune recipe) {
        boolean turns = recipe.course() == FineTune.Course.ONE_CYCLE
                && recipe.learning().optimizer().learningRate() instanceof Schedule.Constant;
        return rate(recipe.learning().optimizer().learningRate())
                + (turns ? " at most, in one cycle" : "")
                + switch (recipe.rates()) {
                    case FineTune.Rates.Uniform() -> "";
                    case FineTune.Rates.Discriminative(double factor) ->
                        ", divided by " + factor + " from block to block";
                };
    }

    private static void put(SequencedMap<String, String> about, Backbone backbone) {
        about.put("Backbone", backbone.word() + ", SHA-256 " + backbone.checksum());
    }

    private static void put(SequencedMap<String, String> about, Learning learning, String where) {
        about.put("Optimizer", learning.optimizer().getClass().getSimpleName() + where);
        about.put("Learning rate", rate(learning.optimizer().learningRate()));
        about.put("Batch size", Integer.toString(learning.batchSize()));
        put(about, learning.classWeights());
        if (learning.labelSmoothing() > 0) {
            about.put("Label smoothing", Double.toString(learning.labelSmoothing()));
        }
        learning.augmentation().ifPresent(augmentation -> about.put("Augmentation", augmentation.toString()));
        learning.earlyStopping().ifPresent(stopping -> about.put("Early stopping", words(stopping)));
        learning.reduceOnPlateau().ifPresent(reduce -> about.put("Reduce on plateau", words(reduce)));
        switch (learning.kept()) {
            case BEST -> {}
            case LAST -> about.put("Weights", "of the last epoch");
        }
        about.put("Seed", Long.toString(learning.seed()));
    }

    private static void put(SequencedMap<String, String> about, Learning.ClassWeights weights) {
        switch (weights) {
            case EVEN -> {}
            case BALANCED -> about.put("Class weights", "balanced");
        }
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
