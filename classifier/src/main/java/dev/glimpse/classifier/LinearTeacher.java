package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;

/** Fits a multinomial logistic regression to vectors. */
record LinearTeacher(Linear recipe) implements Teacher {

    @Override
    public void requireFit(Dataset dataset) {
        EnoughPictures.require(dataset);
    }

    @Override
    public Taught teach(Dataset dataset, Training training) {
        throw new UnsupportedOperationException(recipe.word());
    }
}
