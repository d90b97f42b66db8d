package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;

/** Tries recipes, and keeps the best. */
record AutoTeacher(Auto recipe) implements Teacher {

    @Override
    public void requireFit(Dataset dataset) {
        throw new UnsupportedOperationException(recipe.word());
    }

    @Override
    public Taught teach(Dataset dataset, Training training) {
        throw new UnsupportedOperationException(recipe.word());
    }
}
