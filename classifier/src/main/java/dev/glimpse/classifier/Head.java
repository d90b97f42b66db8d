package dev.glimpse.classifier;

import dev.glimpse.zoo.Backbone;

/**
 * Dense layers are taught on what a frozen backbone says of pictures.
 *
 * @param backbone what makes vectors of pictures
 */
public record Head(Backbone backbone) implements Recipe {

    @Override
    public String word() {
        return "head";
    }
}
