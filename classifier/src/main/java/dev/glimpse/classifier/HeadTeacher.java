package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;

/** Teaches dense layers on vectors. */
record HeadTeacher(Head recipe) implements Teacher {

    @Override
    public void requireFit(Dataset dataset) {
        EnoughPictures.require(dataset);
    }

    @Override
    public Taught teach(Dataset dataset, Training training) {
        throw new UnsupportedOperationException(recipe.word());
    }
}
