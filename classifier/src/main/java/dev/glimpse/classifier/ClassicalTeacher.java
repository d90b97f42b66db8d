package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;

/** Has a classical learner learn from vectors. */
record ClassicalTeacher(Classical recipe) implements Teacher {

    @Override
    public void requireFit(Dataset dataset) {
        EnoughPictures.require(dataset);
    }

    @Override
    public Taught teach(Dataset dataset, Training training) {
        requireFit(dataset);
        throw new ClassifierException(recipe.word() + " cannot be taught yet");
    }
}
