package dev.glimpse.nn.layer;

import java.util.Optional;

/**
 * How one weight of a layer begins, and what holds it back.
 *
 * @param initializer gives the first values
 * @param regularizer adds to the loss what the weight costs
 */
public record Parameter(Initializer initializer, Optional<Regularizer> regularizer) {

    static final Parameter KERNEL = of(Initializer.glorotUniform());
    static final Parameter BIAS = of(new Initializer.Zeros());

    /** Begins like this, and costs nothing. */
    public static Parameter of(Initializer initializer) {
        return new Parameter(initializer, Optional.empty());
    }

    /** This with other first values. */
    public Parameter with(Initializer newInitializer) {
        return new Parameter(newInitializer, regularizer);
    }

    /** This with a cost. */
    public Parameter with(Regularizer newRegularizer) {
        return new Parameter(initializer, Optional.of(newRegularizer));
    }
}
