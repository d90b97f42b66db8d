package dev.glimpse.classifier;

import dev.glimpse.zoo.Backbone;

/**
 * A head is taught first, and then the last layers of its backbone with it.
 *
 * @param backbone what makes vectors of pictures
 */
public record FineTune(Backbone backbone) implements Recipe {

    @Override
    public String word() {
        return "fine-tune";
    }
}
