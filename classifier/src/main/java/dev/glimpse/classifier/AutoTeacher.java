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
        if (dataset.size(Split.VALIDATION) == 0) {
            throw new ClassifierException("auto chooses by the validation pictures, and there are none: keep some back with"
                    + " --validation 0.15, or name a recipe, such as --recipe linear");
        }
    }

    @Override
    public Taught teach(Dataset dataset, Training training) {
        TimeBudget time = TimeBudget.begin(recipe.budget());
        requireFit(dataset);
        Optional<RunFolder> folder = training.folder();
        folder.ifPresent(kept -> kept.require(training.resumes()));
        boolean digits = FromScratch.suitable(dataset) == KnownArchitecture.MNIST_CNN;
        Optional<Scouting.Found> found = recipe.backbones().isEmpty()
                ? Optional.empty()
                : new Scouting(recipe, dataset, training, time, digits ? LOOKING_AT_DIGITS : LOOKING).find();
        Tries tries = new Tries(
                found.map(Scouting.Found::dataset).orElse(dataset), training, time, recipe.seed());
        found.ifPresent(seen -> new PretrainedTries(seen, recipe, tries).all());
        if (found.isEmpty() || digits) {
            tries.fromScratch(dataset);
        }
        if (training.stopWhen().getAsBoolean()) {
            return new Taught.Interrupted(History.empty(), Optional.empty());
        }
        return tries.best();
    }
}
