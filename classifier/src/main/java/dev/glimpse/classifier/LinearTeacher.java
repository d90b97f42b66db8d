package dev.glimpse.classifier;

import dev.glimpse.classifier.Taught.FromVectors;
import dev.glimpse.classifier.embedding.Embedded;
import dev.glimpse.classifier.regression.LogisticRegression;
import dev.glimpse.classifier.regression.LogisticRegression.Fitted;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.train.History;
import dev.glimpse.tensor.batch.NdArray;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/** Fits a multinomial logistic regression to vectors. */
record LinearTeacher(Linear recipe) implements Teacher {

    /** What is tried on validation, from the largest on, until it gets worse: each begins where the one before ended. */
    private static final double[] PENALTIES = {3, 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001};

    /** So many in a row are no chance: the small penalties that are left would take most of the time, and do worse. */
    private static final int WORSE = 2;

    @Override
    public void requireFit(Dataset dataset) {
        EnoughPictures.require(dataset);
    }

    @Override
    public Taught teach(Dataset dataset, Training training) {
        requireFit(dataset);
        training.folder().ifPresent(kept -> kept.require(training.resumes()));
        Optional<Vectors> vectors = Vectors.of(dataset, recipe.backbone(), recipe.fit(), training);
        return vectors.map(this::teach).orElseGet(() -> new Taught.Interrupted(History.empty(), Optional.empty()));
    }

    private Taught teach(Vectors vectors) {
        Embedded embedded = vectors.embedded();
        Dataset dataset = embedded.dataset();
        EnoughPictures.require(dataset);
        Choice choice = choose(embedded);
        Sequential layers = Tails.linear(embedded.length(), dataset.labels().size());
        SequencedMap<String, NdArray.Floats> weights = new LinkedHashMap<>();
        List<NdArray.Floats> numbers =
                List.of(choice.fitted().kernel(), choice.fitted().bias());
        for (int i = 0; i < numbers.size(); i++) {
            weights.put(layers.placedWeights().get(i).path(), numbers.get(i));
        }
        ModelFile tail = ModelFile.of(layers, new Weights(weights));
        ModelFacts facts = ModelFacts.of(
                        new Labels.Named(dataset.labels()),
                        vectors.preprocessing(),
                        TrainingFacts.of(dataset, recipe),
                        dataset.splits())
                .withAbout("Penalty", choice.words());
        return new Taught.Finished(
                Joint.of(recipe.backbone().model(), tail),
                facts,
                History.empty(),
                Optional.of(recipe.backbone().lastLayer()),
                Optional.of(new FromVectors(embedded, tail)));
    }

    /** A regression, and how its penalty was found. */
    private record Choice(Fitted fitted, String words) {}

    private Choice choose(Embedded embedded) {
        Dataset dataset = embedded.dataset();
        float[] weights = new float[dataset.labels().size()];
        switch (recipe.classWeights()) {
            case EVEN -> Arrays.fill(weights, 1);
            case BALANCED ->
                System.arraycopy(Fitting.balanced(dataset.counts(Split.TRAIN)), 0, weights, 0, weights.length);
        }
        try (LogisticRegression regression =
                LogisticRegression.of(embedded.floats(Split.TRAIN), embedded.labels(Split.TRAIN), weights)) {
            if (recipe.penalty().isPresent()) {
                double penalty = recipe.penalty().getAsDouble();
                return new Choice(regression.fit(penalty, Optional.empty()), Double.toString(penalty));
            }
            if (dataset.size(Split.VALIDATION) == 0) {
                return new Choice(
                        regression.fit(Linear.USUAL_PENALTY, Optional.empty()),
                        Linear.USUAL_PENALTY + ", the usual one, for there are no pictures to choose it by");
            }
            return best(regression, embedded.floats(Split.VALIDATION), embedded.labels(Split.VALIDATION));
        }
    }

    private static Choice best(LogisticRegression regression, NdArray.Floats vectors, int[] labels) {
        Optional<Fitted> last = Optional.empty();
        Optional<Fitted> best = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        int tried = 0;
        int worse = 0;
        while (tried < PENALTIES.length && worse < WORSE) {
            Fitted fitted = regression.fit(PENALTIES[tried], last);
            tried++;
            double loss = fitted.logLoss(vectors, labels);
            worse = loss < least ? 0 : worse + 1;
            if (loss < least) {
                least = loss;
                best = Optional.of(fitted);
            }
            last = Optional.of(fitted);
        }
        Fitted chosen = best.orElseThrow();
        return new Choice(
                chosen,
                String.format(
                        Locale.ROOT,
                        "%s, the best of %d on validation (log loss %.4f)",
                        chosen.penalty(),
                        tried,
                        least));
    }
}
