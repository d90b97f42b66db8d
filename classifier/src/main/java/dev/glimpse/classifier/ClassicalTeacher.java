package dev.glimpse.classifier;

import dev.glimpse.classifier.embedding.Embedded;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.Resize;
import dev.glimpse.image.feature.Describer;
import dev.glimpse.learn.ClassModel;
import dev.glimpse.learn.LearnException;
import dev.glimpse.learn.Learner;
import dev.glimpse.learn.Rows;
import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.train.History;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.Backbone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Has a classical learner learn from vectors, by a backbone or by features. */
record ClassicalTeacher(Classical recipe) implements Teacher {

    /** How the name of such a model begins, by which it is known again when somebody else has saved it. */
    private static final String NAME = "learner_on_";

    /** A learner has the vectors in memory once more, in a form of its own. */
    private static final int SHARE_OF_MEMORY = 6;

    private static final float LEAST_PROBABILITY = 1e-7f;

    /** Whether a model is one that was made here, by its name. */
    static boolean made(String name) {
        return name.startsWith(NAME);
    }

    @Override
    public void requireFit(Dataset dataset) {
        EnoughPictures.require(dataset);
        long numbers = (long) dataset.size(Split.TRAIN) * recipe.view().length();
        long bytes = numbers * Float.BYTES;
        long room = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
        if (bytes > room || numbers > Integer.MAX_VALUE - 8) {
            throw new ClassifierException(String.format(
                    Locale.ROOT,
                    "%s learns from all vectors at once, and %,d pictures with %,d numbers each are %,d MB, of which %,d MB fit:"
                            + " learn from fewer (--limit), take coarser features, give more memory"
                            + " (GLIMPSE_OPTS=-Xmx8g), or take the recipe head",
                    recipe.word(),
                    dataset.size(Split.TRAIN),
                    recipe.view().length(),
                    bytes >> 20,
                    room >> 20));
        }
    }

    /**
     * What the pictures come to.
     *
     * @param vectors theirs
     * @param model what makes a vector of a picture; no layers where that are features
     * @param layer the one whose output is the vector, if there is one
     * @param describer the features, if it is those
     */
    private record Viewed(Vectors vectors, ModelFile model, Optional<String> layer, Optional<Describer> describer) {}

    @Override
    public Taught teach(Dataset dataset, Training training) {
        requireFit(dataset);
        training.folder().ifPresent(kept -> kept.require(training.resumes()));
        Optional<Viewed> viewed =
                switch (recipe.view()) {
                    case Classical.View.Embedding embedding -> embedded(dataset, embedding, training);
                    case Classical.View.Described described -> described(dataset, described, training);
                };
        return viewed.flatMap(known -> taught(known, training))
                .<Taught>map(finished -> finished)
                .orElseGet(() -> new Taught.Interrupted(History.empty(), Optional.empty()));
    }

    private static Optional<Viewed> embedded(Dataset dataset, Classical.View.Embedding view, Training training) {
        Backbone backbone = view.backbone();
        return Vectors.of(dataset, backbone, view.fit(), training).map(vectors -> {
            Functional layers = backbone.model()
                    .architecture()
                    .changed(Layer::frozen)
                    .named(NAME + backbone.word().replace('/', '_'));
            ModelFile frozen =
                    ModelFile.of(ModelConfig.of(layers), backbone.model().weights());
            return new Viewed(vectors, frozen, Optional.of(backbone.lastLayer()), Optional.empty());
        });
    }

    private Optional<Viewed> described(Dataset dataset, Classical.View.Described view, Training training) {
        Preprocessing pictures =
                new Preprocessing(Resize.to(view.side(), view.side()).bilinear().fit(view.fit()), 3);
        return VisualWordsLearning.of(dataset, view.features(), pictures, recipe.seed(), training)
                .flatMap(describer -> Vectors.of(dataset, describer, pictures, training)
                        .map(vectors -> new Viewed(
                                vectors,
                                nothing(describer.length(), NAME + "features"),
                                Optional.empty(),
                                Optional.of(describer))));
    }

    /** A model that gives what it takes. */
    private static ModelFile nothing(int length, String name) {
        return ModelFile.of(Sequential.of(Layers.input(length)).named(name), new Weights(new LinkedHashMap<>()));
    }

