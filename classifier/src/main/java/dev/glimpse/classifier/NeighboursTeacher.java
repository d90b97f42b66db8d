package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;

/** Keeps the vectors of the pictures to learn from. */
record NeighboursTeacher(Neighbours recipe) implements Teacher {

    @Override
    public void requireFit(Dataset dataset) {
        throw new UnsupportedOperationException(recipe.word());
    }

    @Override
    public Taught teach(Dataset dataset, Training training) {
        throw new UnsupportedOperationException(recipe.word());
    }
}
