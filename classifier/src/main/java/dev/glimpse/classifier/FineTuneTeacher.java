package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;

/** Teaches a head, and then the end of its backbone with it. */
record FineTuneTeacher(FineTune recipe) implements Teacher {

    @Override
    public void requireFit(Dataset dataset) {
        throw new UnsupportedOperationException(recipe.word());
    }

    @Override
    public Taught teach(Dataset dataset, Training training) {
        throw new UnsupportedOperationException(recipe.word());
    }
}