    /** What the best of the learners made of the vectors; none if the training was asked to stop. */
    private Optional<Taught.Finished> taught(Viewed viewed, Training training) {
        Embedded embedded = viewed.vectors().embedded();
        Dataset dataset = embedded.dataset();
        EnoughPictures.require(dataset);
        return choose(embedded, training).map(choice -> {
            ModelFacts facts = ModelFacts.of(
                            new Labels.Named(dataset.labels()),
                            viewed.vectors().preprocessing(),
                            TrainingFacts.of(dataset, recipe),
                            dataset.splits())
                    .with(new Answering.ByLearner(
                            recipe.learners().getFirst().word(),
                            choice.model(),
                            LearnerSureness.FULL,
                            viewed.describer()))
                    .withAbout("Learner", choice.words());
            return new Taught.Finished(
                    viewed.model(),
                    facts,
                    History.empty(),
                    viewed.layer(),
                    Optional.of(new Taught.FromVectors(embedded, nothing(embedded.length(), NAME + "vectors"))));
        });
    }

    /** What was learnt, and how its options were found. */
    private record Choice(ClassModel model, String words) {}

    /** A learner as it did on validation. */
    private record Judged(Learner learner, ClassModel model, double accuracy, double logLoss) {

        boolean isBetterThan(Judged other) {
            return accuracy > other.accuracy || (accuracy == other.accuracy && logLoss < other.logLoss);
        }
    }

    private Optional<Choice> choose(Embedded embedded, Training training) {
        Dataset dataset = embedded.dataset();
        boolean chooses = recipe.learners().size() > 1 && dataset.size(Split.VALIDATION) > 0;
        List<Learner> learners = chooses ? recipe.learners() : recipe.learners().subList(0, 1);
        Rows rows = rows(embedded, Split.TRAIN);
        int[] labels = embedded.labels(Split.TRAIN);
        Optional<Judged> best = Optional.empty();
        for (int i = 0; i < learners.size(); i++) {
            Learner learner = learners.get(i);
            training.tell(new TeachingEvent.Learning(learner.word(), i, learners.size()));
            if (training.stopWhen().getAsBoolean()) {
                return Optional.empty();
            }
            ClassModel model = learnt(learner, rows, labels, dataset.labels().size());
            Judged judged = chooses ? judged(learner, model, embedded) : new Judged(learner, model, 0, 0);
            if (best.isEmpty() || judged.isBetterThan(best.get())) {
                best = Optional.of(judged);
            }
            if (training.endWhen().getAsBoolean()) {
                break;
            }
        }
        training.tell(new TeachingEvent.Learning(learners.getFirst().word(), learners.size(), learners.size()));
        return training.stopWhen().getAsBoolean() ? Optional.empty() : best.map(known -> choice(known, chooses));
    }

    private Choice choice(Judged best, boolean chosen) {
        String words = LearnerGrid.words(best.learner());
        if (chosen) {
            return new Choice(
                    best.model(),
                    String.format(
                            Locale.ROOT,
                            "%s; the best of %d on validation (%.1f %%)",
                            words,
                            recipe.learners().size(),
                            100 * best.accuracy()));
        }
        return new Choice(
                best.model(),
                recipe.learners().size() == 1
                        ? words
                        : words + "; the usual options, for there are no pictures to choose others by");
    }

    private ClassModel learnt(Learner learner, Rows rows, int[] labels, int classes) {
        try {
            ClassModel model = learner.classes(rows, labels, classes, recipe.seed());
            return model;
        } catch (LearnException cannot) {
            throw new ClassifierException(recipe.word() + ": " + cannot.getMessage(), cannot);
        }
    }

    private static Judged judged(Learner learner, ClassModel model, Embedded embedded) {
        float[][] said = model.probabilities(rows(embedded, Split.VALIDATION));
        int[] labels = embedded.labels(Split.VALIDATION);
        int right = 0;
        double loss = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = 0;
            for (int label = 1; label < said[i].length; label++) {
                best = said[i][label] > said[i][best] ? label : best;
            }
            right += best == labels[i] ? 1 : 0;
            loss -= Math.log(Math.max(said[i][labels[i]], LEAST_PROBABILITY));
        }
        return new Judged(learner, model, (double) right / labels.length, loss / labels.length);
    }

    private static Rows rows(Embedded embedded, Split split) {
        NdArray.Floats floats = embedded.floats(split);
        Shape shape = floats.shape();
        return new Rows(shape.size(1), floats.values());
    }
}
