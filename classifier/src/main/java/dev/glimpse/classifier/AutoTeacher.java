package dev.glimpse.classifier;

import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.train.History;
import java.util.Optional;

/** Tries recipes, and keeps the best. */
record AutoTeacher(Auto recipe) implements Teacher {

    /** How much of the time the pictures may be looked at; the rest is for what is taught on what was seen. */
    private static final double LOOKING = 0.6;

    /** Digits and the like are unlike the photographs that backbones know: a network of their own gets most of the time. */
    private static final double LOOKING_AT_DIGITS = 0.25;

    @Override
    public void requireFit(Dataset dataset) {
        EnoughPictures.require(dataset);
        if (dataset.size(Split.VALIDATION) == 0 && recipe.backbones().isEmpty()) {
            throw new ClassifierException(
                    "there are no validation pictures to choose a recipe by, and no backbone that could"
                            + " do without: add pictures (5 of a class are the least of which some are kept for it), or choose the"
                            + " recipe from-scratch");
        }
    }

    @Override
    public Taught teach(Dataset dataset, Training training) {
        TimeBudget time = TimeBudget.begin(recipe.budget());
        requireFit(dataset);
        Optional<RunFolder> folder = training.folder();
        folder.ifPresent(kept -> kept.require(training.resumes()));
        if (dataset.size(Split.VALIDATION) == 0) {
            return unchosen(dataset, training);
        }
        boolean digits = FromScratch.suitable(dataset) == KnownArchitecture.MNIST_CNN;
        Optional<Scouting.Found> found = recipe.backbones().isEmpty()
                ? Optional.empty()
                : new Scouting(recipe, dataset, training, time, digits ? LOOKING_AT_DIGITS : LOOKING).find();
        Tries tries = new Tries(found.map(Scouting.Found::dataset).orElse(dataset), training, time, recipe.seed());
        found.ifPresent(seen -> new PretrainedTries(seen, recipe, tries).all());
        if (found.isEmpty() || digits) {
            tries.fromScratch(dataset);
        }
        if (training.stopWhen().getAsBoolean()) {
            return new Taught.Interrupted(History.empty(), Optional.empty());
        }
        return tries.best();
    }

    /** With nothing to choose by it is what needs fewest pictures and has nothing that could be chosen wrongly. */
    private Taught unchosen(Dataset dataset, Training training) {
        training.tell(new TeachingEvent.Remark(
                "There are no validation pictures to choose a recipe by, so knn is taken, which"
                        + " does with one picture of each class"));
        Neighbours nearest =
                Neighbours.of(recipe.backbones().getFirst().backbone()).fit(recipe.fit());
        return Training.teacher(nearest).teach(dataset, training);
    }
}
