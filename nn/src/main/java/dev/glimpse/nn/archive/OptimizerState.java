package dev.glimpse.nn.archive;

import java.util.List;

/**
 * What an optimizer remembers between steps, as Keras writes it.
 *
 * @param name of the optimizer in Keras, such as {@code rmsprop}
 * @param variables in Keras's order: the number of steps, the learning rate unless a schedule gives it, then the slots
 */
public record OptimizerState(String name, List<SavedArray> variables) {

    public OptimizerState {
        variables = List.copyOf(variables);
    }
}
