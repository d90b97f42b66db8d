package dev.glimpse.classifier;

import dev.glimpse.zoo.Backbone;

/**
 * The nearest pictures decide, by what a frozen backbone says of them; there is nothing to teach.
 *
 * @param backbone what makes vectors of pictures
 */
public record Neighbours(Backbone backbone) implements Recipe {

    @Override
    public String word() {
        return "knn";
    }
}
