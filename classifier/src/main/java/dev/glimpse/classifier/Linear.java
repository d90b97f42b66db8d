package dev.glimpse.classifier;

import dev.glimpse.zoo.Backbone;

/**
 * Multinomial logistic regression on what a frozen backbone says of pictures.
 *
 * @param backbone what makes vectors of pictures
 */
public record Linear(Backbone backbone) implements Recipe {

    @Override
    public String word() {
        return "linear";
    }
}
